using Gis.Core.Geometry;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Checks;

/// <summary>What the checks made of a row.</summary>
/// <param name="Kept">False: it goes to the rows set aside.</param>
/// <param name="Shape">Valid shape in EPSG:6668, or null (no place).</param>
/// <param name="Local">Valid shape in a map's own metres, or null.</param>
/// <param name="MapName">The map without a place that the shape belongs to, or null.</param>
/// <param name="Reason">Why it is set aside.</param>
internal readonly record struct CheckedRow(bool Kept, Geometry? Shape, Geometry? Local, string? MapName, PlaceFault? Reason)
{
    /// <summary>The valid shape in EPSG:6668 as plain arrays, instead of <see cref="Shape"/>.</summary>
    public FlatShape? Flat { get; init; }

    /// <summary>Whether shape or values were repaired.</summary>
    public bool IsRepaired { get; init; }

    /// <summary>Whether it is counted as having its place (a register's row needs none).</summary>
    public bool IsPlaced { get; init; }

    /// <summary>Whether it lies wholly outside the town.</summary>
    public bool IsOutside { get; init; }
}

/// <summary>Where a row stands: what the checks need besides the row itself.</summary>
/// <param name="File">The file it comes from.</param>
/// <param name="Zone">Zone of the source's coordinates, or null when they are geographic.</param>
/// <param name="TownCode">Municipality code that the file states of all its rows, or null.</param>
internal sealed record RowOrigin(string File, Core.Geodesy.PlaneZone? Zone, string? TownCode);
