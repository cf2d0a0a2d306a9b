using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Engine.Codes;
using Gis.Engine.Hazards;
using Gis.Engine.Paper;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Paper;

/// <summary>A row of a sheet's list of emergency sites.</summary>
/// <param name="Number">Its number on the map.</param>
/// <param name="Cell">Its cell of the reference grid.</param>
/// <param name="Site">The site.</param>
/// <param name="Phone">Telephone number, or null.</param>
public sealed record SheetRow(int Number, string Cell, SiteNearby Site, string? Phone);

/// <summary>What a sheet says.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Choice">What was asked for.</param>
/// <param name="District">The district.</param>
public sealed record SheetPage(TownSnapshot Snapshot, SheetChoice Choice, DistrictName District) : PageFrame(District.Name, Snapshot)
{
    /// <summary>Where its parts lie.</summary>
    public required SheetLayout Layout { get; init; }

    /// <summary>What its map shows.</summary>
    public required SheetFrame Frame { get; init; }

    /// <summary>Its reference grid.</summary>
    public required SheetGrid Grid { get; init; }

    /// <summary>The map as SVG.</summary>
    public required string Map { get; init; }

    /// <summary>What the map is drawn of.</summary>
    public required SheetGround Ground { get; init; }

    /// <summary>Whether the district reaches beyond the map, at a scale that was asked for.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Whether the map shows ground that the hazards' data does not speak about.</summary>
    public required bool HasOutside { get; init; }

    /// <summary>The list of emergency sites.</summary>
    public required IReadOnlyList<SheetRow> Rows { get; init; }

    /// <summary>Sites on the map that have no row.</summary>
    public required int Others { get; init; }

    /// <summary>Hazards that the sites are marked for.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>The day it was made, in Japan.</summary>
    public required DateOnly Made { get; init; }

    /// <summary>Address of the same place on the map.</summary>
    public required string Link { get; init; }

    /// <summary>QR code of <see cref="Link"/>.</summary>
    public QrCode Code => QrCode.Of(Link);

    /// <summary>Names of the shown hazards.</summary>
    public string HazardNames => string.Join("・", Choice.Hazards.Select(Words.Of));

    /// <summary>Legend of a hazard, gravest first.</summary>
    public static IEnumerable<LegendClass> Legend(Layer hazard) => LayerLegend.Of(hazard).OrderByDescending(c => c.Severity);

    /// <summary>What a class is called; ranges without their Japanese words, for which paper has no room: signs and numbers are read by everybody.</summary>
    /// <param name="hazard">The layer.</param>
    /// <param name="one">The class.</param>
    public static Wording ClassOf(Layer hazard, LegendClass one) => Words.Class(hazard, one) is { IsRange: true } range ? range with { Original = null } : Words.Class(hazard, one);

    /// <summary>Layers that are credited: what is seen.</summary>
    public IEnumerable<IGrouping<string, Layer>> Credits => Choice.Hazards.Concat(Rows.Select(r => r.Site.Layer))
        .Concat(Snapshot.Drawn.Where(l => Ground.Features.TryGetValue(l.Id.Value, out var seen) && seen.Count > 0))
        .Concat(Snapshot.Drawn.Where(l => Ground.Landmarks.TryGetValue(l.Id.Value, out var seen) && seen.Count > 0)).DistinctBy(l => l.Id)
        .GroupBy(l => string.Join("、", new[] { l.Attribution.Publisher, l.DataDate is { } date ? Messages.Of("credits.made", ("date", Brief(date))) : null, l.Attribution.Licence }
            .Where(t => !string.IsNullOrEmpty(t))), StringComparer.Ordinal);

    /// <summary>A number with commas between thousands.</summary>
    public static string Grouped(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A date as short as credits need it: 令和8年4月1日.</summary>
    public static string Brief(DateOnly date) => Language.Current.IsForeign ? Words.Date(date) : EraDate.ToText(date);

    /// <summary>An address without the part that all of the town share.</summary>
    public static string? Near(string town, string? address)
    {
        ArgumentNullException.ThrowIfNull(town);
        var cut = address is null || town.Length == 0 ? -1 : address.IndexOf(town, StringComparison.Ordinal);
        return cut < 0 || cut + town.Length == address!.Length ? address : address[(cut + town.Length)..];
    }

    /// <summary>The style sheet: true sizes on paper, and no address outside the page.</summary>
    public string Style => SheetStyle.Of(Layout);

    /// <summary>The policy under which the page is shown: its own style sheet and nothing else.</summary>
    public string Policy => $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
