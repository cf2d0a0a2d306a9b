namespace Gis.Importer.Formats;

/// <summary>What the person at the command line knows better than the detection; null means "detect".</summary>
/// <param name="Encoding">Text encoding by its usual name (<c>CP932</c>, <c>UTF-8</c>, <c>UTF-16</c>); applies to every file opened with it.</param>
/// <param name="Crs">Coordinate reference system of the source coordinates.</param>
/// <param name="Near">Where the data can be expected, for columns of metres that do not say their zone, asked for only then; null when nobody knows.</param>
/// <param name="Dataset">Name of the dataset that is wanted; readers open parts that are otherwise left closed (筆界点 of 地図XML).</param>
/// <param name="Grids">Shift grids that the town supplies, or null.</param>
public sealed record ReadOptions(
    string? Encoding = null, Crs? Crs = null, Lazy<PlaceHint?>? Near = null, string? Dataset = null, Coordinates.DatumGrids? Grids = null)
{
    /// <summary>Detect everything.</summary>
    public static ReadOptions Detect { get; } = new();
}

/// <summary>Where a town lies. It only decides between readings that the source leaves open, and the report says when it did.</summary>
/// <param name="Zone">The town's plane zone.</param>
/// <param name="West">Smallest longitude in degrees, null without a boundary.</param>
/// <param name="South">Smallest latitude in degrees.</param>
/// <param name="East">Largest longitude in degrees.</param>
/// <param name="North">Largest latitude in degrees.</param>
public sealed record PlaceHint(Gis.Core.Geodesy.PlaneZone Zone, double? West = null, double South = 0, double East = 0, double North = 0)
{
    private const double Margin = 0.05;

    /// <summary>Whether a position lies in the town's surroundings; null when these are not known.</summary>
    public bool? Holds(Gis.Core.Geodesy.LonLat position) => West is not { } west
        ? null
        : position.Lon >= west - Margin && position.Lon <= East + Margin && position.Lat >= South - Margin && position.Lat <= North + Margin;
}
