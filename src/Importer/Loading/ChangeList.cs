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
    public static async Task<ChangedRows?> OfTransactionAsync(
        NpgsqlConnection connection, LayerId layer, LayerShape shape, ChangeCounts? changes, CancellationToken cancellation) =>
        changes is null or { Added: 0, Changed: 0, Removed: 0 }
            ? null
            : await ReadAsync(connection, layer, shape, await Sql.ValueAsync<DateTime>(connection, "SELECT now()", cancellation), changes, Kept, cancellation);

    /// <summary>The lists of a revision that was made earlier, as far as later ones have not touched the same rows again.</summary>
    /// <param name="connection">Any.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="changes">The counts of what it changed.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<ChangedRows?> OfRevisionAsync(
        NpgsqlConnection connection, LayerId layer, long revision, ChangeCounts changes, CancellationToken cancellation)
    {
        var shape = await StoredShape.ReadAsync(connection, layer, cancellation);
        var at = await Sql.ValueAsync<DateTime>(connection, "SELECT made_at FROM gis.revision WHERE layer_id = $1 AND revision = $2", cancellation, layer.Value, revision);
        return await ReadAsync(connection, layer, shape, at, changes, Whole, cancellation);
    }

    // The moment is a value of its own and not a part of the statement: only then does the planner see that few rows are of it.
    // A list that is known to be empty is not asked for.
    private static async Task<ChangedRows?> ReadAsync(
        NpgsqlConnection connection, LayerId layer, LayerShape shape, DateTime at, ChangeCounts changes, int limit, CancellationToken cancellation)
    {
        var table = Sql.Table(shape.Schema, layer);
        var history = Sql.Table("history", layer);
        var select = $"SELECT t.fid, t.gis_key, {Label(shape)}";
        // As a hashed list, whatever the statistics of a history that was just written say; IS TRUE keeps the planner from making a join of it.
        var before = $"(t.fid IN (SELECT h.fid FROM {history} h WHERE h.gis_until = $1)) IS TRUE";
        (long Count, string From)[] queries =
        [
            (changes.Added, $"{table} t WHERE t.gis_since = $1 AND NOT {before}"),
            (changes.Changed, $"{table} t WHERE t.gis_since = $1 AND {before}"),
            (changes.Removed, $"{history} t WHERE t.gis_until = $1 AND t.gis_operation <> 'update'"),
        ];
        var lists = new List<List<ChangedRow>>();
        foreach (var (count, from) in queries)
        {
            var rows = new List<ChangedRow>();
            lists.Add(rows);
            if (count == 0)
                continue;
            var query = $"{select} FROM {from} ORDER BY t.fid LIMIT {limit + 1}";
            await using var command = Sql.Command(connection, query, at);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                rows.Add(new ChangedRow(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
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
