namespace Gis.Importer.Formats;

/// <summary>What the person at the command line knows better than the detection; null means "detect".</summary>
/// <param name="Encoding">Text encoding by its usual name (<c>CP932</c>, <c>UTF-8</c>, <c>UTF-16</c>); applies to every file opened with it.</param>
/// <param name="Crs">Coordinate reference system of the source coordinates.</param>
public sealed record ReadOptions(string? Encoding = null, Crs? Crs = null)
{
    /// <summary>Detect everything.</summary>
    public static ReadOptions Detect { get; } = new();
}
