using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Gis.Core.Catalogue;
using Gis.MapServer.Tests.Running;
using Gis.MapServer.Tests.Secrets;
using Gis.MapServer.Tests.Tiles;
using Gis.Testing;
using Gis.Testing.Towns;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Gis.MapServer.Tests.Holding;

/// <summary>
/// The database's own server is killed (kill -9 of the postmaster of a cluster made for this) while 64 maps are open, then the map server too: maps go on from
/// memory, nobody gets a wrong tile, and all is well again without a hand.
/// </summary>
public sealed class PostmasterKillTests(ITestOutputHelper output)
{
    private const int Connections = 64;

    [Fact]
    public async Task Database_and_server_are_killed_and_come_back_without_a_hand()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        await using (var owner = NpgsqlDataSource.Create(cluster.Owner))
            await GridTown.FillAsync(new MadeTown(owner));
        var server = await ServerProcess.StartAsync(cluster.Public, Audience.Public);
        var (wrong, right) = (new ConcurrentBag<string>(), 0);
        var (afterDatabase, afterServer) = (new List<double>(), new List<double>());
        try
        {
            await KillTests.UntilAsync(server, s => s.GetProperty("memory").GetString() == "ready");
            var oracle = await KillTests.OracleAsync(server.Client);
            var rounds = TestScale.Cases(2, 50);
            for (var round = 0; round < rounds; round++)
            {
                using var end = new CancellationTokenSource();
                var client = server.Client;
                var readers = Enumerable.Range(0, Connections)
                    .Select(i => KillTests.ReadAsync(client, oracle, TestScale.Random((round * Connections) + i), wrong, () => Interlocked.Increment(ref right), end.Token)).ToList();
                cluster.Kill();
                await KillTests.UntilAsync(server, s => s.GetProperty("status").GetString() == "degraded");

                // Catalogue, style and tiles that nobody has asked for yet.
                await client.JsonAsync("/catalogue.json");
                await client.JsonAsync("/styles/town.json");
                var tile = oracle.Keys.ElementAt(round * 7 % oracle.Count);
                Assert.Equal(oracle[tile], await KillTests.FeaturesAsync(client, $"dots,zones/{tile}", swapped: true));
                await client.ProblemAsync($"/ogc/collections/zones/items?limit={round + 1}&offset=1", 503);
                await cluster.StartAgainAsync();
                var clock = Stopwatch.StartNew();
                await KillTests.UntilAsync(server, s => s.GetProperty("status").GetString() == "ok");
                afterDatabase.Add(clock.Elapsed.TotalMilliseconds);
                await client.JsonAsync($"/ogc/collections/zones/items?limit={round + 1}");

                // Under the readers' hands.
                server.Kill();
                await end.CancelAsync();
                await Task.WhenAll(readers);
                await server.DisposeAsync();
                clock.Restart();
                server = await ServerProcess.StartAsync(cluster.Public, Audience.Public);
                await KillTests.UntilAsync(server, s => s.GetProperty("status").GetString() == "ok");
                afterServer.Add(clock.Elapsed.TotalMilliseconds);
                await KillTests.UntilAsync(server, s => s.GetProperty("memory").GetString() == "ready");
            }

            Assert.Empty(wrong);
            Assert.True(right > rounds * Connections, $"{right}");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rounds} kills of each under {Connections} connections, {right} tiles, 0 wrong; well again {Longest(afterDatabase)} after the database was, {Longest(afterServer)} after the server's start"));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static string Longest(List<double> times) =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {times.Order().ElementAt(times.Count / 2):F0} ms, longest {times.Max():F0} ms");
}
