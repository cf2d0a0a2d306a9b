using Gis.Core.Catalogue;
using Gis.Importer.Report;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>The rows that a revision of a layer added, changed and removed, read from the table and its history.</summary>
internal static class ChangeList
{
    /// <summary>Rows of each kind that are kept with the import's record; the history has them all.</summary>
    public const int Kept = 1_000;

    /// <summary>Rows of each kind in a JSON file.</summary>
    public const int Whole = 500_000;

    /// <summary>The lists of the running transaction.</summary>
    /// <param name="connection">In the transaction that wrote the rows.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="shape">Its shape, for the labels.</param>
    /// <param name="changes">The counts; null or all zero: no lists.</param>
    /// <param name="cancellation">Stops.</param>
    public static Task<ChangedRows?> OfTransactionAsync(
        NpgsqlConnection connection, LayerId layer, LayerShape shape, ChangeCounts? changes, CancellationToken cancellation) =>
        changes is null or { Added: 0, Changed: 0, Removed: 0 }
            ? Task.FromResult<ChangedRows?>(null)
            : ReadAsync(connection, layer, shape, "now()", Kept, cancellation);

    /// <summary>The lists of a revision that was made earlier, as far as later ones have not touched the same rows again.</summary>
    public static async Task<ChangedRows?> OfRevisionAsync(NpgsqlConnection connection, LayerId layer, long revision, CancellationToken cancellation)
    {
        var shape = await StoredShape.ReadAsync(connection, layer, cancellation);
        const string MadeAt = "(SELECT made_at FROM gis.revision WHERE layer_id = $1 AND revision = $2)";
        return await ReadAsync(connection, layer, shape, MadeAt, Whole, cancellation, revision);
    }

    private static async Task<ChangedRows?> ReadAsync(
        NpgsqlConnection connection, LayerId layer, LayerShape shape, string at, int limit, CancellationToken cancellation, long? revision = null)
    {
        var table = Sql.Table(shape.Schema, layer);
        var history = Sql.Table("history", layer);
        var select = $"SELECT t.fid, t.gis_key, {Label(shape)}";
        var before = $"EXISTS (SELECT FROM {history} h WHERE h.fid = t.fid AND h.gis_until = {at})";
        string[] queries =
        [
            $"{select} FROM {table} t WHERE t.gis_since = {at} AND NOT {before} ORDER BY t.fid LIMIT {limit + 1}",
            $"{select} FROM {table} t WHERE t.gis_since = {at} AND {before} ORDER BY t.fid LIMIT {limit + 1}",
            $"{select} FROM {history} t WHERE t.gis_until = {at} AND t.gis_operation <> 'update' ORDER BY t.fid LIMIT {limit + 1}",
        ];
        var lists = new List<List<ChangedRow>>();
        foreach (var query in queries)
        {
            var rows = new List<ChangedRow>();
            object?[] values = revision is { } number ? [layer.Value, number] : [];
            await using var command = Sql.Command(connection, query, values);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                rows.Add(new ChangedRow(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
            lists.Add(rows);
        }

        var complete = lists.TrueForAll(l => l.Count <= limit);
        return new ChangedRows(lists[0].Take(limit).ToList(), lists[1].Take(limit).ToList(), lists[2].Take(limit).ToList(), complete);
    }

    // What the search shows as label; without one the first text.
    private static string Label(LayerShape shape)
    {
        var columns = RoleTemplate.Roles(shape.Kind.Search?.Label ?? "").Concat([FieldRole.Name, FieldRole.ParcelNumber]).Distinct()
            .Select(shape.WithRole).OfType<LayerColumn>().ToList();
        if (columns.Count == 0 && shape.Columns.FirstOrDefault(c => c.Type == FieldType.Text) is { } text)
            columns = [text];
        return columns.Count == 0 ? "NULL::text" : $"nullif(concat({string.Join(", ", columns.Select(c => "t." + Sql.Name(c.Name)))}), '')";
    }
}
