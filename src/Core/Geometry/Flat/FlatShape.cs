using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Core.Geometry;

/// <summary>What a <see cref="FlatShape"/> is made of.</summary>
public enum FlatKind
{
    /// <summary>One position.</summary>
    Point,

    /// <summary>One or several lines.</summary>
    Line,

    /// <summary>One or several areas; each is an outer ring and its holes.</summary>
    Polygon,
}

/// <summary>
/// A shape as plain arrays: what a bulk load needs in order to check and write millions of shapes without an object a vertex. Coordinates are x = longitude or
/// east, y = latitude or north, in the system of its owner.
/// </summary>
/// <param name="Kind">What it is made of.</param>
/// <param name="X">All x, ring after ring.</param>
/// <param name="Y">All y.</param>
/// <param name="RingEnds">For each ring or line, the index behind its last position. Rings repeat their first position at the end.</param>
/// <param name="PartEnds">For each part, the index behind its last ring. The first ring of an area is its outer one.</param>
public sealed record FlatShape(FlatKind Kind, double[] X, double[] Y, int[] RingEnds, int[] PartEnds)
{
    /// <summary>One position.</summary>
    public static FlatShape Point(double x, double y) => new(FlatKind.Point, [x], [y], [1], [1]);

    /// <summary>Number of parts.</summary>
    public int Parts => PartEnds.Length;

    /// <summary>The smallest box around all positions.</summary>
    public Envelope Box()
    {
        var (minX, minY, maxX, maxY) = (X[0], Y[0], X[0], Y[0]);
        for (var i = 1; i < X.Length; i++)
        {
            minX = Math.Min(minX, X[i]);
            maxX = Math.Max(maxX, X[i]);
            minY = Math.Min(minY, Y[i]);
            maxY = Math.Max(maxY, Y[i]);
        }

        return new Envelope(minX, maxX, minY, maxY);
    }

    /// <summary>Index of a ring's first position.</summary>
    public int RingStart(int ring) => ring == 0 ? 0 : RingEnds[ring - 1];

    /// <summary>Index of a part's first ring.</summary>
    public int PartStart(int part) => part == 0 ? 0 : PartEnds[part - 1];

    /// <summary>The same as an object of NetTopologySuite; single when it has one part.</summary>
    /// <param name="srid">Its SRID.</param>
    /// <exception cref="ArgumentException">A ring has too few positions or is open.</exception>
    public Shape ToGeometry(int srid = 0)
    {
        var factory = new GeometryFactory(new PrecisionModel(), srid);
        if (Kind == FlatKind.Point)
            return factory.CreatePoint(new Coordinate(X[0], Y[0]));
        if (Kind == FlatKind.Line)
        {
            var lines = Enumerable.Range(0, RingEnds.Length).Select(r => factory.CreateLineString(Positions(r))).ToArray();
            return lines.Length == 1 ? lines[0] : factory.CreateMultiLineString(lines);
        }

        var areas = Enumerable.Range(0, Parts).Select(part => Area(factory, part)).ToArray();
        return areas.Length == 1 ? areas[0] : factory.CreateMultiPolygon(areas);
    }

    private Polygon Area(GeometryFactory factory, int part)
    {
        var first = PartStart(part);
        var holes = Enumerable.Range(first + 1, PartEnds[part] - first - 1).Select(r => factory.CreateLinearRing(Positions(r))).ToArray();
        return factory.CreatePolygon(factory.CreateLinearRing(Positions(first)), holes);
    }

    private Coordinate[] Positions(int ring)
    {
        var start = RingStart(ring);
        var positions = new Coordinate[RingEnds[ring] - start];
        for (var i = 0; i < positions.Length; i++)
            positions[i] = new Coordinate(X[start + i], Y[start + i]);
        return positions;
    }
}
