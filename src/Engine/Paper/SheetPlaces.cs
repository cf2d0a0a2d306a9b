using Gis.Core.Geodesy;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Paper;

/// <summary>Shapes and places on a sheet.</summary>
public static class SheetPlaces
{
    /// <summary>A shape in degrees in the units of a sheet; the shape itself stays as it is.</summary>
    public static Geometry Put(SheetFrame frame, Geometry shape)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(shape);
        return ToSheet.Apply(frame, shape.Copy());
    }

    /// <summary>Whether a place lies in an area of the sheet.</summary>
    public static bool Within(SheetFrame frame, Geometry area, LonLat place)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var (x, y) = frame.At(place);
        return SimplePointInAreaLocator.Locate(new Coordinate(x, y), area) != Location.Exterior;
    }
}
