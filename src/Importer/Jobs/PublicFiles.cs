using Gis.Core.Database;
using Gis.Importer.Loading;
using Npgsql;

namespace Gis.Importer.Jobs;

/// <summary>
/// Keeps the public's files of all public layers ready: asks for them after changes, as jobs that give way to everybody else's, and forgets listed files that are gone from the
/// disk, so that they are made again.
/// </summary>
/// <param name="owner">Pool of the owner.</param>
/// <param name="home">The home with the files.</param>
/// <param name="quiet">How long a layer must have been left alone before its files are made anew.</param>
internal sealed class PublicFiles(NpgsqlDataSource owner, GisHome home, TimeSpan quiet)
{
    /// <summary>How long a layer is left alone before its files are made anew, unless the command line says otherwise: an editor writes row after row.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    // Who edits all day without a pause is waited for no longer than this.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private const string ListedSql = "SELECT layer_id, format, revision, file, bytes FROM gis.export_file WHERE audience = 'public'";

    private const string ForgetSql = "DELETE FROM gis.export_file WHERE layer_id = $1 AND audience = 'public' AND format = $2 AND revision = $3 AND file = $4";

    // What the public may no longer see is not offered any more from that moment on (gis.export_offer); here it leaves the disk too.
    private const string WithdrawSql = """
        DELETE FROM gis.export_file e USING gis.layer l, gis.rights_class c
        WHERE e.layer_id = l.id AND e.audience = 'public' AND c.id = 'public' AND (NOT l.audience = ANY (c.includes)
            OR obj_description(to_regclass(gis.table_name(c.view_schema, l.id)), 'pg_class') IS DISTINCT FROM e.view_mark
            OR (l.row_filtered AND l.revision <> e.revision))
        RETURNING e.file
        """;

    // They are nobody's: no page lists them.
    private const string TidySql = "DELETE FROM gis.job WHERE rights_class = 'public' AND state IN ('done', 'failed') AND finished_at < now() - interval '1 day'";

    /// <summary>Works until it is stopped.</summary>
    /// <param name="cancellation">Stops it.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await AskAsync(cancellation);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // The database is away: the worker beside this tells so, and the next look finds what was missed.
            }

            await Task.Delay(LookAgain, cancellation);
        }
    }

    /// <summary>Looks once, and asks for what is due.</summary>
    /// <returns>The number of layers whose files will be made.</returns>
    public async Task<long> AskAsync(CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await WithdrawAsync(connection, cancellation);
        await ForgetGoneAsync(connection, cancellation);
        await Sql.RunAsync(connection, TidySql, cancellation);
        return await Sql.ValueAsync<long>(connection, "SELECT gis.request_public_exports($1, $2)", cancellation, quiet, Longest);
    }

    private async Task WithdrawAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var files = new List<string>();
        await using (var command = Sql.Command(connection, WithdrawSql))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                files.Add(reader.GetString(0));
        }

        foreach (var file in files)
            File.Delete(Path.Combine(home.Exports, file));

        // Of a layer that is gone only its folder knows.
        var folder = Path.Combine(home.Exports, "public");
        foreach (var layer in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [])
        {
            if (!await Sql.ValueAsync<bool>(connection, "SELECT EXISTS (SELECT FROM gis.layer WHERE id = $1)", cancellation, Path.GetFileName(layer)))
                Directory.Delete(layer, true);
        }
    }

    // Restored from a backup of the database alone, or tidied by somebody: what is listed must be there, whole.
    private async Task ForgetGoneAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var gone = new List<(string Layer, string Format, long Revision, string File)>();
        await using (var command = Sql.Command(connection, ListedSql))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                var file = reader.GetString(3);
                if (new FileInfo(Path.Combine(home.Exports, file)) is not { Exists: true } found || found.Length != reader.GetInt64(4))
                    gone.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2), file));
            }
        }

        foreach (var (layer, format, revision, file) in gone)
            await Sql.RunAsync(connection, ForgetSql, cancellation, layer, format, revision, file);
    }
}
