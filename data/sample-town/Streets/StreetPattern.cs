using Gis.SampleTown.Chance;
using Gis.SampleTown.Parcels;
using Gis.SampleTown.Plan;
using Gis.SampleTown.Shapes;
using Gis.SampleTown.Terrain;

namespace Gis.SampleTown.Streets;

/// <summary>How ground is divided into blocks and lots.</summary>
/// <param name="BlockDepth">Wished distance between two parallel streets, in metres.</param>
/// <param name="BlockLength">Wished distance between two cross streets.</param>
/// <param name="LaneWidth">Width of an ordinary street.</param>
/// <param name="LotDepth">Wished depth of a lot behind its street.</param>
/// <param name="Frontage">Wished width of a lot along its street.</param>
/// <param name="Use">What the lots are used for, unless a place says otherwise.</param>
internal sealed record StreetPattern(double BlockDepth, double BlockLength, double LaneWidth, double LotDepth, double Frontage, LandUse Use)
{
    public bool IsBuiltUp => Use is LandUse.House or LandUse.Shop;

    public static readonly StreetPattern OldTown = new(37, 84, 4, 17, 9.2, LandUse.House);
    public static readonly StreetPattern FishingHamlet = new(29, 62, 3, 13, 9.6, LandUse.House);
    public static readonly StreetPattern NewTown = new(37, 96, 6, 15.5, 12.4, LandUse.House);
    public static readonly StreetPattern Estate = new(35, 92, 5, 15.2, 12, LandUse.House);
    public static readonly StreetPattern Suburb = new(41, 92, 4.5, 18, 13.4, LandUse.House);
    public static readonly StreetPattern Fields = new(76, 126, 3, 35, 16.5, LandUse.Field);
    public static readonly StreetPattern TerracedFields = new(46, 110, 2.5, 20, 15, LandUse.Field);
}

/// <summary>Which pattern a place has, and in which direction its streets run.</summary>
internal sealed class StreetPlan(Landform land)
{
    private readonly SmoothNoise _noise = new(404);

    public StreetPattern PatternAt(double x, double y)
    {
        if (IsNewTown(x, y))
            return StreetPattern.NewTown;
        if (Terraces.Distance(x, y) < 30)
            return x < 3000 ? StreetPattern.Estate : y > 1880 && x < 4380 ? StreetPattern.Suburb : StreetPattern.TerracedFields;
        if (y < 1120 && x is > 1240 and < 1840 || x is > 1000 and < 1300 && y < 950)
            return StreetPattern.FishingHamlet;
        if (x is > 1640 and < 2720 && y < 1470)
            return StreetPattern.OldTown;
        if (x is >= 2720 and < 4480 && y < 1200 || x is > 3950 and < 4350 && y < 1560 || x is >= 2720 and < 3000 && y < 1700 || x is > 1300 and < 1700 && y < 1420)
            return StreetPattern.Suburb;
        // Ribbon of houses north of the old town, thinning out with distance.
        if (x is > 1980 and < 2560 && y < 1680 + 70 * _noise.At(x / 180, 3))
            return StreetPattern.Suburb;
        return land.Slope(x, y) > 0.045 ? StreetPattern.TerracedFields : StreetPattern.Fields;
    }

    public static bool IsNewTown(double x, double y) => x is > 2990 and < 3965 && y is > 1090 and < 2010;

    /// <summary>The direction of the long sides of blocks: with the ruler in 新町, else along shore, river, main road and slope together.</summary>
    public Direction DirectionAt(double x, double y)
    {
        if (IsNewTown(x, y))
            return new Direction(1, 0);
        // Directions are added at twice their angle, so that opposite ones are the same.
        double cos = 0, sin = 0;
        Add(_noise.At(x / 600, y / 600) * 1.2 + 0.2, 0.25);
        var (inlandEast, inlandNorth) = land.Inland.Gradient(x, y, 30);
        Add(Math.Atan2(inlandEast, -inlandNorth) + Math.PI, 0.9 * Math.Exp(-Math.Max(0, land.Inland.At(x, y)) / 260));
        foreach (var river in Rivers.All)
            AddLine(river.Line, 0.8, 150);
        foreach (var road in MainRoads.All)
            AddLine(road.Line, 0.9, 90);
        var (east, north) = land.Height.Gradient(x, y, 25);
        Add(Math.Atan2(east, -north), 9 * Math.Sqrt(east * east + north * north));
        return Direction.Of(Math.Atan2(sin, cos) / 2);

        void AddLine(NetTopologySuite.Geometries.Coordinate[] line, double weight, double reach)
        {
            var distance = Curve.Nearest(line, x, y).Distance;
            if (distance > 4 * reach)
                return;
            var near = line.MinBy(c => (c.X - x) * (c.X - x) + (c.Y - y) * (c.Y - y))!;
            var i = Math.Clamp(Array.IndexOf(line, near), 1, line.Length - 2);
            Add(Math.Atan2(line[i + 1].Y - line[i - 1].Y, line[i + 1].X - line[i - 1].X), weight * Math.Exp(-distance / reach));
        }

        void Add(double angle, double weight)
        {
            cos += weight * Math.Cos(2 * angle);
            sin += weight * Math.Sin(2 * angle);
        }
    }
}
