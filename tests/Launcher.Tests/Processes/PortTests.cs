using System.Net;
using System.Net.Sockets;
using Gis.Launcher.Processes;
using Gis.Launcher.Servers;
using Xunit;

namespace Gis.Launcher.Tests.Processes;

public sealed class PortTests
{
    [Fact]
    public void A_taken_port_is_refused_and_the_message_says_by_whom()
    {
        using var taker = new TcpListener(IPAddress.Loopback, 0);
        taker.Start();
        var port = ((IPEndPoint)taker.LocalEndpoint).Port;

        var refusal = Assert.Throws<LauncherException>(() => ListenCheck.Require("127.0.0.1", port, "--public-port"));

        Assert.Contains($"ポート {port}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"プロセス番号 {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--public-port", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listener_on_all_addresses_of_the_newer_protocol_is_found_too()
    {
        using var taker = new TcpListener(IPAddress.IPv6Any, 0);
        taker.Server.DualMode = true;
        taker.Start();
        var port = ((IPEndPoint)taker.LocalEndpoint).Port;
        Assert.Equal(Environment.ProcessId, PortOwner.Of(port)?.Pid);
        Assert.Throws<LauncherException>(() => ListenCheck.Require("127.0.0.1", port, "--staff-port"));
    }

    [Fact]
    public void A_free_port_is_not_refused()
    {
        var port = FreePort.Choose();
        ListenCheck.Require("127.0.0.1", port, "--public-port");
        Assert.Null(PortOwner.Of(port));
    }

    [Theory]
    [InlineData("somewhere")]
    [InlineData("192.0.2.77")]
    public void An_address_that_is_not_this_machines_is_refused(string bind)
    {
        var refusal = Assert.Throws<LauncherException>(() => ListenCheck.Require(bind, FreePort.Choose(), "--public-port"));
        Assert.Contains("--bind", refusal.Message, StringComparison.Ordinal);
    }
}
