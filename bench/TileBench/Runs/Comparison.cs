using System.Diagnostics;
using System.Globalization;
using Gis.Core.Geodesy;
using Gis.TileBench.Targets;

namespace Gis.TileBench.Runs;

/// <summary>One interleaved run: each tile is made by every target before the next tile, in an order that goes round.</summary>
/// <param name="targets">The first is the one that the others are compared with.</param>
/// <param name="level">gzip level of those that do not compress themselves.</param>
internal sealed class Comparison(IReadOnlyList<ITileTarget> targets, int level)
{
    /// <summary>Runs and prints a zoom.</summary>
    /// <param name="zoom">The zoom.</param>
    /// <param name="tiles">The tiles.</param>
    /// <param name="rounds">How often each is made after one round that does not count.</param>
    public async Task RunAsync(int zoom, IReadOnlyList<TileCoord> tiles, int rounds)
    {
        var times = targets.Select(_ => new List<double>()).ToList();
        var sizes = targets.Select(_ => new List<(long Raw, long Sent, long Six)>()).ToList();
        for (var round = -1; round < rounds; round++)
        {
            for (var t = 0; t < tiles.Count; t++)
            {
                for (var i = 0; i < targets.Count; i++)
                {
                    var k = (i + t + round + 1) % targets.Count;
                    var start = Stopwatch.GetTimestamp();
                    var tile = await targets[k].MakeAsync(tiles[t]);
                    var sent = targets[k].Compresses ? tile.Length : Gzip.Length(tile, level);
                    var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    if (round >= 0)
                        times[k].Add(took);
                    else if (targets[k].Compresses && tile.Length > 0)
                        sizes[k].Add((Gzip.Unpack(tile).Length, sent, Gzip.Length(Gzip.Unpack(tile), 6)));
                    else
                        sizes[k].Add((tile.Length, sent, Gzip.Length(tile, 6)));
                }
            }
        }

        Print(zoom, tiles.Count, rounds, times, sizes);
    }

    private void Print(int zoom, int tiles, int rounds, List<List<double>> times, List<List<(long Raw, long Sent, long Six)>> sizes)
    {
        Line($"\nz{zoom}, {tiles} tiles × {rounds} rounds, six layers, peers gzipped at level {level}\n");
        Line($"| target | p50 ms | p95 ms | mean ms | KB raw | KB sent | of gzip 6 | times ours, p50 | times ours, mean |");
        Line($"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var k = 0; k < targets.Count; k++)
        {
            var (own, sum) = (times[k], sizes[k]);
            Line($"| {targets[k].Name} | {Percentile(own, 0.5):F2} | {Percentile(own, 0.95):F2} | {own.Average():F2} | {Kilobytes(sum, s => s.Raw):F1} | {Kilobytes(sum, s => s.Sent):F1} | {100.0 * sum.Sum(s => s.Sent) / sum.Sum(s => s.Six):F1} % | {Percentile(own, 0.5) / Percentile(times[0], 0.5):F1} | {own.Average() / times[0].Average():F1} |");
        }
    }

    private static double Kilobytes(List<(long Raw, long Sent, long Six)> sizes, Func<(long Raw, long Sent, long Six), long> of) => sizes.Average(of) / 1024;

    private static double Percentile(List<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))];
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
