using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gis.Core.Database;
using Gis.Core.Database.Setup;
using Npgsql;

namespace Gis.Importer.Tests.Loading;

/// <summary>A PostgreSQL server of a test's own, which the test may kill: the others' server must live.</summary>
internal sealed class KillableCluster : IAsyncDisposable
{
    private const string Name = "gis_kill";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gis-cluster-");
    private readonly int port = FreePort();
    private readonly string binaries = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin";
    private Process? server;

    private string Data => Path.Combine(folder.FullName, "data");

    /// <summary>Connection string of the superuser to the platform's database.</summary>
    public string Connection => To(Name);

    /// <summary>Makes and starts a server with an empty, migrated database.</summary>
    /// <param name="disk">A disk for the database's tables and indexes alone, or null.</param>
    public static async Task<KillableCluster> StartNewAsync(string? disk = null)
    {
        var cluster = new KillableCluster();
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", cluster.folder.FullName);
        await RunAsync(cluster.AsServer("initdb", "-D", cluster.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"));
        await cluster.StartAsync();
        await using (var connection = new NpgsqlConnection(cluster.To("postgres")))
        {
            await connection.OpenAsync();
            await RoleSetup.EnsureAsync(connection, Enum.GetValues<DatabaseRole>().ToDictionary(r => r, _ => Guid.NewGuid().ToString("N")));
        }

        await DatabaseSetup.EnsureAsync(cluster.To("postgres"), Name);
        if (disk is not null)
            await cluster.MoveAsync(disk);
        await using var source = NpgsqlDataSource.Create(cluster.Connection);
        await Migrations.ApplyAsync(source);
        return cluster;
    }

    /// <summary>Kills the server like a power switch, as far as processes go, and starts it again.</summary>
    public async Task KillAndStartAsync()
    {
        server!.Kill();
        await server.WaitForExitAsync();
        await StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is { HasExited: false })
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        for (var i = 0; i < 50 && folder.Exists; i++)
        {
            try
            {
                folder.Delete(true);
                break;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The killed server's children write for a moment longer.
                await Task.Delay(100);
            }
        }
    }

    private async Task MoveAsync(string disk)
    {
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", "postgres", disk);
        await using var connection = new NpgsqlConnection(To("postgres"));
        await connection.OpenAsync();
        foreach (var sql in (string[])[$"CREATE TABLESPACE small LOCATION '{disk}'", $"ALTER DATABASE {Name} SET TABLESPACE small"])
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private string To(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Pooling=false;Timeout=5";

    private async Task StartAsync()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (server is null or { HasExited: true })
            {
                // The delay holds a commit for a moment, so that it can be hit.
                var command = AsServer(
                    "postgres", "-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "commit_delay=60000", "-c", "commit_siblings=0");
                server = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
                server.ErrorDataReceived += (_, _) => { };
                server.BeginErrorReadLine();
            }

            await Task.Delay(50);
            try
            {
                await using var connection = new NpgsqlConnection(To("postgres"));
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException)
            {
                // Not up yet, or the ended server's children still hold its memory.
            }
        }

        throw new InvalidOperationException("The test's own PostgreSQL does not start.");
    }

    private string[] AsServer(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(binaries, program), .. arguments];
        return Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command] : command;
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]}: {await error}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
