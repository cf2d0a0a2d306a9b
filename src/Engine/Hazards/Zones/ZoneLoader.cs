using System.Data;
using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Memory.Change;
using Gis.Engine.Memory.Loading;
using Gis.Engine.Memory.Shapes;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Hazards.Zones;

/// <summary>Reads hazard layers into memory from the views of a rights class, and brings them up to date by the journal.</summary>
/// <param name="source">Connections under that class's role.</param>
/// <param name="audience">The rights class.</param>
public sealed class ZoneLoader(NpgsqlDataSource source, Audience audience)
{
    // Zones are held in blocks of about so many bytes, so that an edit copies none of the others.
    private const long BlockBytes = 1 << 20;

    private const string RevisionSql = "SELECT revision FROM gis.layer WHERE id = $1";

    /// <summary>Reads a layer as it is now.</summary>
    /// <param name="layer">The layer, with the fields that the class may see.</param>
    /// <param name="budgetBytes">Most room that it may take.</param>
    /// <param name="cancellation">Ends the reading in the database too.</param>
    /// <returns>Null when it takes more room, or when it holds shapes other than polygons; then the database is asked.</returns>
    public async Task<ZoneLayer?> LoadAsync(Layer layer, long budgetBytes = long.MaxValue, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (budgetBytes <= 0)
            return null;
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        return await WholeAsync(connection, layer, await RevisionAsync(connection, layer, cancellation), budgetBytes, cancellation);
    }

    /// <summary>Brings a layer up to date: only the rows in the areas that the journal names are read; where it does not tell all, every row.</summary>
    /// <param name="held">Of this class.</param>
    /// <param name="layer">The layer as the catalogue has it now; its fields are those that are held.</param>
    /// <param name="budgetBytes">Most room that it may take.</param>
    /// <param name="cancellation">Ends the reading in the database too.</param>
    /// <returns>Null as for <see cref="LoadAsync"/>.</returns>
    public async Task<ZoneLayer?> UpdateAsync(ZoneLayer held, Layer layer, long budgetBytes = long.MaxValue, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(layer);
        if (held.Audience != audience)
            throw new ArgumentException("The zones are of another rights class.", nameof(held));
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var revision = await RevisionAsync(connection, layer, cancellation);
        if (revision == held.Revision)
            return held.As(layer, revision);
        var journal = revision < held.Revision
            ? new LayerJournal([], IsWhole: true)
            : await LayerJournal.ReadAsync(connection, layer.Id, held.Revision, revision, cancellation);
        if (journal.IsWhole || held.IsWorn)
            return await WholeAsync(connection, layer, revision, budgetBytes, cancellation);
        if (journal.Areas.Count == 0)
            return held.As(layer, revision);
        return await AreasAsync(connection, held, layer, journal, revision, cancellation) is { } next && next.MemoryBytes <= budgetBytes ? next : null;
    }

    private static async Task<long> RevisionAsync(NpgsqlConnection connection, Layer layer, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(RevisionSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer.Id.Value });
        return await command.ExecuteScalarAsync(cancellation) is long found ? found : 0;
    }

    private async Task<ZoneLayer?> WholeAsync(
        NpgsqlConnection connection, Layer layer, long revision, long budgetBytes, CancellationToken cancellation) =>
        await ReadAsync(connection, layer, "t.geom IS NOT NULL", new(new ZoneMeaning.Comparer()), budgetBytes, cancellation) is { } zones
            ? new ZoneLayer(layer, audience, revision, zones)
            : null;

    // Which rows are left is asked as well: a row that lost its place, or that the class no longer sees, is in no area.
    private async Task<ZoneLayer?> AreasAsync(
        NpgsqlConnection connection, ZoneLayer held, Layer layer, LayerJournal journal, long revision, CancellationToken cancellation)
    {
        var where = string.Join(" OR ", journal.Areas.Select(a => string.Create(
            CultureInfo.InvariantCulture, $"t.geom_3857 && ST_MakeEnvelope({a.West:R}, {a.South:R}, {a.East:R}, {a.North:R}, 3857)")));
        var meanings = new Dictionary<object?[], ZoneMeaning>(new ZoneMeaning.Comparer());
        foreach (var zone in held.Zones)
            meanings.TryAdd(zone.Meaning.Values, zone.Meaning);
        if (await ReadAsync(connection, layer, where, meanings, long.MaxValue, cancellation) is not { } changed)
            return null;
        var left = await FidsAsync(connection, layer, cancellation);
        left.ExceptWith(changed.Select(z => z.Fid));
        return new ZoneLayer(layer, audience, revision, [.. held.Zones.Where(z => left.Contains(z.Fid)), .. changed]);
    }

    private async Task<HashSet<long>> FidsAsync(NpgsqlConnection connection, Layer layer, CancellationToken cancellation)
    {
        var fids = new HashSet<long>();
        await using var command = new NpgsqlCommand($"SELECT t.fid FROM {SqlName.View(audience, layer)} t WHERE t.geom IS NOT NULL", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            fids.Add(reader.GetInt64(0));
        return fids;
    }

    private async Task<ZoneLayer.Zone[]?> ReadAsync(
        NpgsqlConnection connection, Layer layer, string where, Dictionary<object?[], ZoneMeaning> meanings, long budgetBytes, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {ZoneReader.Columns(layer)}, t.fid, ST_AsEWKB(t.geom) FROM {SqlName.View(audience, layer)} t WHERE {where}", connection)
        {
            CommandTimeout = 0,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (zones, shapes, open, taken) = (new List<ZoneLayer.Zone>(), new ShapeBlockBuilder(), new List<(long Fid, ZoneMeaning Meaning)>(), 0L);
        var fid = ZoneReader.ColumnCount(layer);
        try
        {
            while (await reader.ReadAsync(cancellation))
            {
                if (!ShapeReader.ReadPolygons(reader.GetFieldValue<byte[]>(fid + 1), shapes))
                    continue;
                var values = ZoneReader.Values(reader, fid);
                if (!meanings.TryGetValue(values, out var meaning))
                    meanings[values] = meaning = new ZoneMeaning(values);
                open.Add((reader.GetInt64(fid), meaning));
                if (taken + shapes.Bytes > budgetBytes)
                    return null;
                if (shapes.Bytes < BlockBytes)
                    continue;
                taken += shapes.Bytes;
                Close(zones, open, shapes.Build());
                shapes = new ShapeBlockBuilder();
            }
        }
        catch (UnreadableShapeException)
        {
            return null;
        }

        Close(zones, open, shapes.Build());
        return [.. zones];
    }

    private static void Close(List<ZoneLayer.Zone> zones, List<(long Fid, ZoneMeaning Meaning)> open, ShapeBlock shapes)
    {
        for (var i = 0; i < open.Count; i++)
            zones.Add(new ZoneLayer.Zone(open[i].Fid, shapes, i, open[i].Meaning));
        open.Clear();
    }
}
