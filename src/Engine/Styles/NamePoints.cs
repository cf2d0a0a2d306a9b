using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Styles;

/// <summary>One point for the name of each area of a layer, in the middle of the largest circle that fits into its largest part.</summary>
/// <param name="source">Connections under the role whose views are read.</param>
public sealed class NamePoints(NpgsqlDataSource source)
{
    /// <summary>The points as GeoJSON, with the fields that the style writes names from; id is the fid.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="layer">A layer of areas.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<JsonObject> ReadAsync(TownSnapshot snapshot, Layer layer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layer);
        var fields = layer.Fields.Where(f => f.Role is not null).ToList();
        var columns = string.Concat(fields.Select(f => $", {SqlName.Column(f)}::text"));
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand($"""
            SELECT t.fid, ST_X(p.at), ST_Y(p.at){columns}
            FROM {SqlName.View(snapshot.Audience, layer)} t,
                 LATERAL (SELECT d.geom AS part FROM ST_Dump(t.geom_3857) d WHERE ST_Area(d.geom) > 0 ORDER BY ST_Area(d.geom) DESC LIMIT 1) largest,
                 LATERAL (SELECT ST_Transform((ST_MaximumInscribedCircle(ST_Simplify(largest.part, 1, true))).center, 4326) AS at) p
            WHERE p.at IS NOT NULL ORDER BY t.fid
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var features = new JsonArray();
        while (await reader.ReadAsync(cancellation))
        {
            var properties = new JsonObject();
            for (var i = 0; i < fields.Count; i++)
            {
                if (!reader.IsDBNull(3 + i))
                    properties[fields[i].Name] = reader.GetString(3 + i);
            }

            features.Add(new JsonObject
            {
                ["type"] = "Feature",
                ["id"] = reader.GetInt64(0),
                ["geometry"] = new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(Math.Round(reader.GetDouble(1), 6), Math.Round(reader.GetDouble(2), 6)) },
                ["properties"] = properties,
            });
        }

        return new JsonObject { ["type"] = "FeatureCollection", ["features"] = features };
    }
}
