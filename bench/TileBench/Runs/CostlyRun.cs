using System.Diagnostics;
using System.Globalization;
using Gis.Testing;
using Gis.Testing.Filters;
using Gis.TileBench.Peers;
using Gis.TileBench.Towns;

namespace Gis.TileBench.Runs;

/// <summary>How long a costly request takes until it is refused, and what others notice of those who send such all the time.</summary>
internal static class CostlyRun
{
    private const int Attackers = 8;

    /// <summary>Runs and prints.</summary>
    /// <param name="database">The town's.</param>
    /// <param name="port">A port.</param>
    /// <param name="rounds">How often each is sent.</param>
    public static async Task RunAsync(TestDatabase database, int port, int rounds)
    {
        await using var ours = await OwnServer.StartAsync(database, port, keepsTiles: true);
        using var client = new HttpClient { BaseAddress = ours.Address };
        var paths = Paths().ToList();
        var refused = new List<(double Milliseconds, string Name)>();
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, path) in paths)
            {
                var started = Stopwatch.GetTimestamp();
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
                await response.Content.ReadAsByteArrayAsync();

                // The first round compiles.
                if (round > 0 && (int)response.StatusCode is 400 or 414)
                    refused.Add((Stopwatch.GetElapsedTime(started).TotalMilliseconds, name));
            }
        }

        refused.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{refused.Count} costly requests refused: p50 {refused[refused.Count / 2].Milliseconds:F1} ms, p95 {refused[(int)(0.95 * refused.Count)].Milliseconds:F1} ms, longest {refused[^1].Milliseconds:F1} ms ({refused[^1].Name})"));
        // What the tiles of the others take is theirs: they ask for the same ones in every turn.
        await ours.SettleAsync();
        await OthersAsync(client);
        var before = ours.MemoryBytes;
        var (alone, among) = (new List<double>(), new List<double>());
        for (var round = 0; round < Math.Max(2, rounds); round++)
        {
            alone.AddRange(await OthersAsync(client));
            using var end = new CancellationTokenSource();
            var attackers = Enumerable.Range(0, Attackers).Select(i => AttackAsync(ours.Address, paths, i, end.Token)).ToList();
            among.AddRange(await OthersAsync(client));
            await end.CancelAsync();
            await Task.WhenAll(attackers);
        }

        var (a, b) = (P95(alone), P95(among));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"others' p95 {a:F1} ms alone, {b:F1} ms among {Attackers} who send costly requests without a pause: {b / a:F2} times; memory {(ours.MemoryBytes - before) / 1048576.0:+0;-0} MB"));
    }

    private static IEnumerable<(string Name, string Path)> Paths()
    {
        foreach (var filter in CostlyFilters.ForAddresses)
        {
            foreach (var (language, text) in ((string, string?)[])[("cql2-text", filter.Text), ("cql2-json", filter.Json)])
            {
                if (text is not null)
                    yield return ($"{filter.Name} {language}", $"ogc/collections/parcel/items?filter-lang={language}&filter={Uri.EscapeDataString(text)}");
            }
        }

        // These are answered, within the limits.
        yield return ("deep offset", "ogc/collections/parcel/items?offset=99990&limit=10");
        yield return ("the largest offset", "ogc/collections/parcel/items?offset=1000000000");
        yield return ("pattern", $"ogc/collections/building/items?limit=1&filter={Uri.EscapeDataString("kind LIKE '%a%a%a%a%a%a%a%a%a%b%'")}");
        yield return ("all the world", "ogc/collections/flood/items?limit=1&bbox=-180,-90,180,90");
    }

    // What an open map and a resident ask for.
    private static async Task<List<double>> OthersAsync(HttpClient client)
    {
        var (took, random, clock) = (new List<double>(), new Random(5), Stopwatch.StartNew());
        while (clock.Elapsed < TimeSpan.FromSeconds(4))
        {
            var (lon, lat) = (139.18 + (0.08 * random.NextDouble()), 35.295 + (0.065 * random.NextDouble()));
            var tile = Core.Geodesy.TileCoord.At(new Core.Geodesy.LonLat(lon, lat), 16);
            foreach (var path in (string[])[$"tiles/{BenchLayers.List}/{tile}.mvt", string.Create(CultureInfo.InvariantCulture, $"hazards?lon={lon:F6}&lat={lat:F6}"), "catalogue.json", $"ogc/collections/parcel/items/{random.Next(1, 100_000)}"])
            {
                var started = Stopwatch.GetTimestamp();
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
                await response.Content.ReadAsByteArrayAsync();
                took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return took;
    }

    private static async Task AttackAsync(Uri address, List<(string Name, string Path)> paths, int number, CancellationToken end)
    {
        using var client = new HttpClient { BaseAddress = address };
        for (var i = number; !end.IsCancellationRequested; i++)
        {
            using var response = await client.GetAsync(new Uri(paths[i % paths.Count].Path, UriKind.Relative), CancellationToken.None);
            await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
        }
    }

    private static double P95(List<double> times) => times.Order().ElementAt((int)(0.95 * times.Count));
}
