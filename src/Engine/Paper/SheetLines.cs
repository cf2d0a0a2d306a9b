using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.LinearReferencing;
using NetTopologySuite.Operation.Linemerge;

namespace Gis.Engine.Paper;

/// <summary>Finds where a name can stand along lines: pieces as long as the name, on which a line hardly leaves the straight.</summary>
internal static class SheetLines
{
    // A lane hardly longer than its name would be hidden by it.
    private const double Least = 1.8;

    private const int MostSteps = 40;

    /// <summary>Middles and angles of such pieces. Lines that meet end to end are one line: a road is stored in pieces from bridge to bridge.</summary>
    /// <param name="lines">Lines of one name, in units.</param>
    /// <param name="length">Length of the name in units.</param>
    /// <param name="play">How far a line may leave the straight, in units.</param>
    /// <returns>Middle in units; angle in radians from the x axis towards the y axis, so that the name is not upside down.</returns>
    public static IEnumerable<(double X, double Y, double Angle)> Pieces(Geometry lines, double length, double play)
    {
        var merger = new LineMerger();
        merger.Add(lines);
        foreach (var line in merger.GetMergedLineStrings().OfType<LineString>().Where(l => l.Length >= length * Least))
        {
            var along = new LengthIndexedLine(line);
            var room = line.Length - length;
            var steps = Math.Clamp((int)(room / (length / 4)), 1, MostSteps);
            for (var step = 0; step <= steps; step++)
            {
                var start = room * step / steps;
                var piece = along.ExtractLine(start, start + length).Coordinates;
                var (from, to) = (piece[0], piece[^1]);
                if (from.Distance(to) < length * 0.97 || piece.Any(c => DistanceComputer.PointToLinePerpendicular(c, from, to) > play))
                    continue;
                var angle = Math.Atan2(to.Y - from.Y, to.X - from.X);
                if (Math.Abs(angle) > Math.PI / 2)
                    angle -= Math.Sign(angle) * Math.PI;
                yield return ((from.X + to.X) / 2, (from.Y + to.Y) / 2, angle);
            }
        }
    }
}
