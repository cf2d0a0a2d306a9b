namespace Gis.Importer.Formats;

/// <summary>Tells a disk without room from every other fault of a file: it is not the file's fault, and no reader may explain it away.</summary>
internal static class FullDisk
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = 112;

    /// <summary>Whether a file could not be written for lack of room.</summary>
    public static bool Is(IOException error) => (error.HResult & 0xFFFF) is NoSpaceLeft or QuotaExceeded or WindowsDiskFull;
}
