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

    /// <summary>The plain form of an object of NetTopologySuite; null for one that has none (several points, a collection, nothing at all).</summary>
    /// <param name="shape">Two dimensions of it are taken.</param>
    public static FlatShape? Of(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.IsEmpty)
            return null;
        return shape switch
        {
            Point point => Point(point.X, point.Y),
            LineString line => Of(FlatKind.Line, line.NumPoints, [line], [1]),
            Polygon area => Of(FlatKind.Polygon, area.NumPoints, [.. Rings(area)], [area.NumInteriorRings + 1]),
            MultiLineString lines when NoneEmpty(lines) => Of(FlatKind.Line, lines.NumPoints, [.. lines.Geometries.Cast<LineString>()], [.. Enumerable.Range(1, lines.Count)]),
            MultiPolygon areas when NoneEmpty(areas) => OfAreas(areas),
            _ => null,
        };
    }

    private static FlatShape OfAreas(MultiPolygon areas)
    {
        var ends = new int[areas.Count];
        for (int i = 0, rings = 0; i < ends.Length; i++)
            ends[i] = rings += ((Polygon)areas[i]).NumInteriorRings + 1;
        return Of(FlatKind.Polygon, areas.NumPoints, [.. areas.Geometries.Cast<Polygon>().SelectMany(Rings)], ends);
    }

    private static FlatShape Of(FlatKind kind, int points, ReadOnlySpan<LineString> rings, int[] partEnds)
    {
        var (x, y, ends) = (new double[points], new double[points], new int[rings.Length]);
        var at = 0;
        for (var ring = 0; ring < rings.Length; ring++)
        {
            var positions = rings[ring].CoordinateSequence;
            for (var i = 0; i < positions.Count; i++, at++)
                (x[at], y[at]) = (positions.GetX(i), positions.GetY(i));
            ends[ring] = at;
        }

        return new FlatShape(kind, x, y, ends, partEnds);
    }

    private static IEnumerable<LineString> Rings(Polygon area) => area.InteriorRings.Prepend(area.ExteriorRing);

    private static bool NoneEmpty(GeometryCollection parts) => Array.TrueForAll(parts.Geometries, p => !p.IsEmpty);

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
