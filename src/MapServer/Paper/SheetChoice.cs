using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Paper;
using Gis.Engine.Reading;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Paper;

/// <summary>Which sheet is asked for.</summary>
/// <param name="District">Id of the district (<see cref="DistrictName.Id"/>), or null.</param>
/// <param name="Hazards">The hazard layers shown, in the order of the catalogue; empty: none was named.</param>
/// <param name="Size">Size of the paper.</param>
/// <param name="IsLandscape">Whether the long side lies below; null: whichever shows the district larger.</param>
/// <param name="Scale">The number below the line; null: the closest round one at which the district fits.</param>
public sealed record SheetChoice(string? District, IReadOnlyList<Layer> Hazards, PaperSize Size, bool? IsLandscape, int? Scale)
{
    /// <summary>Hazards on one sheet: more patterns on one another cannot be told apart.</summary>
    public const int MostHazards = 3;

    /// <summary>Reads the parameters of a request.</summary>
    /// <exception cref="RequestProblemException">One of them cannot be meant.</exception>
    public static SheetChoice Read(TownSnapshot snapshot, IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(query);
        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        var asked = query["hazard"].OfType<string>().Where(h => h.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count > MostHazards)
            throw RequestProblemException.Bad($"hazard（重ねる災害の想定）は {MostHazards} つまで選べます。");
        var known = Offered(snapshot).ToList();
        if (asked.Find(a => known.TrueForAll(l => l.Id.Value != a)) is not null)
            throw RequestProblemException.NotFound("この災害のデータはありません。");
        var size = PaperSize.A4;
        if (Text("size") is { } named)
            size = PaperSize.Find(named) ?? throw RequestProblemException.Bad("size には A4 か A3 を指定してください。");
        bool? landscape = Text("orientation") switch
        {
            null or "auto" => null,
            "landscape" => true,
            "portrait" => false,
            _ => throw RequestProblemException.Bad("orientation には auto、portrait（縦）、landscape（横）のどれかを指定してください。"),
        };
        int? scale = null;
        if (Text("scale") is { } number and not "auto")
        {
            scale = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && SheetScale.Round.Contains(whole)
                ? whole
                : throw RequestProblemException.Bad($"scale には auto か、{string.Join("、", SheetScale.Round)} のどれかを指定してください。");
        }

        return new SheetChoice(Text("district"), [.. known.Where(l => asked.Contains(l.Id.Value))], size, landscape, scale);
    }

    /// <summary>Hazard layers that a sheet can show.</summary>
    public static IEnumerable<Layer> Offered(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Drawn.Where(l => l.Kind.Hazard is not null);
    }

    /// <summary>The same with the hazard that the map opens with, if none was named.</summary>
    public SheetChoice OrUsual(TownSnapshot snapshot) => Hazards.Count > 0 ? this
        : this with { Hazards = [.. Offered(snapshot).OrderByDescending(Engine.Styles.StyleBuilder.IsVisible).Take(1)] };

    /// <summary>The address of the sheet.</summary>
    /// <param name="path">Path.</param>
    /// <param name="district">Id of the district.</param>
    public string Address(string path, string? district)
    {
        var parts = Hazards.Select(h => ("hazard", h.Id.Value)).Append(("size", Size.Id));
        if (IsLandscape is { } landscape)
            parts = parts.Append(("orientation", landscape ? "landscape" : "portrait"));
        if (Scale is { } scale)
            parts = parts.Append(("scale", scale.ToString(CultureInfo.InvariantCulture)));
        if (district is not null)
            parts = parts.Prepend(("district", district));
        return path + "?" + string.Join('&', parts.Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"));
    }
}
