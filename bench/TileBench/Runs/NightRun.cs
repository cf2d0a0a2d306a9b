using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Gis.Testing;
using Gis.TileBench.Peers;
using Gis.TileBench.Towns;

namespace Gis.TileBench.Runs;

/// <summary>
/// A typhoon night: a tenth of a town of ten thousand opens the map within ten minutes, then five times as many, then more than there can be. Residents come
/// by themselves, whether the server keeps up or not; the ten minutes are compressed. Before it, some come to a server that was started only now. The driver takes its share of the same processors.
/// </summary>
internal static class NightRun
{
    private const int Residents = 1000;
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(10);

    private sealed record Request(string What, double Milliseconds, int Status, bool SaysWhen);

    /// <summary>Runs and prints.</summary>
    /// <param name="database">The town's.</param>
    /// <param name="port">A port.</param>
    /// <param name="faster">How much faster than on the night itself residents come.</param>
    public static async Task RunAsync(TestDatabase database, int port, int faster)
    {
        await BenchTown.AddSearchAsync(database);
        await using var ours = await OwnServer.StartAsync(database, port, keepsTiles: true);
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, MaxConnectionsPerServer = 4096, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = ours.Address,
            Timeout = TimeSpan.FromSeconds(40),
        };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{Residents} residents within {Minutes.TotalMinutes:F0} minutes, {faster} times faster; {ours.MemoryBytes / 1048576.0:F0} MB at the start"));
        Console.WriteLine("| phase | residents/s | requests | req/s | p50 ms | p95 ms | p99 ms | errors | 503 | with Retry-After | MB | of them the collector's | objects | collected, s |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var length = Minutes / faster;
        var rate = Residents / length.TotalSeconds;
        // Nothing is compiled for speed yet, and shapes are still being simplified: what it is like where the server went down in that very night.
        await PhaseAsync("just started", client, ours, rate, length / 2);
        await ours.SettleAsync();
        await PhaseAsync("the night", client, ours, rate, length);
        await PhaseAsync("five times", client, ours, 5 * rate, length / 2);
        await FloodAsync(client, ours);
        await RecoverAsync(client);
        await PhaseAsync("the night again", client, ours, rate, length / 4);
    }

    private static async Task PhaseAsync(string name, HttpClient client, OwnServer ours, double rate, TimeSpan length)
    {
        var (asked, residents, random) = (new ConcurrentBag<Request>(), new List<Task>(), new Random(11));
        var clock = Stopwatch.StartNew();
        for (var number = 0; clock.Elapsed < length; number++)
        {
            var wait = TimeSpan.FromSeconds(number / rate) - clock.Elapsed;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            var (x, y) = (random.NextDouble(), random.NextDouble());
            residents.Add(Task.Run(() => ResidentAsync(client, x, y, asked)));
        }

        await Task.WhenAll(residents);
        await PrintAsync(name, rate, clock.Elapsed, asked, ours);
    }

    // The page, what it needs, the tiles around a house, a search, the hazards there and the sheet of the place.
    private static async Task ResidentAsync(HttpClient client, double x, double y, ConcurrentBag<Request> asked)
    {
        var (lon, lat) = (139.18 + (0.08 * x), 35.295 + (0.065 * y));
        await AskAsync(client, "page", "data", asked);
        await Task.WhenAll(AskAsync(client, "catalogue", "catalogue.json", asked), AskAsync(client, "style", "styles/town.json", asked));
        var tiles = new List<string>();
        foreach (var zoom in (int[])[14, 16])
        {
            var middle = Core.Geodesy.TileCoord.At(new Core.Geodesy.LonLat(lon, lat), zoom);
            for (var dx = -1; dx <= 1; dx++)
            {
                for (var dy = -1; dy <= 1; dy++)
                    tiles.Add($"tiles/{BenchLayers.List}/{zoom}/{middle.X + dx}/{middle.Y + dy}.mvt");
            }
        }

        await Parallel.ForEachAsync(tiles, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (tile, _) => await AskAsync(client, "tile", tile, asked));
        await AskAsync(client, "search", $"search?q={(int)(x * 1600)}-{(int)(y * 20)}", asked);
        var at = string.Create(CultureInfo.InvariantCulture, $"lon={lon:F6}&lat={lat:F6}");
        await AskAsync(client, "hazards", $"hazards?{at}", asked);
        await AskAsync(client, "sheet", $"place?{at}", asked);
    }

    // As many at once as it takes: more than are let under way or wait.
    private static async Task FloodAsync(HttpClient client, OwnServer ours)
    {
        var (asked, clock) = (new ConcurrentBag<Request>(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, 800).Select(async i =>
        {
            var random = new Random(i);
            while (clock.Elapsed < TimeSpan.FromSeconds(10))
            {
                var at = string.Create(CultureInfo.InvariantCulture, $"lon={139.18 + (0.08 * random.NextDouble()):F6}&lat={35.295 + (0.065 * random.NextDouble()):F6}");
                await AskAsync(client, "sheet", $"place?{at}", asked);
            }
        }));
        await PrintAsync("800 at once", 0, clock.Elapsed, asked, ours);
    }

    private static async Task RecoverAsync(HttpClient client)
    {
        var (clock, good) = (Stopwatch.StartNew(), 0);
        var first = TimeSpan.Zero;
        while (good < 20 && clock.Elapsed < TimeSpan.FromSeconds(60))
        {
            var asked = new ConcurrentBag<Request>();
            await AskAsync(client, "hazards", "hazards?lon=139.22&lat=35.33", asked);
            await AskAsync(client, "catalogue", "catalogue.json", asked);
            var fine = asked.All(a => a.Status == 200 && a.Milliseconds < 1000);
            if (good == 0)
                first = clock.Elapsed;
            good = fine ? good + 1 : 0;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recovered {first.TotalSeconds:F1} s after it ended (twenty answers in a row within a second each)"));
    }

    private static async Task AskAsync(HttpClient client, string what, string path, ConcurrentBag<Request> asked)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
            await response.Content.ReadAsByteArrayAsync();
            asked.Add(new Request(what, Stopwatch.GetElapsedTime(started).TotalMilliseconds, (int)response.StatusCode, response.Headers.RetryAfter is not null));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            asked.Add(new Request(what, Stopwatch.GetElapsedTime(started).TotalMilliseconds, 0, false));
        }
    }

    private static async Task PrintAsync(string name, double rate, TimeSpan length, ConcurrentBag<Request> asked, OwnServer ours)
    {
        var served = asked.Where(a => a.Status is >= 200 and < 400).Select(a => a.Milliseconds).Order().ToList();
        double At(double part) => served.Count == 0 ? 0 : served[Math.Min(served.Count - 1, (int)(part * served.Count))];
        var (shed, errors) = (asked.Where(a => a.Status == 503).ToList(), asked.Count(a => a.Status is 0 or 500 or (>= 400 and not 503)));
        var committed = await ours.FigureAsync("dotnet_gc_committed_bytes") / 1048576;
        var heap = await ours.FigureAsync("dotnet_gc_heap_bytes") / 1048576;
        var pauses = await ours.FigureAsync("dotnet_gc_pause_seconds_total");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {rate:F1} | {asked.Count} | {asked.Count / length.TotalSeconds:F0} | {At(0.5):F1} | {At(0.95):F1} | {At(0.99):F1} | {errors} | {shed.Count} | {shed.Count(s => s.SaysWhen)} | {ours.MemoryBytes / 1048576.0:F0} | {committed:F0} | {heap:F0} | {pauses:F1} |"));
        foreach (var group in asked.Where(a => a.Status is >= 200 and < 400).GroupBy(a => a.What).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var sorted = group.Select(g => g.Milliseconds).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"|   {group.Key} |  | {sorted.Count} |  | {sorted[sorted.Count / 2]:F1} | {sorted[(int)(0.95 * sorted.Count)]:F1} | {sorted[(int)(0.99 * sorted.Count)]:F1} |  |  |  |  |  |  |  |"));
        }
    }
}
