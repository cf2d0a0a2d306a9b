using System.IO.Compression;

namespace Gis.SampleTown.Formats;

/// <summary>Zip archives whose bytes depend on their content only: entries carry one fixed date.</summary>
internal static class FixedZip
{
    /// <summary>The date of all generated files: 2026-04-01, the start of the fiscal year 令和8年度.</summary>
    public static DateTimeOffset Date { get; } = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(string path, params IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var stream = File.Create(path);
        Write(stream, entries);
    }

    public static byte[] ToBytes(params IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var stream = new MemoryStream();
        Write(stream, entries);
        return stream.ToArray();
    }

    /// <summary>All files of a folder, names relative to it with forward slashes; the folder is removed.</summary>
    public static void WriteFolder(string path, string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => (Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllBytes(f))).ToList();
        Write(path, files);
        Directory.Delete(folder, recursive: true);
    }

    private static void Write(Stream stream, IEnumerable<(string Name, byte[] Content)> entries)
    {
        // Names in CP932 without the UTF-8 flag, as the zips of 国土数値情報 have them.
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, JapaneseText.Cp932);
        foreach (var (name, content) in entries)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = Date;
            using var target = entry.Open();
            target.Write(content);
        }
    }
}
