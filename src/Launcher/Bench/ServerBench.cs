using System.Diagnostics;
using System.Text.Json;
using Gis.Core.Geodesy;

namespace Gis.Launcher.Bench;

/// <summary>
/// Times a running public server as a browser meets it, one request at a time over loopback. Every row is set beside the floor of the
/// same run (<c>/healthz</c>: the cost of a request that does nothing), because absolute figures of a shared machine wander.
/// </summary>
/// <param name="server">The public server.</param>
internal sealed class ServerBench(Uri server) : IDisposable
{
    private const int MostTiles = 60;

    private readonly HttpClient _client = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    /// <summary>Measures tiles by zoom, first and again, then search and hazard answers.</summary>
    /// <param name="cancellationToken">Stops between requests.</param>
    /// <exception cref="LauncherException">The server serves no layer.</exception>
    public async Task<IReadOnlyList<Timing>> RunAsync(CancellationToken cancellationToken)
    {
        using var catalogue = JsonDocument.Parse(await _client.GetStringAsync(new Uri("catalogue.json", UriKind.Relative), cancellationToken));
        var layers = catalogue.RootElement.GetProperty("layers").EnumerateArray()
            .Where(static layer => layer.GetProperty("geometryType").GetString() != "none")
            .Select(static layer => layer.GetProperty("id").GetString()!)
            .ToList();
        if (layers.Count == 0 || catalogue.RootElement.GetProperty("town").ValueKind != JsonValueKind.Object)
        {
            throw new LauncherException("測るレイヤーがありません。先にデータを取り込んでください。");
        }

        var box = catalogue.RootElement.GetProperty("town").GetProperty("bbox").EnumerateArray().Select(static value => value.GetDouble()).ToArray();
        List<Timing> timings = [await MeasureAsync("基準 /healthz", Enumerable.Repeat("healthz", 200), cancellationToken)];
        for (var zoom = 11; zoom <= 17; zoom++)
        {
            var paths = TilesOf(box, zoom).Select(tile => $"tiles/{string.Join(',', layers)}/{zoom}/{tile.X}/{tile.Y}.mvt").ToList();
            timings.Add(await MeasureAsync($"タイル z{zoom} 一回目", paths, cancellationToken));
            timings.Add(await MeasureAsync($"タイル z{zoom} 二回目", paths, cancellationToken));
        }

        timings.Add(await MeasureAsync("検索", Enumerable.Range(1, 100).Select(static n => $"search?q={n}&limit=10"), cancellationToken));
        var random = new Random(1);
        timings.Add(await MeasureAsync(
            "災害の想定",
            Enumerable.Range(0, 100).Select(_ => FormattableString.Invariant(
                $"hazards?lon={box[0] + (random.NextDouble() * (box[2] - box[0])):0.000000}&lat={box[1] + (random.NextDouble() * (box[3] - box[1])):0.000000}")),
            cancellationToken));
        return timings;
    }

    private async Task<Timing> MeasureAsync(string subject, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        List<double> milliseconds = [];
        long bytes = 0;
        foreach (var path in paths)
        {
            var clock = Stopwatch.GetTimestamp();
            var body = await _client.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken);
            milliseconds.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            bytes += body.Length;
        }

        milliseconds.Sort();
        return new Timing(subject, milliseconds.Count, bytes / milliseconds.Count, Share(milliseconds, 0.5), Share(milliseconds, 0.95), milliseconds[^1]);
    }

    // An even choice of the tiles that cover the town, the same in every run.
    private static IEnumerable<(int X, int Y)> TilesOf(double[] box, int zoom)
    {
        var (left, top) = At(box[0], box[3], zoom);
        var (right, bottom) = At(box[2], box[1], zoom);
        var all = (from y in Enumerable.Range(top, bottom - top + 1) from x in Enumerable.Range(left, right - left + 1) select (x, y)).ToList();
        var step = Math.Max(1, all.Count / MostTiles);
        return all.Where((_, index) => index % step == 0).Take(MostTiles);
    }

    private static (int X, int Y) At(double longitude, double latitude, int zoom)
    {
        var tile = TileCoord.At(new LonLat(longitude, latitude), zoom);
        return (tile.X, tile.Y);
    }

    private static double Share(List<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, Math.Ceiling(sorted.Count * share))];
}

/// <summary>What one kind of request took.</summary>
/// <param name="Subject">The kind, in Japanese.</param>
/// <param name="Requests">How many.</param>
/// <param name="MeanBytes">Mean size of an answer, decompressed.</param>
/// <param name="Median">Median time in milliseconds.</param>
/// <param name="High">Time that 95 of 100 stay below, in milliseconds.</param>
/// <param name="Worst">The longest, in milliseconds.</param>
internal sealed record Timing(string Subject, int Requests, long MeanBytes, double Median, double High, double Worst);
