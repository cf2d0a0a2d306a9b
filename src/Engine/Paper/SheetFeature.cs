using Gis.Core.Geodesy;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Paper;

/// <summary>A feature on a sheet.</summary>
/// <param name="Shape">Its shape in the units of the sheet.</param>
/// <param name="Values">Its values by field name: string, double or bool.</param>
public sealed record SheetFeature(Geometry Shape, IReadOnlyDictionary<string, object> Values)
{
    /// <summary>0 points, 1 lines, 2 areas.</summary>
    public int Dimension => (int)Shape.Dimension;

    /// <summary>A value, or null.</summary>
    public object? Value(string? field) => field is null ? null : Values.GetValueOrDefault(field);
}

/// <summary>Puts shapes in degrees into the units of a sheet, each corner by itself.</summary>
/// <param name="frame">The sheet.</param>
internal sealed class ToSheet(SheetFrame frame) : IEntireCoordinateSequenceFilter
{
    public bool Done => false;

    public bool GeometryChanged => true;

    /// <summary>Changes a shape in place.</summary>
    public static Geometry Apply(SheetFrame frame, Geometry shape)
    {
        shape.Apply(new ToSheet(frame));
        return shape;
    }

    public void Filter(CoordinateSequence corners)
    {
        for (var i = 0; i < corners.Count; i++)
        {
            var (x, y) = frame.At(new LonLat(corners.GetX(i), corners.GetY(i)));
            corners.SetX(i, x);
            corners.SetY(i, y);
        }
    }
}
