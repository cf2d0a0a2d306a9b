using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Geometry;
using Gis.Engine.Reading;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Gis.MapServer.Paper;

/// <summary>A district: all areas of one name in a layer of districts.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Fid">The lowest fid of its areas.</param>
/// <param name="Name">Its name.</param>
public sealed record DistrictName(Layer Layer, long Fid, string Name)
{
    /// <summary>What stands for it in addresses: features keep their fid over the years.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Layer.Id.Value}.{Fid}");
}

/// <summary>Reads the districts of a town, from every layer of that kind.</summary>
/// <param name="source">Connections under the role whose views are read.</param>
public sealed class DistrictReader(NpgsqlDataSource source)
{
    /// <summary>The kind whose layers hold districts.</summary>
    public const string Kind = "district";

    private const int Most = 3_000;

    /// <summary>Layers of districts.</summary>
    public static IEnumerable<Layer> Layers(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Drawn.Where(l => l.Kind.Id == Kind && l.Geometry is GeometryFamily.Polygon or GeometryFamily.Mixed);
    }

    /// <summary>All districts, in the order of their layers and rows.</summary>
    public async Task<IReadOnlyList<DistrictName>> ListAsync(TownSnapshot snapshot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var found = new List<DistrictName>();
        await using var connection = await source.OpenConnectionAsync(cancellation);
        foreach (var layer in Layers(snapshot).ToList())
        {
            await using var command = new NpgsqlCommand(
                $"SELECT min(t.fid), {Name(layer)} AS name FROM {SqlName.View(snapshot.Audience, layer)} t WHERE ST_Dimension(t.geom) = 2 GROUP BY name ORDER BY 1 LIMIT {Most}", connection);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                found.Add(new DistrictName(layer, reader.GetInt64(0), reader.GetString(1)));
        }

        return found;
    }

    /// <summary>A district and its areas in degrees; null when there is none.</summary>
    public async Task<(DistrictName Name, Geometry Shape)?> FindAsync(TownSnapshot snapshot, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        var cut = id.LastIndexOf('.');
        if (cut < 1 || !long.TryParse(id[(cut + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var fid)
            || Layers(snapshot).FirstOrDefault(l => l.Id.Value == id[..cut]) is not { } layer)
            return null;
        var view = SqlName.View(snapshot.Audience, layer);
        await using var command = source.CreateCommand($"""
            SELECT min(t.fid), {Name(layer)} AS name, ST_AsEWKB(ST_Collect(t.geom)) FROM {view} t
            WHERE ST_Dimension(t.geom) = 2 AND {Name(layer)} = (SELECT {Name(layer)} FROM {view} t WHERE t.fid = $1) GROUP BY name
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = fid });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? (new DistrictName(layer, reader.GetInt64(0), reader.GetString(1)), Ewkb.Read(reader.GetFieldValue<byte[]>(2)))
            : null;
    }

    // An area without a name is a district of its own.
    private static string Name(Layer layer) =>
        layer.FieldWithRole(FieldRole.Name) is { } field ? $"coalesce(nullif(btrim({SqlName.Column(field)}::text), ''), '番号' || t.fid)" : "'番号' || t.fid";
}
