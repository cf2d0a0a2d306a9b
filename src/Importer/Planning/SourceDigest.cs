using System.Security.Cryptography;
using System.Text;
using Gis.Importer.Report;

namespace Gis.Importer.Planning;

/// <summary>SHA-256 of what a path holds: a file with its companions (a Shapefile is several files), or every file of a folder.</summary>
internal static class SourceDigest
{
    private static readonly string[] ShapefileParts = [".shp", ".dbf", ".shx", ".prj", ".cpg"];

    /// <summary>The hash of a file or folder.</summary>
    public static ReportedSource Of(string path)
    {
        if (Directory.Exists(path))
            return new ReportedSource(Path.GetFileName(Path.GetFullPath(path)), Many(path, Formats.FolderFiles.Of(path)));
        var name = Path.GetFileName(path);
        if (!path.EndsWith(".shp", StringComparison.OrdinalIgnoreCase))
            return new ReportedSource(name, Convert.ToHexStringLower(Hash(path)));
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var stem = Path.GetFileNameWithoutExtension(path);
        var parts = Directory.EnumerateFiles(folder, stem + ".*")
            .Where(f => ShapefileParts.Contains(Path.GetExtension(f).ToLowerInvariant()) && Path.GetFileNameWithoutExtension(f) == stem);
        return new ReportedSource(name, Many(folder, parts));
    }

    private static string Many(string folder, IEnumerable<string> files)
    {
        var lines = files.Order(StringComparer.Ordinal).Select(f => $"{Path.GetRelativePath(folder, f)} {Convert.ToHexStringLower(Hash(f))}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static byte[] Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return SHA256.HashData(stream);
    }
}
