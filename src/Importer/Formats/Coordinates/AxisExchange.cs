using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Coordinates;

/// <summary>Exchanges x and y of every vertex in place: latitude, longitude becomes longitude, latitude.</summary>
internal sealed class AxisExchange : IEntireCoordinateSequenceFilter
{
    public bool Done => false;

    public bool GeometryChanged => true;

    /// <summary>Exchanges the axes of a geometry.</summary>
    public static void Apply(Geometry geometry)
    {
        geometry.Apply(new AxisExchange());
        geometry.GeometryChanged();
    }

    public void Filter(CoordinateSequence sequence)
    {
        for (var i = 0; i < sequence.Count; i++)
        {
            var (x, y) = (sequence.GetX(i), sequence.GetY(i));
            sequence.SetX(i, y);
            sequence.SetY(i, x);
        }
    }
}
