using Gis.Core.Geodesy;
using Gis.Engine.Hazards.Zones;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Hazards;

/// <summary>
/// What is known about the hazards of a place, along a line or in an area (rule 7): the zones that are met, layers that speak about it without a zone, layers
/// that do not speak about it, kinds that are not loaded, and for a place the nearest emergency sites. What is in memory is answered from there, also while
/// the database is away; the answer then says what could not be asked for.
/// </summary>
/// <param name="source">Connections under the role whose layers are asked.</param>
/// <param name="zones">What is in memory; null: all comes from the database.</param>
public sealed class PointHazards(NpgsqlDataSource source, TownZones? zones = null)
{
    private readonly SiteZones _siteZones = new();
    private readonly DatabaseLine.Memory _database = new();

    /// <summary>Every emergency site, nearest first.</summary>
    public async Task<IReadOnlyList<SiteNearby>> SitesAsync(TownSnapshot snapshot, LonLat place, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        await using var line = new DatabaseLine(source, _database, mayMiss: false, cancellation);
        return (await FindSitesAsync(snapshot, zones?.Of(snapshot), place, line))!;
    }

    /// <summary>Answers for a place.</summary>
    public async Task<HazardAnswer> AskAsync(TownSnapshot snapshot, LonLat place, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var held = zones?.Of(snapshot);
        await using var line = new DatabaseLine(source, _database, held is not null, cancellation);
        var found = await Findings.FindAsync(snapshot, held, new Asked(place), line);
        var sites = await FindSitesAsync(snapshot, held, place, line);
        var name = await line.TryAsync(async (c, stop) => Tuple.Create(await PlaceName.OfAsync(c, snapshot, place, stop)));
        var answer = new HazardAnswer
        {
            Position = place,
            Place = name?.Item1,
            InTown = found.Town is { } town ? town == Reach.Whole : null,
            Zones = [.. found.Zones.Select(z => z.Zone)],
            Checked = found.Speaking(Reach.Whole),
            NoZone = found.NoZone,
            OutsideCoverage = found.Speaking(Reach.None),
            Missing = found.Missing,
            NotChecked = found.NotChecked,
            PlaceUnknown = name is null,
            SitesUnknown = sites is null,
            Sites = SiteReader.Choose(sites ?? []),
            Text = "",
        };
        return answer with { Text = HazardWords.Whole(answer) };
    }

    /// <summary>Answers for a line or an area.</summary>
    public async Task<ShapeHazardAnswer> AskAsync(TownSnapshot snapshot, AskedShape shape, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(shape);
        var held = zones?.Of(snapshot);
        await using var line = new DatabaseLine(source, _database, held is not null, cancellation);
        var found = await Findings.FindAsync(snapshot, held, new Asked(shape), line);
        var answer = new ShapeHazardAnswer
        {
            Shape = shape,
            InTown = found.Town is null ? null : found.Town switch { Reach.Whole => "all", Reach.Part => "part", _ => "none" },
            Zones = ShapeHazardAnswer.Alike(found.Zones),
            Checked = found.Speaking(Reach.Whole),
            PartlyCovered = found.Speaking(Reach.Part),
            NoZone = found.NoZone,
            OutsideCoverage = found.Speaking(Reach.None),
            Missing = found.Missing,
            NotChecked = found.NotChecked,
            Text = "",
        };
        return answer with { Text = HazardWords.Whole(answer) };
    }

    // Null when the database is away and would have to be asked.
    private async Task<IReadOnlyList<SiteNearby>?> FindSitesAsync(TownSnapshot snapshot, ZoneTown? held, LonLat place, DatabaseLine line)
    {
        var sites = held is not null
            ? [.. held.Sites.Values.SelectMany(s => s)]
            : await line.TryAsync((c, stop) => ReadSitesAsync(c, snapshot, stop));
        var flags = held?.SiteFlags() ?? await line.TryAsync((c, stop) => _siteZones.OfAsync(c, snapshot, stop));
        return sites is null || flags is null ? null : SiteReader.From(snapshot, sites, flags, place);
    }

    private static async Task<List<Site>> ReadSitesAsync(NpgsqlConnection connection, TownSnapshot snapshot, CancellationToken cancellation)
    {
        var all = new List<Site>();
        foreach (var layer in SiteReader.Layers(snapshot))
            all.AddRange(await SiteReader.ReadAsync(connection, snapshot.Audience, layer, cancellation));
        return all;
    }
}
