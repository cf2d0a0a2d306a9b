using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gis.Core.Database;
using Gis.Core.Database.Setup;
using Gis.Launcher.Clusters;
using Npgsql;
using Xunit;

namespace Gis.Launcher.Tests.Clusters;

public sealed class ClusterTests
{
    [Fact]
    public async Task A_home_with_a_very_long_path_works()
    {
        // 107 bytes is what a socket's path may hold; this home is more than twice as long, with Japanese and a space in it.
        var below = string.Join('/', Enumerable.Repeat("とても長い フォルダー名-0123456789", 6));
        await using var home = new TemporaryHome(below);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(home.Home.Root) > 250);

        await home.StartAsync();
        await home.Cluster.PrepareAsync(DatabaseSetup.DefaultName, CancellationToken.None);

        await using var owner = GisDatabase.Connect(home.Home, DatabaseRole.Owner);
        Assert.NotEmpty(await Migrations.ApplyAsync(owner));
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_password_and_secrets_are_closed()
    {
        await using var home = new TemporaryHome();
        await home.StartAsync();
        await home.Cluster.PrepareAsync(DatabaseSetup.DefaultName, CancellationToken.None);

        var rules = (await File.ReadAllLinesAsync(Path.Combine(home.Cluster.Folder!, "pg_hba.conf")))
            .Where(static line => line.Length > 0 && line[0] != '#')
            .ToList();
        Assert.All(rules, static rule => Assert.EndsWith("scram-sha-256", rule, StringComparison.Ordinal));
        Assert.Single(rules);

        var without = new NpgsqlConnectionStringBuilder(home.Cluster.Administrator()) { Password = null };
        await using var connection = new NpgsqlConnection(without.ConnectionString);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => connection.OpenAsync());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(home.Home.Secrets));
        var files = Directory.GetFiles(home.Home.Secrets);
        Assert.Equal(4, files.Length);
        Assert.All(files, static file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(4, files.Select(File.ReadAllText).Distinct().Count());
    }

    [Fact]
    public async Task Passwords_are_in_no_log_and_no_setting()
    {
        await using var home = new TemporaryHome();
        await home.StartAsync();
        await home.Cluster.PrepareAsync(DatabaseSetup.DefaultName, CancellationToken.None);
        await using (var administrator = new NpgsqlConnection(home.Cluster.Administrator()))
        {
            await administrator.OpenAsync();
            await using var fail = new NpgsqlCommand("SELECT 'marker-of-a-name'::int", administrator);
            await Assert.ThrowsAsync<PostgresException>(() => fail.ExecuteScalarAsync());
        }

        var log = await File.ReadAllTextAsync(home.Cluster.Log);
        Assert.DoesNotContain("STATEMENT", log, StringComparison.Ordinal);
        Assert.All(
            Directory.GetFiles(home.Home.Secrets).Select(File.ReadAllText), secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Starting_and_stopping_twice_changes_nothing()
    {
        await using var home = new TemporaryHome();
        await home.StartAsync();
        var first = await home.PostmasterAsync();
        var port = home.Home.ReadAddress().Port;
        await home.StartAsync();
        Assert.Equal(first, await home.PostmasterAsync());

        Assert.True(await home.Cluster.StopAsync(CancellationToken.None));
        Assert.False(await home.Cluster.StopAsync(CancellationToken.None));

        await home.StartAsync();
        Assert.Equal(port, home.Home.ReadAddress().Port);
    }

    [Fact]
    public async Task It_starts_over_the_pid_file_of_a_killed_server()
    {
        await using var home = new TemporaryHome();
        await home.StartAsync();
        var first = await home.PostmasterAsync();
        using (var server = Process.GetProcessById(first))
        {
            server.Kill();
        }

        // At once, while what is left of the server is not collected yet and its children still end.
        await home.StartAsync();
        Assert.True(await home.Cluster.IsRunningAsync(CancellationToken.None));
        Assert.NotEqual(first, await home.PostmasterAsync());
    }

    [Fact]
    public async Task It_starts_over_a_pid_file_whose_number_now_belongs_to_another_program()
    {
        await using var home = new TemporaryHome();
        await home.StartAsync();
        var pidFile = Path.Combine(home.Cluster.Folder!, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(pidFile);
        await home.Cluster.StopAsync(CancellationToken.None);

        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(pidFile, lines);
        await (await home.Cluster.AccountAsync()).GiveAsync(pidFile);

        await home.StartAsync();
        Assert.NotEqual(Environment.ProcessId, await home.PostmasterAsync());
    }

    [Fact]
    public async Task A_server_that_is_not_its_own_is_not_taken_for_it()
    {
        await using var home = new TemporaryHome();
        await using var other = new TemporaryHome();
        await home.StartAsync();
        await other.StartAsync();

        // As if the ports had been mixed up, and even the password were the same.
        home.Home.WriteAddress(other.Home.ReadAddress());
        File.Copy(new Secrets(other.Home).SuperuserFile, new Secrets(home.Home).SuperuserFile, overwrite: true);

        Assert.False(await home.Cluster.IsRunningAsync(CancellationToken.None));
        Assert.True(await other.Cluster.IsRunningAsync(CancellationToken.None));
    }

    [Fact]
    public async Task It_moves_to_another_port_when_its_own_was_taken_meanwhile()
    {
        await using var home = new TemporaryHome();
        await home.StartAsync();
        var port = home.Home.ReadAddress().Port;
        await home.Cluster.StopAsync(CancellationToken.None);

        using var taker = new TcpListener(IPAddress.Loopback, port);
        taker.Start();
        await home.StartAsync();
        Assert.NotEqual(port, home.Home.ReadAddress().Port);
        Assert.True(await home.Cluster.IsRunningAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_folder_the_database_account_cannot_enter_gets_its_cluster_elsewhere()
    {
        await using var home = new TemporaryHome(closed: true);
        await home.StartAsync();

        // Only root hands the database to another account; an ordinary user's own account can enter everywhere it needs to.
        Assert.Equal(Environment.IsPrivilegedProcess, home.Cluster.Folder!.StartsWith(ClusterFolder.Elsewhere, StringComparison.Ordinal));
        Assert.DoesNotContain(Path.GetDirectoryName(home.Cluster.Folder!), ClusterFolder.Orphans());
        await home.Cluster.StopAsync(CancellationToken.None);
        await home.StartAsync();
        Assert.True(await home.Cluster.IsRunningAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_unfinished_cluster_of_a_killed_run_is_made_again()
    {
        await using var home = new TemporaryHome();
        var unfinished = Path.Combine(home.Home.Root, "cluster.new");
        Directory.CreateDirectory(unfinished);
        await File.WriteAllTextAsync(Path.Combine(unfinished, "PG_VERSION"), "15\n");

        await home.StartAsync();
        Assert.False(Directory.Exists(unfinished));
        Assert.True(await home.Cluster.IsRunningAsync(CancellationToken.None));
    }
}
