namespace Gis.Importer.Formats;

/// <summary>Whether a row has a place on the earth.</summary>
public abstract record Placement
{
    private Placement()
    {
    }

    /// <summary>The geometry is where it says.</summary>
    public static Placement Placed { get; } = new OnEarth();

    /// <summary>The geometry is in EPSG:6668.</summary>
    public sealed record OnEarth : Placement;

    /// <summary>
    /// No place is known: a 任意座標系 map (<paramref name="MapName"/> says which; its geometry keeps local coordinates) or a row without
    /// coordinates (<paramref name="MapName"/> null, geometry null). Never to be drawn at a guessed spot.
    /// </summary>
    /// <param name="MapName">地図名 of the map without world coordinates, null for a row that simply has none.</param>
    public sealed record Unplaced(string? MapName) : Placement;
}
