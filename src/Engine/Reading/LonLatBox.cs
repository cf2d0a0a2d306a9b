namespace Gis.Engine.Reading;

/// <summary>A box in degrees, longitude first, on JGD2011 (EPSG:6668). It does not cross the antimeridian.</summary>
/// <param name="West">Western edge, degrees east.</param>
/// <param name="South">Southern edge, degrees north.</param>
/// <param name="East">Eastern edge, degrees east.</param>
/// <param name="North">Northern edge, degrees north.</param>
public readonly record struct LonLatBox(double West, double South, double East, double North)
{
    /// <summary>The middle: longitude, latitude.</summary>
    public IReadOnlyList<double> Center => [(West + East) / 2, (South + North) / 2];

    /// <summary>West, south, east, north.</summary>
    public IReadOnlyList<double> ToList() => [West, South, East, North];

    /// <summary>The smallest box that holds both.</summary>
    public LonLatBox Union(LonLatBox other) => new(
        Math.Min(West, other.West), Math.Min(South, other.South), Math.Max(East, other.East), Math.Max(North, other.North));

    /// <summary>Reads west, south, east, north; null when the list is null or not four finite numbers.</summary>
    public static LonLatBox? From(IReadOnlyList<double>? box) =>
        box is [var w, var s, var e, var n] && box.All(double.IsFinite) ? new LonLatBox(w, s, e, n) : null;
}
