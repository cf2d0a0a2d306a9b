using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Npgsql;
using Xunit;

namespace Gis.Testing.Tiles;

/// <summary>Compares tiles with what PostGIS says about the view they were made from.</summary>
/// <param name="source">Connections under the rights class's role.</param>
/// <param name="view">The class's view of the layer.</param>
public sealed class TileJudge(NpgsqlDataSource source, string view)
{
    private const int Extent = 4096, Buffer = 64;

    /// <summary>Number of features looked at.</summary>
    public int Compared { get; private set; }

    /// <summary>Ids, commands, winding, buffer, validity, place and attributes of a tile.</summary>
    /// <param name="tile">Which tile.</param>
    /// <param name="encoded">Its bytes, not compressed.</param>
    /// <param name="fields">The fields of the view.</param>
    /// <returns>Ids of its features in their order.</returns>
    public async Task<IReadOnlyList<long>> CheckAsync(TileCoord tile, ReadOnlyMemory<byte> encoded, IReadOnlyList<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var expected = await RowsAsync(tile, fields);
        var features = DecodedTile.Read(encoded.Span).SelectMany(l => l.Features).ToList();
        var found = features.Select(f => (long)f.Id!.Value).ToList();
        Assert.True(expected.Keys.Order().SequenceEqual(found),
            $"{view} {tile}: missing {string.Join(",", expected.Keys.Except(found))}; too many {string.Join(",", found.Except(expected.Keys))}");
        var shapes = new List<(long Fid, string Wkt)>();
        foreach (var feature in features)
        {
            var fid = (long)feature.Id!.Value;
            try
            {
                var shape = DecodedShape.Read(feature.Type, feature.Geometry);
                Assert.All(shape.Vertices, v => Assert.True(v.X is >= -Buffer and <= Extent + Buffer && v.Y is >= -Buffer and <= Extent + Buffer));
                shapes.Add((fid, shape.ToWkt()));
            }
            catch (Exception e) when (e is FormatException or Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{view} {tile} fid {fid}: {e.Message}");
            }

            Assert.Equal(expected[fid], feature.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
        }

        if (shapes.Count > 0)
            await CheckShapesAsync(tile, shapes);
        Compared += features.Count;
        return found;
    }

    // id → its values as "key=value", in order of the keys; NULLs left out.
    private async Task<Dictionary<long, List<string>>> RowsAsync(TileCoord tile, IReadOnlyList<Field> fields)
    {
        var columns = string.Concat(fields.Select(f => f.Type is FieldType.Number or FieldType.Integer or FieldType.Text or FieldType.Boolean
            ? $", \"{f.Name}\"" : $", \"{f.Name}\"::text"));
        await using var command = source.CreateCommand($"SELECT fid{columns} FROM {view} WHERE ST_Intersects(geom_3857, ST_MakeEnvelope($1, $2, $3, $4, 3857))");
        AddReach(command, tile);
        var rows = new Dictionary<long, List<string>>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows[reader.GetInt64(0)] = [.. fields.Select((f, i) => (f.Name, Value: reader[i + 1])).Where(v => v.Value is not DBNull)
                .OrderBy(v => v.Name, StringComparer.Ordinal).Select(v => $"{v.Name}={AsText(v.Value)}")];
        }

        return rows;
    }

    // The drawn shape is valid and, but for stand-ins, nowhere more than a few units from the part of the true one in the buffered tile. How much
    // an invalid source covers is a matter of opinion (PostGIS leaves out what is covered twice, a hazard map must not), so only valid ones are weighed.
    private async Task CheckShapesAsync(TileCoord tile, List<(long Fid, string Wkt)> shapes)
    {
        await using var command = source.CreateCommand($"""
            WITH drawn AS (SELECT * FROM unnest($5::bigint[], $6::text[]) AS d(fid, wkt)),
                 pair AS (
                    SELECT d.fid, ST_NumGeometries(t.geom_3857) AS parts, ST_GeomFromText(d.wkt) AS drawn, ST_IsValidReason(ST_GeomFromText(d.wkt)) AS reason, ST_IsValid(t.geom_3857) AS was_valid,
                           ST_Affine(ST_SetSRID(ST_Intersection(ST_MakeValid(t.geom_3857), ST_MakeEnvelope($1, $2, $3, $4, 3857)), 0),
                                     1 / $7, 0, 0, -1 / $7, -$8 / $7, $9 / $7) AS true_shape
                    FROM drawn d JOIN {view} t USING (fid))
            SELECT fid, reason, ST_HausdorffDistance(drawn, true_shape), ST_Area(ST_SymDifference(drawn, true_shape)), ST_Perimeter(true_shape)
            FROM pair
            WHERE reason <> 'Valid Geometry' OR ST_IsEmpty(true_shape)
               OR (was_valid AND ST_Dimension(drawn) = 2 AND ST_Area(ST_SymDifference(drawn, true_shape)) > 40 + 64 * parts + 2 * ST_Perimeter(true_shape))
               OR NOT ST_DWithin(drawn, true_shape, 3) OR ST_MaxDistance(drawn, ST_Centroid(true_shape)) > ST_MaxDistance(true_shape, ST_Centroid(true_shape)) + 12
            """);
        AddReach(command, tile);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. shapes.Select(s => s.Fid)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. shapes.Select(s => s.Wkt)] });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = tile.Size / Extent });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = tile.Bounds.West });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = tile.Bounds.North });
        await using var reader = await command.ExecuteReaderAsync();
        if (await reader.ReadAsync())
            Assert.Fail($"{view} {tile} fid {reader[0]}: {reader[1]}, apart {reader[2]}, area {reader[3]} of perimeter {reader[4]}");
    }

    private static void AddReach(NpgsqlCommand command, TileCoord tile)
    {
        var (west, south, east, north) = tile.Bounds;
        var reach = Buffer * (tile.Size / Extent);
        foreach (var value in (double[])[west - reach, south - reach, east + reach, north + reach])
            command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = value });
    }

    private static string AsText(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
