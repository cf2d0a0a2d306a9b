using Gis.SampleTown.Chance;
using Gis.SampleTown.Plan;
using Gis.SampleTown.Shapes;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Terrain;

/// <summary>
/// The ground of the town: a height field made from the plan (coast, rivers, plain, terraces) and seeded noise.
/// Everything else (streets, land use, hazards) asks this.
/// </summary>
internal sealed class Landform
{
    private static readonly Coordinate[] Plain = Curve.Through(
        [(1150, 780), (1210, 1100), (1330, 1320), (1560, 1480), (1830, 1620), (2010, 1950), (2060, 2400), (2090, 2800), (2060, 3200), (2130, 3600), (2080, 4000),
         (2100, 4500), (2330, 4500), (2420, 4100), (2560, 3700), (2660, 3300), (2900, 3000), (3150, 2800), (3450, 2840), (3750, 2980), (3990, 2960), (3820, 2640),
         (3560, 2360), (3620, 2080), (3980, 1960), (4170, 1700), (4300, 1480), (4420, 1260), (4560, 1080), (4000, 500), (1200, 500)], 40, closed: true);

    private readonly SmoothNoise _noise = new(2026);
    private readonly Coordinate[] _coast = [.. Coast.Island.ExteriorRing.Coordinates];

    public Landform()
    {
        Inland = GridField.From(20, (x, y) => Signed(_coast, x, y)).Blurred(20);
        var plain = GridField.From(20, (x, y) => -Signed(Plain, x, y));
        var valley = GridField.From(20, ValleyDistance);
        Upland = GridField.From(10, (x, y) => UplandDistance(plain, valley, x, y)).Blurred(10);
        var flat = GridField.From(20, (x, y) => FlatGround(x, y, Inland.At(x, y)));
        Height = GridField.From(10, (x, y) => HeightOf(flat.At(x, y), x, y)).Blurred(10);
    }

    /// <summary>Distance to the shore in metres, positive on land.</summary>
    public GridField Inland { get; }

    /// <summary>Below 0: ground people use; above 0: wooded hills. In metres, roughly the distance from the foot of the hill.</summary>
    public GridField Upland { get; }

    /// <summary>Metres above the sea (東京湾平均海面).</summary>
    public GridField Height { get; }

    /// <summary>Rise per metre, 0.58 = 30°.</summary>
    public double Slope(double x, double y)
    {
        var (east, north) = Height.Gradient(x, y);
        return Math.Sqrt(east * east + north * north);
    }

    private static double Signed(Coordinate[] ring, double x, double y)
    {
        var distance = Curve.Nearest(ring, x, y).Distance;
        var inside = NetTopologySuite.Algorithm.PointLocation.IsInRing(new Coordinate(x, y), ring);
        return inside ? distance : -distance;
    }

    /// <summary>Distance from the floor of the nearest side valley; floors are a few metres wide at the head and wide at the mouth.</summary>
    private static double ValleyDistance(double x, double y)
    {
        var best = double.MaxValue;
        foreach (var stream in Rivers.SideValleys)
        {
            var (distance, share, _) = Curve.Nearest(stream, x, y);
            best = Math.Min(best, distance - 6 - 62 * share);
        }
        foreach (var river in new[] { Rivers.Ozawa, Rivers.Nishiya })
        {
            var (distance, share, _) = Curve.Nearest(river.Line, x, y);
            best = Math.Min(best, distance - 22 - 88 * share);
        }
        return best;
    }

    private double UplandDistance(GridField plain, GridField valley, double x, double y)
    {
        var rough = 75 * _noise.Fractal(x, y, 520, 2) + 26 * _noise.At(x / 130, y / 130);
        var upland = Math.Min(plain.At(x, y) + rough, valley.At(x, y) + 0.35 * rough);
        upland = Math.Min(upland, Terraces.Distance(x, y) + 0.6 * rough);
        // The plain's own ground must not be eaten by noise where the town stands.
        return plain.At(x, y) < -170 ? Math.Min(upland, -20) : upland;
    }

    private double HeightOf(double ground, double x, double y)
    {
        var inland = Inland.At(x, y);
        if (inland < 0)
            return Math.Max(-25, 0.03 * inland - 0.4);
        var upland = Upland.At(x, y);
        if (upland > 0)
        {
            var gentle = 150 + 110 * (1 + _noise.At(x / 310 + 40, y / 310));
            var crest = 0.72 + 0.28 * _noise.Fractal(x + 3000, y, 760, 3);
            var rise = 118 * (1 - Math.Exp(-upland / gentle)) + 0.10 * upland;
            var detail = 9 * _noise.Fractal(x, y + 5000, 150, 3) * Math.Min(1, upland / 120);
            ground += (rise * crest + detail) * Smooth(inland / 70);
        }
        return Math.Max(0.6, ground * Math.Min(1, 0.25 + inland / 40));
    }

    /// <summary>The plain: beach ridge, back marsh, rise to the north, natural levees, hollows and the rivers' beds.</summary>
    private double FlatGround(double x, double y, double inland)
    {
        var ground = 1.9 + 0.0016 * Math.Min(inland, 1500) + 0.0062 * Math.Max(0, y - 1150) + 0.25 * _noise.At(x / 240, y / 240);
        ground += 2.6 * Math.Exp(-Square((inland - 95) / 60));
        ground += Terraces.Lift(x, y);
        ground -= Hollows.Depth(x, y);
        foreach (var stream in Rivers.SideValleys)
        {
            var (distance, share, _) = Curve.Nearest(stream, x, y);
            ground += 0.055 * Curve.Length(stream) * Math.Pow(1 - share, 1.4) * Math.Exp(-Square(distance / 190));
        }
        foreach (var river in Rivers.All)
        {
            var (distance, share, _) = Curve.Nearest(river.Line, x, y);
            var half = river.Width(share) / 2;
            var bed = river.BedHeight(share);
            if (river == Rivers.Shiomi)
                ground += 0.9 * Math.Exp(-Square((distance - half - 25) / 45));
            else
                ground += (bed + 2.2 + 0.035 * distance - ground) * Math.Exp(-Square(distance / 210)) * Smooth((1 - share) * 4);
            var bank = Smooth((distance - half) / 14);
            ground -= (1 - bank) * (1.6 + half / 9);
        }
        return ground;
    }

    private static double Smooth(double t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }

    private static double Square(double v) => v * v;
}
