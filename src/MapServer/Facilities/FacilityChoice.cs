using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Core.Japanese;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Facilities;

/// <summary>What a visitor looks for.</summary>
/// <param name="Kind">Id of a kind, or null for all.</param>
/// <param name="Has">Equipment that must be there, as roles <c>has-…</c>.</param>
/// <param name="Words">Part of a name or an address; empty for any.</param>
/// <param name="Near">Where distances begin, or null.</param>
/// <param name="Page">Which page of the list, from 1.</param>
public sealed record FacilityChoice(string? Kind, IReadOnlyList<string> Has, string Words, LonLat? Near, int Page)
{
    /// <summary>Facilities on a page: as many as can be told apart by numbers on a small map.</summary>
    public const int PageSize = 20;

    private const int LongestText = 100;
    private const int MostPages = 10_000;

    /// <summary>Reads the parameters of a request.</summary>
    /// <exception cref="RequestProblemException">One of them cannot be meant.</exception>
    public static FacilityChoice Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var words = query["q"].ToString().Trim();
        if (words.Length > LongestText)
            throw RequestProblemException.Bad($"さがす言葉は {LongestText} 文字までで入れてください。");
        var page = 1;
        if (query["page"].ToString() is { Length: > 0 } asked && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page is < 1 or > MostPages))
            throw RequestProblemException.Bad("page は 1 以上の整数で指定してください。");
        return new FacilityChoice(
            query["kind"].ToString() is { Length: > 0 } kind ? kind : null,
            [.. query["has"].OfType<string>().Where(h => h.Length > 0).Distinct().Take(20)], words, Place(query), page);
    }

    /// <summary>The address of the list, or of its picture, with another page.</summary>
    /// <param name="path">Path.</param>
    /// <param name="page">Page.</param>
    public string Address(string path, int page)
    {
        var parts = new List<string>();
        void Add(string name, string value) => parts.Add($"{name}={Uri.EscapeDataString(value)}");
        if (Kind is not null)
            Add("kind", Kind);
        foreach (var has in Has)
            Add("has", has);
        if (Words.Length > 0)
            Add("q", Words);
        if (Near is { } near)
        {
            Add("lon", near.Lon.ToString("F6", CultureInfo.InvariantCulture));
            Add("lat", near.Lat.ToString("F6", CultureInfo.InvariantCulture));
        }

        if (page > 1)
            Add("page", page.ToString(CultureInfo.InvariantCulture));
        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }

    /// <summary>Those that fit, nearest first where it is known from where, else by reading.</summary>
    public IReadOnlyList<Facility> Apply(IEnumerable<Facility> all)
    {
        var sought = SearchText.Normalise(Words);
        return [.. all
            .Where(f => (Kind is null || f.Layer.Kind.Id == Kind) && Has.All(f.Has.Contains))
            .Where(f => sought.Length == 0 || SearchText.Normalise($"{f.Name} {f.Reading} {f.Address}").Contains(sought, StringComparison.Ordinal))
            // What is shut or full at the moment comes last.
            .OrderBy(f => f.State?.IsAgainst == true).ThenBy(f => f.Distance ?? (Near is null ? 0 : double.MaxValue)).ThenBy(f => f.Reading, StringComparer.Ordinal)
            .ThenBy(f => f.Layer.Id.Value, StringComparer.Ordinal).ThenBy(f => f.Fid)];
    }

    private static LonLat? Place(IQueryCollection query)
    {
        var (lon, lat) = (query["lon"].ToString(), query["lat"].ToString());
        if (lon.Length == 0 && lat.Length == 0)
            return null;
        if (double.TryParse(lon, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
            && double.TryParse(lat, NumberStyles.Float, CultureInfo.InvariantCulture, out var y) && new LonLat(x, y).IsOnEarth)
            return new LonLat(x, y);
        throw RequestProblemException.Bad("lon（経度）と lat（緯度）を、度の数で指定してください。");
    }
}
