using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>The shapes without a place of one layer, as an import or an undo leaves them.</summary>
internal static class UnplacedTable
{
    private const string ForgetSql = "DELETE FROM gis.unplaced_geometry u WHERE layer_id = $1 AND NOT EXISTS (SELECT FROM {0} w WHERE w.fid = u.fid)";

    // What is the same is not touched: the triggers would give it a history.
    private const string PutSql = """
        INSERT INTO gis.unplaced_geometry (layer_id, fid, map_name, geom)
        SELECT $1, fid, map_name, geom FROM {0}
        ON CONFLICT (layer_id, fid) DO UPDATE SET map_name = excluded.map_name, geom = excluded.geom
        WHERE gis.unplaced_geometry.geom IS DISTINCT FROM excluded.geom OR gis.unplaced_geometry.map_name <> excluded.map_name
        """;

    /// <summary>Makes the layer's shapes those of a table with <c>fid</c>, <c>map_name</c> and <c>geom</c>.</summary>
    /// <param name="connection">In the transaction of the change.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="wanted">Name of the (temporary) table, of this program's own making.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task ReplaceAsync(NpgsqlConnection connection, LayerId layer, string wanted, CancellationToken cancellation)
    {
        await Sql.RunAsync(connection, ForgetSql.Replace("{0}", Sql.Name(wanted), StringComparison.Ordinal), cancellation, layer.Value);
        await PutAsync(connection, layer, wanted, cancellation);
    }

    /// <summary>Puts the shapes of such a table among the layer's, in the place of those with the same <c>fid</c>.</summary>
    public static Task PutAsync(NpgsqlConnection connection, LayerId layer, string wanted, CancellationToken cancellation) =>
        Sql.RunAsync(connection, PutSql.Replace("{0}", Sql.Name(wanted), StringComparison.Ordinal), cancellation, layer.Value);
}
