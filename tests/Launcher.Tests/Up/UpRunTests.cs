using System.Net;
using System.Net.Sockets;
using Gis.Core.Database;
using Gis.Launcher.Processes;
using Gis.Launcher.Servers;
using Gis.Launcher.Terminal;
using Gis.Launcher.Tests.Clusters;
using Gis.Launcher.Up;
using Gis.Launcher.Work;
using Xunit;

namespace Gis.Launcher.Tests.Up;

/// <summary>The whole way up and down with the real servers, on a home without the sample town.</summary>
public sealed class UpRunTests
{
    [Fact]
    public async Task Up_twice_and_down_twice_do_no_more_than_once()
    {
        await using var home = new TemporaryHome();
        var run = Run(home, FreePort.Choose(), FreePort.Choose());
        var first = await run.StartAsync(CancellationToken.None);
        Assert.NotNull(first.Account);
        Assert.Equal(2, first.Servers.Count);

        var second = await run.StartAsync(CancellationToken.None);
        Assert.Null(second.Account);
        var worker = new JobWorker(Installation.Current(), home.Home).Running();
        Assert.NotNull(worker);
        Assert.Equal(first.Servers.Select(static server => server.Process), second.Servers.Select(static server => server.Process));

        await run.StopAsync();
        Assert.All(first.Servers, static server => Assert.False(server.Process.IsRunning));
        Assert.False(worker.IsRunning);
        Assert.False(await home.Cluster.IsRunningAsync(CancellationToken.None));
        await run.StopAsync();
    }

    [Fact]
    public async Task Each_server_is_given_its_own_secret_and_no_other()
    {
        await using var home = new TemporaryHome();
        var run = Run(home, FreePort.Choose(), FreePort.Choose());
        var up = await run.StartAsync(CancellationToken.None);
        try
        {
            var secrets = Directory.GetFiles(home.Home.Secrets).ToDictionary(static file => Path.GetFileName(file), File.ReadAllText);
            foreach (var server in up.Servers)
            {
                var own = server.Audience == "staff" ? DatabaseRole.Staff.LoginName() : DatabaseRole.Public.LoginName();
                var given = await File.ReadAllTextAsync($"/proc/{server.Process.Pid}/environ")
                    + await File.ReadAllTextAsync($"/proc/{server.Process.Pid}/cmdline");
                Assert.Equal([own], secrets.Where(secret => given.Contains(secret.Value, StringComparison.Ordinal)).Select(static secret => secret.Key));

                var commandLine = await File.ReadAllTextAsync($"/proc/{server.Process.Pid}/cmdline");
                Assert.All(secrets.Values, secret => Assert.DoesNotContain(secret, commandLine, StringComparison.Ordinal));
            }
        }
        finally
        {
            await run.StopAsync();
        }
    }

    [Fact]
    public async Task A_taken_port_is_refused_before_anything_is_made()
    {
        await using var home = new TemporaryHome();
        var fresh = new GisHome(home.Home.Root + "-fresh");
        using var taker = new TcpListener(IPAddress.Loopback, 0);
        taker.Start();
        var taken = ((IPEndPoint)taker.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<LauncherException>(() => Run(fresh, FreePort.Choose(), taken).StartAsync(CancellationToken.None));
        Assert.Contains("--staff-port", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(fresh.Root), "A refused start must not leave a home behind.");
    }

    [Fact]
    public async Task A_server_that_was_killed_is_started_again_and_the_other_left_alone()
    {
        await using var home = new TemporaryHome();
        var run = Run(home, FreePort.Choose(), FreePort.Choose());
        var before = await run.StartAsync(CancellationToken.None);
        try
        {
            using (var killed = System.Diagnostics.Process.GetProcessById(before.Servers[0].Process.Pid))
            {
                killed.Kill();
                await killed.WaitForExitAsync();
            }

            Assert.Null(ServerRecord.Running(home.Home, "public"));
            var after = await run.StartAsync(CancellationToken.None);
            Assert.NotEqual(before.Servers[0].Process, after.Servers[0].Process);
            Assert.Equal(before.Servers[1].Process, after.Servers[1].Process);
        }
        finally
        {
            await run.StopAsync();
        }
    }

    private static UpRun Run(TemporaryHome home, int publicPort, int staffPort) => Run(home.Home, publicPort, staffPort);

    private static UpRun Run(GisHome home, int publicPort, int staffPort) =>
        new(
            Installation.Current(),
            home,
            new UpOptions(publicPort, staffPort, "127.0.0.1", Detach: true, Sample: false),
            Screen.Create(),
            throwAway: true);
}
