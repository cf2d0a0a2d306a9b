using Gis.Core.Database;
using Gis.Core.Database.Setup;
using Gis.Launcher.Processes;
using Npgsql;

namespace Gis.Launcher.Clusters;

/// <summary>The private PostGIS server of a home: makes it once, starts it, stops it.</summary>
/// <param name="home">The home it belongs to.</param>
/// <param name="throwAway">True for test clusters: fast, and not safe against a power cut.</param>
internal sealed class Cluster(GisHome home, bool throwAway = false)
{
    private readonly Secrets _secrets = new(home);
    private ClusterAccount? _knownAccount;

    /// <summary>The file the server and its tools write to.</summary>
    public string Log => Path.Combine(home.Logs, "postgresql.log");

    /// <summary>The cluster's folder, or null when there is none yet.</summary>
    public string? Folder => ClusterFolder.Existing(home.Root);

    /// <summary>The account the server runs under.</summary>
    public async Task<ClusterAccount> AccountAsync() => _knownAccount ??= await ClusterAccount.ForAsync(Folder);

    /// <summary>A superuser's connection string to one database of this cluster.</summary>
    public string Administrator(string database = "postgres")
    {
        var address = home.ReadAddress();
        return new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.Port,
            Database = database,
            Username = Secrets.Superuser,
            Password = _secrets.EnsureSuperuser(),
            Pooling = false,
            Timeout = 5,
        }.ConnectionString;
    }

    /// <summary>Makes the cluster if it is missing, and starts it if it does not run.</summary>
    /// <param name="progress">Is told each step, in Japanese.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public async Task EnsureRunningAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(home.Logs);
        var folder = Folder;
        if (folder is null)
        {
            progress("データベースを作成しています");
            folder = await CreateAsync(cancellationToken);
        }

        if (await IsRunningAsync(cancellationToken))
        {
            return;
        }

        progress("データベースを起動しています");
        await StartAsync(folder, cancellationToken);
    }

    /// <summary>True when the cluster's own server answers.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken) =>
        Folder is { } folder && await ClusterProbe.IsRunningAsync(folder, await AccountAsync(), home, Administrator, cancellationToken);

    /// <summary>Makes the roles, and the database with its extensions. Running it again changes nothing.</summary>
    /// <param name="database">The database's name; null for the roles alone.</param>
    /// <param name="cancellationToken">Stops between statements.</param>
    public async Task PrepareAsync(string? database, CancellationToken cancellationToken)
    {
        await using (var connection = new NpgsqlConnection(Administrator()))
        {
            await connection.OpenAsync(cancellationToken);
            var passwords = Enum.GetValues<DatabaseRole>().ToDictionary(static role => role, _secrets.Ensure);
            await RoleSetup.EnsureAsync(connection, passwords, cancellationToken);
        }

        if (database is not null)
        {
            await DatabaseSetup.EnsureAsync(Administrator(), database, cancellationToken);
        }
    }

    /// <summary>Stops the server: open transactions are rolled back, everything committed is on disk.</summary>
    /// <returns>False when it did not run.</returns>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        if (Folder is not { } folder)
        {
            return false;
        }

        var account = await AccountAsync();
        if (await ClusterProbe.PostmasterAsync(folder, account) is null)
        {
            return false;
        }

        var binaries = PostgresBinaries.Find(ClusterFolder.Version(folder));
        var stopped = await CommandRun.CaptureAsync(
            account.Wrap(binaries.Program("pg_ctl"), "stop", "-D", folder, "-m", "fast", "-w", "-t", "60"), cancellationToken: cancellationToken);
        return stopped.Succeeded
            ? true
            : throw new LauncherException($"データベースを停止できませんでした: {stopped.Error.Trim()} 記録: {Log}");
    }

    private async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        var binaries = PostgresBinaries.Find();
        var account = await AccountAsync();
        var folder = await ClusterFolder.ChooseAsync(home.Root, account);
        var unfinished = folder + ".new";
        if (Directory.Exists(unfinished))
        {
            // Left by a run that was killed; a finished cluster never has this name.
            Directory.Delete(unfinished, recursive: true);
        }

        await account.MakeFolderAsync(unfinished);

        // The password goes through a pipe into a file that only the database's account can read and that is gone at once:
        // initdb takes it from a file only, and the secrets folder is closed to that account.
        const string script =
            "umask 077; f=$(mktemp) || exit 1; cat >\"$f\"; init=$1; shift; \"$init\" --pwfile=\"$f\" \"$@\"; r=$?; rm -f \"$f\"; exit $r";
        List<string> command =
        [
            "/bin/sh", "-c", script, "sh", binaries.Program("initdb"), "-D", unfinished, "-U", Secrets.Superuser,
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums",
        ];
        if (throwAway)
        {
            command.Add("--no-sync");
        }

        var made = await CommandRun.CaptureAsync(account.Wrap(command), _secrets.EnsureSuperuser() + "\n", cancellationToken: cancellationToken);
        if (!made.Succeeded)
        {
            throw new LauncherException($"データベースを作成できませんでした（{folder}）: {LastLine(made.Error)}");
        }

        await WriteAsync(Path.Combine(unfinished, "pg_hba.conf"), ClusterSettings.HostRules);
        await File.AppendAllTextAsync(
            Path.Combine(unfinished, "postgresql.conf"), $"\ninclude_if_exists = '{ClusterSettings.FileName}'\n", cancellationToken);
        Directory.Move(unfinished, folder);
        return folder;
    }

    private async Task StartAsync(string folder, CancellationToken cancellationToken)
    {
        var binaries = PostgresBinaries.Find(ClusterFolder.Version(folder));
        var account = await AccountAsync();
        var port = ChoosePort();
        await WriteAsync(Path.Combine(folder, ClusterSettings.FileName), ClusterSettings.Server(port, throwAway));
        home.WriteAddress(new DatabaseAddress("127.0.0.1", port, DatabaseSetup.DefaultName));
        // The log is opened here and handed down: the database's account may not be able to enter the home.
        const string script = "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null";
        string[] start = [.. account.Wrap(binaries.Program("pg_ctl"), "start", "-D", folder, "-w", "-t", "120")];
        var until = DateTime.UtcNow.AddSeconds(15);
        while (true)
        {
            await ClusterProbe.RemoveStalePidFileAsync(folder, account);
            var started = await CommandRun.CaptureAsync(["/bin/sh", "-c", script, "sh", Log, .. start], cancellationToken: cancellationToken);
            if (started.Succeeded)
            {
                break;
            }

            // After a kill -9 the ended server's own children may live on for a moment and hold its shared memory.
            var tail = LogTail();
            var mayPass = tail.Contains("shared memory block", StringComparison.Ordinal) || tail.Contains("lock file", StringComparison.Ordinal);
            if (DateTime.UtcNow > until || !mayPass)
            {
                throw new LauncherException($"データベースを起動できませんでした。記録の最後: {LastLine(LogTail())}（{Log}）");
            }

            await Task.Delay(500, cancellationToken);
        }

        if (!await IsRunningAsync(cancellationToken))
        {
            throw new LauncherException($"ポート {port} で答えたデータベースは、この家のもの（{folder}）ではありません。./gis doctor で確認してください。");
        }
    }

    private int ChoosePort()
    {
        if (!File.Exists(home.ConnectionFile))
        {
            return FreePort.Choose();
        }

        // The port is private to the home: if another program took it meanwhile, any other will do.
        var remembered = home.ReadAddress().Port;
        return FreePort.IsFree(remembered, System.Net.IPAddress.Loopback) ? remembered : FreePort.Choose();
    }

    private async Task WriteAsync(string path, string text)
    {
        await File.WriteAllTextAsync(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await (await AccountAsync()).GiveAsync(path);
    }

    private string LogTail() => File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(12)) : "";

    // The line that names the cause; what pg_ctl adds below it only points back to the log.
    private static string LastLine(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.LastOrDefault(static line => line.Contains("FATAL", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "（記録なし）";
    }
}
