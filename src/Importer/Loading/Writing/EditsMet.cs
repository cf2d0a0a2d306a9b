using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Importer.Report;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>
/// What people changed by hand since the last import, and what becomes of it: an edit stays while the source says the same as before; where the source changed
/// too, the source wins, and the edit is named in the report and stays in the history. Nothing is lost unseen.
/// </summary>
internal sealed class EditsMet(NpgsqlConnection connection, LayerId layer, string table, string history)
{
    private const int Listed = 500;

    /// <summary>Whether anything was changed by hand; if not, the layer now holds what the source holds. Known when both lists were made.</summary>
    public bool Any { get; private set; }

    // The last version of a deleted row ended at a time that is no import's and no undo's.
    private readonly string deletions = $"""
        SELECT c.ordinal, c.gis_key, c.gis_hash, h.fid, h.gis_hash AS old_hash, h.gis_actor AS actor, h.gis_until AS at
        FROM gis_incoming c
        JOIN LATERAL (SELECT h.* FROM {history} h WHERE h.fid = c.fid AND h.gis_key = c.gis_key ORDER BY h.gis_until DESC LIMIT 1) h ON true
        WHERE NOT c.is_there AND h.gis_operation IN ('delete', 'truncate')
          AND NOT EXISTS (SELECT FROM gis.revision r WHERE r.layer_id = $1 AND r.made_at = h.gis_until AND (r.import_id IS NOT NULL OR r.note LIKE 'undo %'))
        """;

    /// <summary>Leaves out what was deleted by hand and is unchanged in the source, and lists all deletions.</summary>
    public async Task KeepDeletionsAsync(ImportReport report, CancellationToken cancellation)
    {
        await ListAsync(
            report,
            $"SELECT d.fid, d.actor, d.at, CASE WHEN d.old_hash = d.gis_hash THEN 'kept' ELSE 'replaced' END FROM ({deletions}) d ORDER BY d.fid",
            kept => kept == "kept"
                ? ("deletion-kept", "が手で削除した行です。元のデータでは変わっていないため、削除したままにしました")
                : ("deletion-replaced", "が手で削除した行ですが、元のデータで変わったため、もう一度入れました"),
            cancellation);
        await Sql.RunAsync(
            connection, $"DELETE FROM gis_incoming c USING ({deletions}) d WHERE d.ordinal = c.ordinal AND d.old_hash = d.gis_hash", cancellation, layer.Value);
    }

    /// <summary>Lists edited rows, before the difference is written.</summary>
    public Task ListAsync(ImportReport report, CancellationToken cancellation) => ListAsync(
        report,
        $"""
        SELECT t.fid, coalesce(r.actor, '?'), t.gis_since,
            CASE WHEN t.gis_key IS NULL THEN 'own'
                 WHEN EXISTS (SELECT FROM gis_incoming i WHERE i.fid = t.fid) THEN 'replaced'
                 WHEN EXISTS (SELECT FROM gis_gone g WHERE g.fid = t.fid) THEN 'removed'
                 ELSE 'kept' END
        FROM {table} t LEFT JOIN gis.revision r ON r.layer_id = $1 AND r.made_at = t.gis_since
        WHERE t.gis_edited OR t.gis_key IS NULL
        ORDER BY t.fid
        """,
        what => what switch
        {
            "own" => ("row-kept", "が手で加えた行です。そのまま残しました"),
            "kept" => ("edit-kept", "が手で直した行です。元のデータでは変わっていないため、直したままにしました"),
            "replaced" => ("edit-replaced", "が手で直した行ですが、元のデータでも変わったため、新しいデータの値にしました。直した値は履歴にあります"),
            _ => ("edit-removed", "が手で直した行ですが、新しいデータにないため削除しました。直した値は履歴にあります"),
        },
        cancellation);

    private async Task ListAsync(ImportReport report, string sql, Func<string, (string Code, string Text)> words, CancellationToken cancellation)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var command = Sql.Command(connection, sql, layer.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (code, text) = words(reader.GetString(3));
            counts[code] = counts.GetValueOrDefault(code) + 1;
            if (counts[code] <= Listed)
            {
                var at = JapanTime.OfUtc(reader.GetDateTime(2));
                report.Note(new RowEntry(
                    report.Sources[0].File, $"fid {reader.GetInt64(0)}", RowAction.Remark, code, $"{at:yyyy-MM-dd HH:mm}に{reader.GetString(1)}{text}"));
            }
        }

        Any |= counts.Count > 0;
        foreach (var (code, count) in counts)
            report.Remarks.Add($"手で変更された行が{count}件ありました：{words(Word(code)).Text[1..]}");
    }

    private static string Word(string code) => code switch
    {
        "row-kept" => "own",
        _ => code[(code.IndexOf('-', StringComparison.Ordinal) + 1)..],
    };
}
