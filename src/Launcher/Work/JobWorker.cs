using System.Globalization;
using Gis.Core.Database;
using Gis.Launcher.Processes;
using Npgsql;

namespace Gis.Launcher.Work;

/// <summary>The importer's worker beside the servers: it does what staff ask for (imports, exports), so that no web process ever opens a town's file.</summary>
/// <param name="installation">Where the importer lies.</param>
/// <param name="home">The home whose jobs it does.</param>
internal sealed class JobWorker(Installation installation, GisHome home)
{
    // As for the servers: nothing else of the launcher's environment. The owner's secret is read from the home, unless the town named a database of its own.
    private static readonly string[] PassedOn = ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "DOTNET_ROOT", GisDatabase.OwnerVariable];

    // What the worker calls its ear in the database (src/Importer/Jobs): pg_stat_activity shows it while it listens.
    private const string ListensSql = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'gis worker ' || $1)";

    private const string WaitingSql = "SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'running') FROM gis.job";

    /// <summary>The name for people.</summary>
    public const string Title = "取込・書出しのワーカー";

    /// <summary>The file it writes to.</summary>
    public string Log => Path.Combine(home.Logs, "worker.log");

    private string RecordFile => Path.Combine(home.Run, "worker.json");

    /// <summary>The running worker; null when it does not run.</summary>
    public ProcessIdentity? Running() => ProcessIdentity.Load(RecordFile) is { IsRunning: true } process ? process : null;

    /// <summary>True when the program was built anew after the worker was started.</summary>
    public bool IsOutdated() =>
        File.Exists(RecordFile) && File.GetLastWriteTimeUtc(installation.AssemblyPath("Gis.Importer", "gis-import")) > File.GetLastWriteTimeUtc(RecordFile);

    /// <summary>Starts the worker, unless it runs, and waits until it listens.</summary>
    /// <param name="owner">Pool of the owner.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <exception cref="LauncherException">It ended, or did not listen in time.</exception>
    public async Task EnsureAsync(NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        if (Running() is not null)
        {
            return;
        }

        var environment = PassedOn.ToDictionary(static name => name, Environment.GetEnvironmentVariable);
        environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        var process = DetachedProcess.Start(installation.Command("Gis.Importer", "gis-import", "work", "--home", home.Root), Log, environment);
        process.Save(RecordFile);
        var until = DateTime.UtcNow.AddSeconds(60);
        while (!await ListensAsync(owner, process, cancellationToken))
        {
            if (!process.IsRunning || DateTime.UtcNow > until)
            {
                throw new LauncherException($"{Title}が起動しません。記録: {Log}\n{Tail()}");
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>True while this very worker holds its connection and would hear of a job at once.</summary>
    public static async Task<bool> ListensAsync(NpgsqlDataSource owner, ProcessIdentity process, CancellationToken cancellationToken)
    {
        await using var command = owner.CreateCommand(ListensSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = process.Pid.ToString(CultureInfo.InvariantCulture) });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>How many jobs wait and how many are being done.</summary>
    public static async Task<(long Waiting, long Running)> JobsAsync(NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        await using var command = owner.CreateCommand(WaitingSql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Stops the worker, if it is still the process that was started; a job it had begun goes back to those that wait.</summary>
    /// <returns>False when it did not run.</returns>
    public async Task<bool> StopAsync()
    {
        var process = Running();
        if (process is not null)
        {
            await process.StopAsync(TimeSpan.FromSeconds(20));
        }

        // A home where nothing was ever started has no such folder.
        if (File.Exists(RecordFile))
        {
            File.Delete(RecordFile);
        }

        return process is not null;
    }

    private string Tail() => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(10)) : "";
}
