using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>Copies shapes without a place into a table.</summary>
internal static class UnplacedCopy
{
    /// <summary>Writes them.</summary>
    /// <param name="connection">In the import's transaction.</param>
    /// <param name="target">Table and four columns: ordinal or fid, layer, map, shape.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="shapes">The shapes.</param>
    /// <param name="cancellation">Stops.</param>
    public static Task WriteAsync(NpgsqlConnection connection, string target, LayerId layer, IEnumerable<UnplacedShape> shapes, CancellationToken cancellation)
    {
        var rows = new CopyBuffer();
        foreach (var shape in shapes)
        {
            rows.Row(4);
            rows.Int64(shape.Ordinal);
            rows.Text(layer.Value);
            rows.Text(shape.MapName);
            rows.Bytes(shape.Shape);
        }

        return CopyStream.WriteAsync(connection, target, rows.Written, cancellation);
    }
}
