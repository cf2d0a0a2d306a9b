using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>Brings the shapes without a place of a layer to those of the new edition. Triggers keep the old ones.</summary>
internal sealed class UnplacedDifference(NpgsqlConnection connection, LayerId layer, string table)
{
    /// <summary>Writes the difference, after the rows themselves were written.</summary>
    /// <returns>Rows of which nothing but the shape changed; they are marked as changed in the layer too, so that they are in its history and an undo finds them.</returns>
    public async Task<long> WriteAsync(IReadOnlyList<UnplacedShape> shapes, CancellationToken cancellation)
    {
        var had = await Sql.ValueAsync<bool>(connection, "SELECT EXISTS (SELECT FROM gis.unplaced_geometry WHERE layer_id = $1)", cancellation, layer.Value);
        if (!had && shapes.Count == 0)
            return 0;
        await Sql.RunAsync(
            connection,
            """
            CREATE TEMP TABLE gis_incoming_shape (ordinal bigint, layer_id text, map_name text, geom geometry) ON COMMIT DROP;
            CREATE TEMP TABLE gis_unplaced (fid bigint, map_name text, geom geometry) ON COMMIT DROP
            """,
            cancellation);
        await UnplacedCopy.WriteAsync(connection, "gis_incoming_shape", layer, shapes, cancellation);
        await Sql.RunAsync(
            connection,
            $"""
            INSERT INTO gis_unplaced SELECT t.fid, s.map_name, s.geom
            FROM gis_incoming_shape s JOIN gis_incoming i USING (ordinal) JOIN {table} t ON t.fid = i.fid
            """,
            cancellation);
        var changed = await Sql.RunAsync(
            connection,
            $"""
            UPDATE {table} t SET gis_since = now(), gis_hash = k.gis_hash
            FROM gis_unplaced i JOIN gis.unplaced_geometry u ON u.layer_id = $1 AND u.fid = i.fid, gis_incoming k
            WHERE t.fid = i.fid AND k.fid = t.fid AND t.gis_since < now() AND (u.geom IS DISTINCT FROM i.geom OR u.map_name <> i.map_name)
            """,
            cancellation,
            layer.Value);
        await Sql.RunAsync(
            connection,
            """
            DELETE FROM gis.unplaced_geometry u WHERE layer_id = $1 AND (u.fid IN (SELECT fid FROM gis_gone) OR u.fid IN (SELECT fid FROM gis_incoming))
                AND NOT EXISTS (SELECT FROM gis_unplaced i WHERE i.fid = u.fid)
            """,
            cancellation,
            layer.Value);
        await UnplacedTable.PutAsync(connection, layer, "gis_unplaced", cancellation);
        return changed;
    }
}
