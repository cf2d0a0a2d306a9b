using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using Gis.Engine.Reading;
using NetTopologySuite.Geometries;

namespace Gis.MapServer.Features.Crs;

/// <summary>The area of a <c>bbox</c>: shapes that a feature must meet one of.</summary>
/// <param name="Shapes">As EWKB, in longitude and latitude (EPSG:6668) or in EPSG:3857, which is stored beside.</param>
/// <param name="IsMercator">Whether the shapes are in EPSG:3857.</param>
public sealed record QueryArea(IReadOnlyList<byte[]> Shapes, bool IsMercator)
{
    // The side of a box in a plane is a curve in longitude and latitude; between so many points the difference is far below a millimetre in a town.
    private const int PointsOfASide = 64;

    private static readonly GeometryFactory Degrees = new(new PrecisionModel(), 6668);
    private static readonly GeometryFactory Metres = new(new PrecisionModel(), 3857);

    /// <summary>Boxes in longitude and latitude.</summary>
    public static QueryArea Of(IReadOnlyList<LonLatBox> boxes) =>
        new([.. boxes.Select(b => Ewkb.Write(Degrees.ToGeometry(new Envelope(b.West, b.East, b.South, b.North))))], false);

    /// <summary>A box in metres.</summary>
    /// <param name="crs">A projected system.</param>
    /// <param name="low">Its lower corner, in the order of the system's axes.</param>
    /// <param name="high">Its upper corner.</param>
    public static QueryArea OfPlane(FeatureCrs crs, (double First, double Second) low, (double First, double Second) high)
    {
        ArgumentNullException.ThrowIfNull(crs);
        if (crs.Axes.Srid == 3857)
            return new([Ewkb.Write(Metres.ToGeometry(new Envelope(low.First, high.First, low.Second, high.Second)))], true);
        if (low.First == high.First || low.Second == high.Second)
            return new([Ewkb.Write(Line(crs, low, high))], false);
        (double, double)[] corners = [low, (high.First, low.Second), high, (low.First, high.Second), low];
        var ring = Enumerable.Range(0, 4).SelectMany(side => Side(crs, corners[side], corners[side + 1])).ToList();
        return new([Ewkb.Write(Degrees.CreatePolygon([.. ring, ring[0].Copy()]))], false);
    }

    // A box without width or height.
    private static NetTopologySuite.Geometries.Geometry Line(FeatureCrs crs, (double First, double Second) low, (double First, double Second) high) =>
        low == high
            ? Degrees.CreatePoint(Position(crs.ToLonLat(low.First, low.Second)))
            : Degrees.CreateLineString([.. Side(crs, low, high), Position(crs.ToLonLat(high.First, high.Second))]);

    private static IEnumerable<Coordinate> Side(FeatureCrs crs, (double First, double Second) from, (double First, double Second) to)
    {
        for (var i = 0; i < PointsOfASide; i++)
        {
            var part = (double)i / PointsOfASide;
            yield return Position(crs.ToLonLat(from.First + ((to.First - from.First) * part), from.Second + ((to.Second - from.Second) * part)));
        }
    }

    private static Coordinate Position(LonLat p) => new(p.Lon, p.Lat);
}
