using System.Net;
using System.Net.Sockets;
using System.Text;
using Gis.MapServer.Tests.Running;
using Gis.MapServer.Tests.Secrets;
using Gis.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Gis.MapServer.Tests.Holding.Streams;

/// <summary>What is no good HTTP never makes one request pass for another, alone and behind nginx; who talks slowly keeps nobody else waiting.</summary>
public sealed class CraftedStreamTests(SmallTown town, ITestOutputHelper output) : IClassFixture<SmallTown>
{
    // 408 and 499 too: what is cut short may be answered so, or not at all.
    private static readonly int[] Known = [200, 204, 304, 400, 404, 405, 408, 411, 413, 414, 415, 417, 421, 426, 431, 494, 499, 501, 505];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_stream_makes_two_requests_of_one(bool behindNginx)
    {
        var metrics = ServerProcess.FreePort();
        await using var server = await ServerProcess.StartPublicAsync(town.Database, ["--metrics-port", $"{metrics}", "--trusted-proxy", "127.0.0.1"]);
        var own = server.Client.BaseAddress!.Port;
        await using var nginx = behindNginx ? await NginxProxy.StartAsync(own) : null;
        var port = nginx?.Port ?? own;
        Assert.True(CraftedStreams.All.Count >= 300, $"{CraftedStreams.All.Count} streams");
        var (faults, seen) = (new List<string>(), 0L);
        foreach (var some in CraftedStreams.All.Chunk(16))
        {
            var answers = await Task.WhenAll(some.Select(async stream => (stream, await AskAsync(port, stream, behindNginx ? 150 : 60, faults))));
            foreach (var (stream, got) in answers)
                Judge(stream, got, behindNginx, faults);

            // What nginx itself has taken for a second request, it also answers as one: then nothing has come apart.
            var itsOwn = behindNginx ? answers.Sum(a => Math.Max(0, a.Item2.Count - 1)) : 0;
            if (await SeenAsync(metrics) > seen + itsOwn)
            {
                foreach (var stream in some)
                {
                    seen = await SeenAsync(metrics);
                    var came = (await AskAsync(port, stream, 3000, faults)).Count;
                    if (await SeenAsync(metrics) > seen && (!behindNginx || came < 2))
                        faults.Add($"{stream.Name}: a request was smuggled");
                }

                seen = await SeenAsync(metrics);
                if (!behindNginx && faults.Count == 0)
                    faults.Add($"{string.Join(" | ", some.Select(s => s.Name))}: one of these smuggled a request");
            }

            seen = await SeenAsync(metrics);

            // Whoever comes next gets his own answer.
            var next = await RawConnection.SendAsync(
                port, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", TimeSpan.FromSeconds(20));
            if (next.Count != 1 || next[0].Status != 200 || !next[0].Body.Contains("\"status\"", StringComparison.Ordinal))
                faults.Add($"{some[0].Name} …: the next one got {string.Join(',', next.Select(a => a.Status))}");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        output.WriteLine($"{CraftedStreams.All.Count} streams, none taken for two{(behindNginx ? ", behind nginx" : "")}");
    }

    [Fact]
    public async Task Many_requests_in_one_go_are_answered_in_their_order()
    {
        var port = town.Public.Address.Port;
        var (one, other) = ("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", "HEAD /catalogue.json HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n\r\n");
        var answers = await RawConnection.SendAsync(
            port, string.Concat(Enumerable.Repeat(one + other, 50)) + other.Replace("If-", "Connection: close\r\nIf-", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.Equal(Enumerable.Repeat((int[])[200, 304], 50).SelectMany(s => s).Append(304), answers.Select(a => a.Status));
        Assert.All(answers.Where(a => a.Status == 200), a => Assert.Contains("\"status\"", a.Body));
    }

    [Theory]
    [InlineData("GET /ogc HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    [InlineData("POST /ogc HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n")]
    [InlineData("")]
    public async Task Who_talks_slowly_keeps_nobody_else_waiting(string beginning)
    {
        await using var server = await ServerProcess.StartPublicAsync(town.Database);
        var slow = new List<Socket>();
        try
        {
            for (var i = TestScale.Cases(300, 2000); i > 0; i--)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", server.Client.BaseAddress!.Port);
                await socket.SendAsync(Encoding.Latin1.GetBytes(beginning));
                slow.Add(socket);
            }

            var (served, asked) = (0, 400);
            for (var i = 0; i < asked; i++)
            {
                // A letter from each now and then, so that none is quite silent.
                if (beginning.Length > 0)
                    await TrySendAsync(slow[i % slow.Count]);
                using var answer = await server.Client.GetAsync(i % 2 == 0 ? "/catalogue.json" : "/ogc/collections/parcels/items");
                served += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
            }

            output.WriteLine($"{slow.Count} slow ones; {served} of {asked} others served");
            Assert.True(served >= asked * 0.99, $"{served} of {asked}");
        }
        finally
        {
            slow.ForEach(s => s.Dispose());
        }
    }

    private static async Task TrySendAsync(Socket socket)
    {
        try
        {
            await socket.SendAsync("a"u8.ToArray());
        }
        catch (SocketException)
        {
            // Let go meanwhile.
        }
    }

    private static void Judge(CraftedBytes stream, List<RawAnswer> answers, bool behindNginx, List<string> faults)
    {
        faults.AddRange(answers.Where(a => !Known.Contains(a.Status)).Select(a => $"{stream.Name}: {a.Status}"));
        if (stream.Refused && !behindNginx && answers.FirstOrDefault() is { Status: < 400 } taken)
            faults.Add($"{stream.Name}: taken with {taken.Status}");
        faults.AddRange(answers.Where(a => a.Head.Contains("X-Injected", StringComparison.OrdinalIgnoreCase) || a.Head.Contains("evil", StringComparison.Ordinal)
            || a.Body.Contains("evil", StringComparison.Ordinal)).Select(_ => $"{stream.Name}: comes back"));
    }

    private static async Task<List<RawAnswer>> AskAsync(int port, CraftedBytes stream, int silence, List<string> faults)
    {
        try
        {
            return await RawConnection.SendAsync(port, stream.Bytes, TimeSpan.FromMilliseconds(silence));
        }
        catch (InvalidDataException e)
        {
            lock (faults)
                faults.Add($"{stream.Name}: {e.Message}");
            return [];
        }
    }

    // How often the address was asked for that nobody asks for.
    private static async Task<long> SeenAsync(int port)
    {
        using var client = new HttpClient();
        var text = await client.GetStringAsync($"http://127.0.0.1:{port}/metrics");
        return text.Split('\n').Where(l => l.StartsWith($"gis_requests_total{{route=\"{CraftedStreams.Smuggled}\"", StringComparison.Ordinal))
            .Sum(l => long.Parse(l[(l.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
