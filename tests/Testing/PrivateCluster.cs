using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gis.Core.Database;
using Gis.Core.Database.Setup;
using Npgsql;

namespace Gis.Testing;

/// <summary>
/// A PostgreSQL server of a test's own, with one migrated database, to be killed and started again: the cluster that all tests share is nobody's to kill.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private const string Database = "gis";

    private readonly string _folder;
    private readonly int _port;
    private readonly string _secret = Guid.NewGuid().ToString("N");

    private PrivateCluster(string folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>Connection string of the superuser.</summary>
    public string Superuser => For("postgres");

    /// <summary>Connection string of the role that owns everything.</summary>
    public string Owner => For(DatabaseRole.Owner.LoginName());

    /// <summary>Connection string of the public server's role.</summary>
    public string Public => For(DatabaseRole.Public.LoginName());

    /// <summary>Process id of the server.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Makes a cluster with the roles and one migrated database, and starts it.</summary>
    public static async Task<PrivateCluster> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gis-private-cluster-").FullName;
        var cluster = new PrivateCluster(folder, FreePort());
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres:", folder);
        var secret = Path.Combine(folder, "superuser");
        await File.WriteAllTextAsync(secret, cluster._secret);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres:", secret);
        await RunAsync(AsServer("initdb", "-D", cluster.Data, "-U", "postgres", $"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"));
        await cluster.StartAgainAsync();
        var administrator = new NpgsqlConnectionStringBuilder(cluster.Superuser) { Database = "postgres" }.ConnectionString;
        await using (var connection = new NpgsqlConnection(administrator))
        {
            await connection.OpenAsync();
            await RoleSetup.EnsureAsync(connection, Enum.GetValues<DatabaseRole>().ToDictionary(r => r, _ => cluster._secret));
        }

        await DatabaseSetup.EnsureAsync(administrator, Database);
        await using var owner = NpgsqlDataSource.Create(cluster.Owner);
        await Migrations.ApplyAsync(owner);
        return cluster;
    }

    /// <summary>Ends the server at once, in the middle of whatever it does. Its children end by themselves.</summary>
    public void Kill() => Process.GetProcessById(ProcessId).Kill();

    /// <summary>Starts it after it ended, however that was, and waits until it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        for (var i = 0; ; i++)
        {
            try
            {
                await RunAsync(AsServer("pg_ctl", "start", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"),
                    "-o", $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories= -c fsync=off -c max_connections=60"));
                return;
            }
            catch (InvalidOperationException) when (i < 100)
            {
                // After a kill -9 the ended server's children may live on for a moment and hold its memory.
                await Task.Delay(100);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync(AsServer("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-s"));
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private string For(string role) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Database = Database,
        Username = role,
        Password = _secret,
        Pooling = false,
    }.ConnectionString;

    // PostgreSQL does not run as root: it is handed to the account that its package made.
    private static string[] AsServer(string program, params string[] arguments)
    {
        var binary = Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.Parse(Path.GetFileName(d), System.Globalization.CultureInfo.InvariantCulture))
            .Select(d => Path.Combine(d, "bin", program)).First(File.Exists);
        return Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", binary, .. arguments] : [binary, .. arguments];
    }

    private static async Task RunAsync(params string[] command)
    {
        // What pg_ctl starts lives on with its output: only files may be handed down.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "cd / && exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", .. command]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
