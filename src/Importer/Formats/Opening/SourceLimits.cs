namespace Gis.Importer.Formats;

/// <summary>Bounds that keep a hostile or broken archive from filling the disk.</summary>
/// <param name="Entries">Files in an archive, nested archives included.</param>
/// <param name="Bytes">Unpacked bytes altogether.</param>
/// <param name="Ratio">Unpacked size by packed size of one member, looked at above 16 MiB.</param>
/// <param name="Depth">Archives within archives; the files of a prefecture's 地図XML lie two deep.</param>
public sealed record SourceLimits(int Entries = 50_000, long Bytes = 32L << 30, int Ratio = 250, int Depth = 4)
{
    /// <summary>What a town's own files stay far below.</summary>
    public static SourceLimits Default { get; } = new();
}
