namespace Gis.Importer.Formats;

/// <summary>What shapes a dataset carries; single and multi geometries are one family.</summary>
public enum GeometryFamily
{
    /// <summary>Rows have no geometry.</summary>
    None,

    /// <summary>Points.</summary>
    Point,

    /// <summary>Lines.</summary>
    Line,

    /// <summary>Areas.</summary>
    Polygon,

    /// <summary>More than one of them, or not known before reading.</summary>
    Mixed,
}
