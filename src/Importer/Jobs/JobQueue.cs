using Gis.Importer.Loading;
using Npgsql;

namespace Gis.Importer.Jobs;

/// <summary>A job that a worker has taken.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind"><c>import</c> or <c>export</c>.</param>
/// <param name="StagedFile">Below the uploads folder; null for an export.</param>
/// <param name="Layer">The layer, or null: from the file's name.</param>
/// <param name="Options">Further options as JSON.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="Attempts">How often it was begun, this time included.</param>
/// <param name="InBackground">Whether nobody waits for it.</param>
internal sealed record Job(long Id, string Kind, string? StagedFile, string? Layer, string Options, string RequestedBy, int Attempts, bool InBackground);

/// <summary>The table of jobs as a worker uses it: take, say how it goes, end, take over what a dead worker left.</summary>
/// <param name="owner">Pool of the owner.</param>
/// <param name="worker">Name of this worker.</param>
internal sealed class JobQueue(NpgsqlDataSource owner, string worker)
{
    /// <summary>A job whose worker was silent for so long is taken over.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private const int MostAttempts = 3;

    // The lock makes taking one after the other, so that two workers never see the same layer as free. What somebody waits for goes before the files for the public, which
    // nobody asked for (gis.request_public_export).
    private const string TakeSql = """
        SELECT pg_advisory_xact_lock(hashtextextended('gis-job', 0));
        UPDATE gis.job j SET state = 'running', attempts = attempts + 1, worker = $1, heartbeat_at = now(), started_at = now(), rows_read = 0, message = NULL
        WHERE id = (
            SELECT w.id FROM gis.job w WHERE w.state = 'waiting'
              AND NOT EXISTS (SELECT FROM gis.job r WHERE r.state = 'running' AND r.layer_id = w.layer_id)
            ORDER BY w.rights_class = 'public', w.id FOR UPDATE SKIP LOCKED LIMIT 1)
        RETURNING id, kind, staged_file, layer_id, options::text, requested_by, attempts, rights_class = 'public'
        """;

    private const string AbandonedSql = """
        UPDATE gis.job SET state = CASE WHEN attempts >= $2 THEN 'failed' ELSE 'waiting' END, worker = NULL,
            finished_at = CASE WHEN attempts >= $2 THEN now() END,
            message = CASE WHEN attempts >= $2 THEN '処理が' || attempts || '回とも途中で止まったため、あきらめました。ファイルを分けるか、形式を変えてください。' END
        WHERE state = 'running' AND heartbeat_at < now() - $1
        """;

    /// <summary>Takes the oldest job that may run now, or null.</summary>
    public async Task<Job?> TakeAsync(CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await Sql.RunAsync(connection, AbandonedSql, cancellation, Silence, MostAttempts);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var parts = TakeSql.Split(';', 2);
        await Sql.RunAsync(connection, parts[0], cancellation);
        Job? job = null;
        await using (var command = Sql.Command(connection, parts[1], worker))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            if (await reader.ReadAsync(cancellation))
                job = new Job(
                    reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3),
                    reader.GetString(4), reader.GetString(5), reader.GetInt32(6), reader.GetBoolean(7));
        }

        await transaction.CommitAsync(cancellation);
        return job;
    }

    /// <summary>Says that the job is alive and how far it is.</summary>
    /// <returns>False when somebody else has it by now.</returns>
    public async Task<bool> BeatAsync(Job job, long rows, CancellationToken cancellation) => await ChangeAsync(
        job, "heartbeat_at = now(), rows_read = $4", cancellation, rows);

    /// <summary>Ends a job.</summary>
    public Task<bool> EndAsync(Job job, bool done, string? message, string? report, CancellationToken cancellation) => ChangeAsync(
        job, "state = CASE WHEN $4 THEN 'done' ELSE 'failed' END, message = $5::text, report = $6::text::jsonb, finished_at = now()", cancellation, done, message ?? "", report ?? "null");

    /// <summary>Gives a job back that was begun and not done because the worker was asked to stop: as if it had not been begun.</summary>
    public Task<bool> ReleaseAsync(Job job) => ChangeAsync(
        job, "state = 'waiting', worker = NULL, attempts = attempts - 1, rows_read = 0, started_at = NULL", CancellationToken.None);

    private async Task<bool> ChangeAsync(Job job, string change, CancellationToken cancellation, params object?[] values)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        return await Sql.RunAsync(
            connection, $"UPDATE gis.job SET {change} WHERE id = $1 AND worker = $2 AND attempts = $3 AND state = 'running'", cancellation,
            [job.Id, worker, job.Attempts, .. values]) > 0;
    }
}
