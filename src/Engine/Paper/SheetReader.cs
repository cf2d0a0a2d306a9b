using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Geometry;
using Gis.Engine.Reading;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Gis.Engine.Paper;

/// <summary>Reads what a sheet shows from the views of a rights class: the shapes as they are stored, not those of tiles.</summary>
/// <param name="source">Connections under that class's role.</param>
public sealed class SheetReader(NpgsqlDataSource source)
{
    /// <summary>More rows of one layer than this are not drawn on a sheet.</summary>
    public const int MostRows = 60_000;

    // Corners of one layer; beyond them a sheet becomes too heavy for printers and phones.
    private const int MostCorners = 3_000_000;

    // Smaller areas of the ground cannot be seen on paper; a hazard is drawn however small it is.
    private const double SmallestMillimetres = 0.4;

    private const double MetresPerDegree = 100_000;

    /// <summary>What of some layers lies in a frame, by layer id; a layer with more than can be drawn has null.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="style">The style's layers: their fields are read.</param>
    /// <param name="frame">The sheet.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<SheetFeature>?>> ReadAsync(
        TownSnapshot snapshot, IReadOnlyList<Layer> layers, IReadOnlyList<JsonObject> style, SheetFrame frame, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(frame);
        var found = new Dictionary<string, IReadOnlyList<SheetFeature>?>(StringComparer.Ordinal);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        foreach (var layer in layers)
        {
            var used = FieldNames(style.Where(l => (string?)l["metadata"]?["gis:layer"] == layer.Id.Value)).ToHashSet(StringComparer.Ordinal);
            var fields = layer.Fields.Where(f => used.Contains(f.Name)).ToList();
            found[layer.Id.Value] = await ReadAsync(connection, snapshot, layer, fields, frame, cancellation);
        }

        return found;
    }

    /// <summary>The area in which a layer's data speaks, in the units of a sheet; null when it is not recorded.</summary>
    public async Task<Geometry?> CoverageAsync(Layer layer, SheetFrame frame, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(layer);
        await using var command = source.CreateCommand("SELECT ST_AsEWKB(coverage) FROM gis.layer WHERE id = $1 AND coverage IS NOT NULL");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer.Id.Value });
        // With a reader and not as a scalar: the driver reads a large scalar synchronously, on a thread of the sockets, and waits there for bytes that only this thread could bring.
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? ToSheet.Apply(frame, Ewkb.Read(reader.GetFieldValue<byte[]>(0))) : null;
    }

    private static async Task<IReadOnlyList<SheetFeature>?> ReadAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, Layer layer, List<Field> fields, SheetFrame frame, CancellationToken cancellation)
    {
        var box = frame.Box();
        var least = layer.Kind.Hazard is not null || layer.Geometry != GeometryFamily.Polygon ? -1 : SmallestMillimetres * frame.Scale / 1000 / MetresPerDegree;
        await using var command = new NpgsqlCommand($"""
            SELECT ST_AsEWKB(t.geom){string.Concat(fields.Select(f => ", " + SqlName.Column(f)))}
            FROM {SqlName.View(snapshot.Audience, layer)} t
            WHERE t.geom && ST_MakeEnvelope($1, $2, $3, $4, 6668) AND (ST_XMax(t.geom) - ST_XMin(t.geom) > $5 OR ST_YMax(t.geom) - ST_YMin(t.geom) > $5)
            ORDER BY t.fid LIMIT {MostRows + 1}
            """, connection);
        foreach (var value in (double[])[box.West, box.South, box.East, box.North, least])
            command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var features = new List<SheetFeature>();
        for (var corners = 0; await reader.ReadAsync(cancellation);)
        {
            var shape = Ewkb.Read(reader.GetFieldValue<byte[]>(0));
            corners += shape.NumPoints;
            if (features.Count >= MostRows || corners > MostCorners)
                return null;
            var values = new Dictionary<string, object>(StringComparer.Ordinal);
            for (var i = 0; i < fields.Count; i++)
            {
                if (!reader.IsDBNull(i + 1))
                    values[fields[i].Name] = Value(reader.GetValue(i + 1));
            }

            features.Add(new SheetFeature(ToSheet.Apply(frame, shape), values));
        }

        return features;
    }

    // As in tiles: text, numbers and yes or no.
    private static object Value(object value) => value switch
    {
        string or bool or double => value,
        short or int or long or float or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // ["get", "name"] and ["has", "name"], wherever they stand.
    private static IEnumerable<string> FieldNames(IEnumerable<JsonNode?> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is JsonArray { Count: 2 } call && call[0] is JsonValue head && head.TryGetValue<string>(out var name) && name is "get" or "has"
                && ((JsonArray)node)[1] is JsonValue field && field.TryGetValue<string>(out var asked))
                yield return asked;
            var inner = node switch { JsonArray list => FieldNames(list), JsonObject made => FieldNames(made.Select(p => p.Value)), _ => [] };
            foreach (var one in inner)
                yield return one;
        }
    }
}
