using System.Text;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Paper;

/// <summary>Shapes of a sheet as SVG path data in whole units. Outer rings run one way and holes the other, so that overlapping areas in one path fill each other.</summary>
internal static class SheetPath
{
    /// <summary>Appends the lines and areas of a shape.</summary>
    public static void Append(StringBuilder path, Geometry shape)
    {
        switch (shape)
        {
            case LineString line:
                Append(path, line.CoordinateSequence, isRing: false, backwards: false);
                break;
            case Polygon area when !area.IsEmpty:
                AppendRing(path, area.ExteriorRing, wantCcw: true);
                foreach (var hole in area.InteriorRings)
                    AppendRing(path, hole, wantCcw: false);
                break;
            case GeometryCollection many:
                foreach (var one in many.Geometries)
                    Append(path, one);
                break;
        }
    }

    private static void AppendRing(StringBuilder path, LineString ring, bool wantCcw)
    {
        if (ring.NumPoints >= 4)
            Append(path, ring.CoordinateSequence, isRing: true, Orientation.IsCCW(ring.CoordinateSequence) != wantCcw);
    }

    private static void Append(StringBuilder path, CoordinateSequence corners, bool isRing, bool backwards)
    {
        var (begun, x, y, last) = (path.Length, 0, 0, 0);
        for (var i = 0; i < corners.Count; i++)
        {
            var corner = backwards ? corners.Count - 1 - i : i;
            var (nextX, nextY) = (Round(corners.GetX(corner)), Round(corners.GetY(corner)));
            if (i == 0)
            {
                path.Append('M').Append(nextX).Append(' ').Append(nextY).Append('l');
            }
            else if (nextX != x || nextY != y)
            {
                path.Append(last++ > 0 ? " " : "").Append(nextX - x).Append(' ').Append(nextY - y);
            }

            (x, y) = (nextX, nextY);
        }

        if (last == 0)
            path.Length = begun;
        else if (isRing)
            path.Append('z');
    }

    private static int Round(double unit) => (int)Math.Round(Math.Clamp(unit, -1e8, 1e8));
}
