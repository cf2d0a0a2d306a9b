using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.Importer.Formats.Gml;

/// <summary>Puts together an area that was delivered as many touching pieces.</summary>
internal static class Dissolving
{
    // About a tenth of a millimetre: pieces that share a corner wrote it with different last digits.
    private const double Grid = 1e9;
    private const double AreaTolerance = 1e-6;

    /// <summary>The union of the pieces; as they are when they cannot be put together.</summary>
    public static Geometry Union(MultiPolygon pieces)
    {
        var flat = pieces.Geometries.OfType<Polygon>().Select(Rounded).OfType<Polygon>().ToArray();
        if (flat.Length == 0)
            return pieces;
        var all = pieces.Factory.CreateMultiPolygon(flat);
        try
        {
            // Pieces that only touch need no more than their shared edges taken out. Where they overlap, or meet in the middle of an edge, the area shows it.
            var quick = CoverageUnion.Union(all);
            if (quick.IsValid && Math.Abs(quick.Area - all.Area) <= all.Area * AreaTolerance)
                return quick;
        }
        catch (Exception e) when (e is TopologyException or ArgumentException or InvalidOperationException)
        {
            // The slower way takes any input.
        }

        try
        {
            return OverlayNGRobust.Union((Geometry)all);
        }
        catch (Exception e) when (e is TopologyException or ArgumentException)
        {
            return all;
        }
    }

    // Walls stand on a line when the height is dropped.
    private static Polygon? Rounded(Polygon piece)
    {
        var copy = (Polygon)piece.Copy();
        copy.Apply(new Rounding());
        copy.GeometryChanged();
        return copy.Area > 0 ? copy : null;
    }

    private sealed class Rounding : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence)
        {
            for (var i = 0; i < sequence.Count; i++)
            {
                sequence.SetX(i, Math.Round(sequence.GetX(i) * Grid) / Grid);
                sequence.SetY(i, Math.Round(sequence.GetY(i) * Grid) / Grid);
            }
        }
    }
}
