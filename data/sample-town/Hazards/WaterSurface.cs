using Gis.SampleTown.Plan;
using Gis.SampleTown.Shapes;
using Gis.SampleTown.Terrain;

namespace Gis.SampleTown.Hazards;

/// <summary>How high water stands in a flood, a tsunami and a storm surge, and how deep that is over the ground.</summary>
internal sealed class WaterSurface(Landform land)
{
    private const double Dry = -5;

    /// <summary>Depth of a river flood in metres.</summary>
    /// <param name="main">Height of the water over the banks of 潮見川 at its middle reach.</param>
    /// <param name="tributary">The same for 小沢川.</param>
    /// <param name="stream">The same for 西谷川; 0 when it is not part of the assumption.</param>
    public GridField RiverFlood(double main, double tributary, double stream)
    {
        var main0 = Banks(Rivers.Shiomi);
        var tributary0 = Banks(Rivers.Ozawa);
        var stream0 = Banks(Rivers.Nishiya);
        var depth = GridField.From(10, (x, y) => land.Inland.At(x, y) < 0 ? Dry : Math.Max(
            Over(Rivers.Shiomi, main0, main, 0.0013, x, y),
            Math.Max(Over(Rivers.Ozawa, tributary0, tributary, 0.005, x, y), stream == 0 ? Dry : Over(Rivers.Nishiya, stream0, stream, 0.008, x, y))));
        return Reached(depth.Blurred(10), (x, y) => Rivers.All.Take(stream == 0 ? 2 : 3).Any(r => Curve.Nearest(r.Line, x, y).Distance < 25));
    }

    /// <summary>Hours until the water is gone: long where it is deep and where the ground is low.</summary>
    public GridField FloodHours(GridField depth) => GridField.From(10, (x, y) =>
    {
        var d = depth.At(x, y);
        if (d <= 0)
            return 100 * d;
        var low = Math.Clamp((4.6 - land.Height.At(x, y)) / 2.2, 0, 1.6);
        return 2 + 5.5 * Math.Pow(d, 1.2) + 17 * low * Math.Min(1, d) + 22 * Hollows.Depth(x, y) * Math.Min(1, d);
    });

    /// <summary>Depth of the tsunami in metres; it runs up the rivers further than over land.</summary>
    public GridField Tsunami() => FromTheSea(7.4, 0.0068);

    /// <summary>Depth of a storm surge in metres: it comes through harbour and river mouths and round the beach ridge.</summary>
    public GridField StormSurge() => FromTheSea(4.35, 0.0012);

    /// <summary>Rain that cannot flow off: depth below the ground around, in metres. Drains and kerbs make its edge uneven.</summary>
    public GridField InlandFlood()
    {
        var around = land.Height.Blurred(70);
        var noise = new Chance.SmoothNoise(6262);
        return GridField.From(10, (x, y) =>
        {
            var (wx, wy) = (x + 38 * noise.At(x / 95, y / 95), y + 38 * noise.At(x / 95 + 50, y / 95));
            var low = Math.Clamp(around.At(x, y) - land.Height.At(x, y), -0.5, 0.3);
            var flat = Math.Clamp((land.Inland.At(x, y) - 70) / 90, 0, 1) * Math.Clamp((-15 - land.Upland.At(x, y)) / 40, 0, 1);
            return flat * (0.85 * Hollows.Depth(wx, wy) + 0.7 * low + 0.22 * noise.Fractal(x, y, 170, 2)) - 0.1;
        }).Blurred(10);
    }

    /// <summary>Over 1: the current breaks wooden houses.</summary>
    public static GridField Current(GridField depth) => GridField.From(10, (x, y) =>
    {
        var (distance, share, _) = Curve.Nearest(Rivers.Shiomi.Line, x, y);
        return share < 0.3 ? Dry : 0.75 * depth.At(x, y) * Math.Exp(-(distance - Rivers.Shiomi.Width(share) / 2) / 95);
    }).Blurred(10);

    /// <summary>Over 0: the bank may be torn away; wider on the outer side of a bend.</summary>
    public static GridField BankErosion()
    {
        var noise = new Chance.SmoothNoise(5150);
        return GridField.From(10, (x, y) =>
        {
            var (distance, share, side) = Curve.Nearest(Rivers.Shiomi.Line, x, y);
            if (share is < 0.3 or > 0.97)
                return Dry;
            var outer = Math.Sign(side) * noise.At(share * 26, 0.5) * 16;
            return 17 + outer - (distance - Rivers.Shiomi.Width(share) / 2);
        }).Blurred(10);
    }

    /// <summary>Height of the lower bank along a river, smoothed; from source (0) to mouth (1) in 200 steps.</summary>
    private double[] Banks(Watercourse river)
    {
        var left = Curve.Beside(river.Line, t => river.Width(t) / 2 + 45);
        var right = Curve.Beside(river.Line, t => -river.Width(t) / 2 - 45);
        var raw = Enumerable.Range(0, 201).Select(k =>
        {
            var i = Math.Min(river.Line.Length - 1, k * river.Line.Length / 200);
            var bank = Math.Min(land.Height.At(left[i].X, left[i].Y), land.Height.At(right[i].X, right[i].Y));
            // Near its source a brook has no banks but slopes: its water does not climb them.
            return Math.Min(bank, land.Height.At(river.Line[i].X, river.Line[i].Y) + (river == Rivers.Shiomi ? 6 : 1.2));
        }).ToArray();
        // The first reach lies beyond the border, between hills.
        for (var k = 9; k >= 0; k--)
            raw[k] = Math.Min(raw[k], raw[k + 1] + 0.8);
        return [.. raw.Select((_, k) => raw[Math.Max(0, k - 6)..Math.Min(201, k + 7)].Average())];
    }

    private double Over(Watercourse river, double[] banks, double rise, double fall, double x, double y)
    {
        var (distance, share, _) = Curve.Nearest(river.Line, x, y);
        // Upstream reaches are narrow and carry less; the mouth is wide.
        var strength = rise * (0.3 + 0.7 * Math.Sin(Math.PI * Math.Clamp(share * 0.92 + 0.06, 0, 1)));
        // A brook floods its own valley and not the next one.
        var beyond = river == Rivers.Shiomi ? 0 : 0.15 * Math.Max(0, distance - 90);
        var level = banks[(int)(share * 200)] + strength - fall * distance - beyond;
        // Over the coastal plain the water runs off to the sea: its surface follows the lie of the land.
        var drained = 3.05 + 0.0029 * Math.Min(land.Inland.At(x, y), 1500) + 0.0062 * Math.Max(0, y - 1150) + 0.42 * rise * Math.Exp(-distance / 240);
        return Math.Min(level, river == Rivers.Shiomi ? drained : level) - land.Height.At(x, y);
    }

    private GridField FromTheSea(double level, double fall)
    {
        var depth = GridField.From(10, (x, y) =>
        {
            var inland = land.Inland.At(x, y);
            if (inland < 0)
                return level + 1;
            var way = inland;
            foreach (var river in Rivers.All)
            {
                var (distance, _, _) = Curve.Nearest(river.Line, x, y);
                way = Math.Min(way, 0.62 * inland + 0.9 * distance);
            }
            return level - fall * way - land.Height.At(x, y);
        });
        return Reached(depth.Blurred(10), (x, y) => land.Inland.At(x, y) < 0);
    }

    /// <summary>Only places that water can flow to from its source stay wet.</summary>
    private static GridField Reached(GridField depth, Func<double, double, bool> isSource)
    {
        var wet = new bool[depth.Columns, depth.Rows];
        var queue = new Queue<(int, int)>();
        for (var row = 0; row < depth.Rows; row++)
        {
            for (var column = 0; column < depth.Columns; column++)
            {
                if (depth[column, row] > 0 && isSource(depth.X(column), depth.Y(row)))
                {
                    wet[column, row] = true;
                    queue.Enqueue((column, row));
                }
            }
        }
        while (queue.TryDequeue(out var cell))
        {
            foreach (var (dx, dy) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
            {
                var (column, row) = (cell.Item1 + dx, cell.Item2 + dy);
                if (column < 0 || row < 0 || column >= depth.Columns || row >= depth.Rows || wet[column, row] || depth[column, row] <= 0)
                    continue;
                wet[column, row] = true;
                queue.Enqueue((column, row));
            }
        }
        var result = new GridField(depth.Cell);
        for (var row = 0; row < depth.Rows; row++)
        {
            for (var column = 0; column < depth.Columns; column++)
                result[column, row] = wet[column, row] ? depth[column, row] : Math.Min(depth[column, row], -0.4);
        }
        return result;
    }
}
