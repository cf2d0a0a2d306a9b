using System.Globalization;
using Gis.Testing;
using Gis.TileBench.Peers;
using Gis.TileBench.Towns;

namespace Gis.TileBench.Runs;

/// <summary>
/// Tiles that lie ready: the server on one processor, wrk on the other, against nginx that sends the same gzip files. The two take turns; of each the
/// median of the runs counts.
/// </summary>
internal static class CachedRun
{
    /// <summary>Runs and prints.</summary>
    /// <param name="database">The town's.</param>
    /// <param name="folder">For files.</param>
    /// <param name="port">The first of two ports.</param>
    /// <param name="rounds">How often each runs.</param>
    public static async Task RunAsync(TestDatabase database, string folder, int port, int rounds)
    {
        await using var ours = await OwnServer.StartAsync(database, port, keepsTiles: true, core: 1);
        var files = Path.Combine(folder, "files");
        await using var nginx = await Nginx.StartAsync(folder, port + 1, $"root {files}; gzip_static on;", core: 1);
        var rest = await ours.SettleAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nserver at rest {rest.TotalSeconds:F0} s after it was ready"));
        Console.WriteLine("\n| tile | connections | nginx req/s | ours req/s | ours : nginx | nginx p99 ms | ours p99 ms |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var wanted in (int[])[6, 60])
        {
            var path = await FindAsync(ours.Address, wanted * 1024, files);
            foreach (var connections in (int[])[64, 256])
            {
                var (theirs, own) = (new List<(double Rate, double P99)>(), new List<(double Rate, double P99)>());
                for (var round = 0; round < rounds; round++)
                {
                    theirs.Add(await WrkAsync($"http://127.0.0.1:{port + 1}/{path}", connections));
                    own.Add(await WrkAsync($"http://127.0.0.1:{port}/{path}", connections));
                }

                var (a, b) = (Median(theirs), Median(own));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {new FileInfo(Path.Combine(files, path + ".gz")).Length / 1024.0:F1} KB | {connections} | {a.Rate:F0} | {b.Rate:F0} | {b.Rate / a.Rate:F2} | {a.P99:F1} | {b.P99:F1} |"));
            }
        }
    }

    // A tile of the town whose gzip is nearest to the size wanted; nginx gets the very bytes.
    private static async Task<string> FindAsync(Uri server, int size, string files)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var (best, bytes) = ("", Array.Empty<byte>());
        foreach (var tile in BenchTown.Tiles(size < 20_000 ? 18 : 16, 40))
        {
            var path = $"tiles/{BenchLayers.List}/{tile}.mvt";
            var found = await client.GetByteArrayAsync(new Uri(server, path));
            if (Math.Abs(found.Length - size) < Math.Abs(bytes.Length - size))
                (best, bytes) = (path, found);
        }

        var file = Path.Combine(files, best);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file + ".gz", bytes);
        await File.WriteAllBytesAsync(file, Targets.Gzip.Unpack(bytes).ToArray());
        return best;
    }

    private static (double Rate, double P99) Median(List<(double Rate, double P99)> runs) => runs.OrderBy(r => r.Rate).ElementAt(runs.Count / 2);

    private static async Task<(double Rate, double P99)> WrkAsync(string address, int connections)
    {
        var output = await ChildProcess.RunAsync(
            "taskset", "-c", "0", "wrk", "-t1", $"-c{connections}", "-d4s", "--latency", "-H", "Accept-Encoding: gzip", address);
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
            throw new InvalidOperationException(output);
        var lines = output.Split('\n').Select(l => l.Trim()).ToList();
        var rate = double.Parse(lines.Single(l => l.StartsWith("Requests/sec:", StringComparison.Ordinal))[13..], CultureInfo.InvariantCulture);
        return (rate, Milliseconds(lines.Single(l => l.StartsWith("99%", StringComparison.Ordinal))[3..].Trim()));
    }

    private static double Milliseconds(string text) =>
        text.EndsWith("us", StringComparison.Ordinal) ? double.Parse(text[..^2], CultureInfo.InvariantCulture) / 1000
        : text.EndsWith("ms", StringComparison.Ordinal) ? double.Parse(text[..^2], CultureInfo.InvariantCulture)
        : double.Parse(text[..^1], CultureInfo.InvariantCulture) * 1000;
}
