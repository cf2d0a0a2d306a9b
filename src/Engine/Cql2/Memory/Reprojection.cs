using Gis.Core.Geodesy;
using Gis.Engine.Cql2.Checking;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Engine.Cql2.Memory;

/// <summary>Moves shapes between longitude/latitude, Web Mercator and the plane zones of JGD2011; x is always east.</summary>
internal static class Reprojection
{
    /// <summary>The way from one CRS to another, or null when the platform does not calculate one of them.</summary>
    public static Func<Shape, Shape>? Between(int from, int to)
    {
        if (Cql2Crs.IsSame(from, to))
            return shape => shape;
        if (ToLonLat(from) is not { } start || FromLonLat(to) is not { } end)
            return null;
        return shape =>
        {
            var copy = shape.Copy();
            copy.Apply(new Mover((x, y) => end(start(x, y))));
            return copy;
        };
    }

    private static Func<double, double, LonLat>? ToLonLat(int srid) => srid switch
    {
        4326 or 6668 => (x, y) => new LonLat(x, y),
        3857 => WebMercator.ToLonLat,
        > 6668 and <= 6687 => (x, y) => new PlaneZone(srid - 6668).ToLonLat(new PlanePoint(y, x)),
        _ => null,
    };

    private static Func<LonLat, (double X, double Y)>? FromLonLat(int srid) => srid switch
    {
        4326 or 6668 => p => (p.Lon, p.Lat),
        3857 => WebMercator.FromLonLat,
        > 6668 and <= 6687 => p =>
        {
            var plane = new PlaneZone(srid - 6668).ToPlane(p);
            return (plane.East, plane.North);
        }
        ,
        _ => null,
    };

    private sealed class Mover(Func<double, double, (double X, double Y)> move) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var (x, y) = move(seq.GetX(i), seq.GetY(i));
            seq.SetOrdinate(i, 0, x);
            seq.SetOrdinate(i, 1, y);
        }
    }
}
