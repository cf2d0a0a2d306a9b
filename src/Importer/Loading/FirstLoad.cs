using Gis.Core.Catalogue;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Importer.Loading;

/// <summary>
/// The first load of a layer: binary COPY straight into the new table, before indexes and triggers exist. Keys and unplaced shapes follow in
/// chunks, because a connection can run one COPY at a time.
/// </summary>
internal sealed class FirstLoad(NpgsqlConnection connection, LayerId layer, LayerShape shape)
{
    private const int Chunk = 50_000;

    /// <summary>Writes all rows.</summary>
    /// <returns>Number of rows.</returns>
    public async Task<long> WriteAsync(IEnumerable<PreparedRow> rows, CancellationToken cancellation)
    {
        using var source = rows.GetEnumerator();
        long fid = 0;
        var more = source.MoveNext();
        while (more)
        {
            var first = fid + 1;
            var keys = new List<string>(Chunk);
            var unplaced = new List<(long Fid, string Map, byte[] Shape)>();
            await using (var copy = await connection.BeginBinaryImportAsync(CopySql(), cancellation))
            {
                copy.Timeout = Sql.LongEnough;
                for (; more && keys.Count < Chunk; more = source.MoveNext())
                {
                    var row = source.Current;
                    fid++;
                    Write(copy, fid, row);
                    keys.Add(row.Key);
                    if (row.Local is not null)
                        unplaced.Add((fid, row.MapName!, row.Local));
                }

                await copy.CompleteAsync(cancellation);
            }

            await WriteKeysAsync(first, keys, cancellation);
            await WriteUnplacedAsync(unplaced, cancellation);
        }

        await Sql.RunAsync(connection, $"ALTER TABLE {Sql.Table(shape.Schema, layer)} ALTER fid RESTART WITH {fid + 1}", cancellation);
        return fid;
    }

    private string CopySql()
    {
        var geometry = shape.IsRegister ? "" : ", geom, geom_3857";
        return $"COPY {Sql.Table(shape.Schema, layer)} (fid{geometry}{string.Concat(shape.Columns.Select(c => ", " + Sql.Name(c.Name)))}) FROM STDIN (FORMAT BINARY)";
    }

    private void Write(NpgsqlBinaryImporter copy, long fid, PreparedRow row)
    {
        copy.StartRow();
        copy.Write(fid, NpgsqlDbType.Bigint);
        if (!shape.IsRegister)
        {
            CopyValue.Bytes(copy, row.Geom);
            CopyValue.Bytes(copy, row.Geom3857);
        }

        for (var i = 0; i < row.Values.Length; i++)
            CopyValue.Write(copy, row.Values[i], shape.Columns[i].Type);
    }

    private async Task WriteKeysAsync(long first, List<string> keys, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync("COPY gis.feature_key (layer_id, source_key, fid) FROM STDIN (FORMAT BINARY)", cancellation);
        copy.Timeout = Sql.LongEnough;
        for (var i = 0; i < keys.Count; i++)
        {
            copy.StartRow();
            copy.Write(layer.Value, NpgsqlDbType.Text);
            copy.Write(keys[i], NpgsqlDbType.Text);
            copy.Write(first + i, NpgsqlDbType.Bigint);
        }

        await copy.CompleteAsync(cancellation);
    }

    private async Task WriteUnplacedAsync(List<(long Fid, string Map, byte[] Shape)> unplaced, CancellationToken cancellation)
    {
        if (unplaced.Count == 0)
            return;
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY gis.unplaced_geometry (layer_id, fid, map_name, geom) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var (fid, map, local) in unplaced)
        {
            copy.StartRow();
            copy.Write(layer.Value, NpgsqlDbType.Text);
            copy.Write(fid, NpgsqlDbType.Bigint);
            copy.Write(map, NpgsqlDbType.Text);
            copy.Write(local, NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync(cancellation);
    }
}
