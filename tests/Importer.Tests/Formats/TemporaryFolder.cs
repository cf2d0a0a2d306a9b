using System.IO.Compression;
using System.Text;

namespace Gis.Importer.Tests.Formats;

/// <summary>A folder for files that a test makes; gone after it.</summary>
/// <param name="under">Where, when not in the folder for temporary files.</param>
internal sealed class TemporaryFolder(string? under = null) : IDisposable
{
    public string Root { get; } = under is null
        ? Directory.CreateTempSubdirectory("gis-formats-").FullName
        : Directory.CreateDirectory(Path.Combine(under, "gis-formats-" + Guid.NewGuid().ToString("N"))).FullName;

    public string Write(string name, string text, Encoding? encoding = null) => Write(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A zip whose member names are written in the given encoding without the UTF-8 flag.</summary>
    public string Zip(string name, Encoding names, params (string Name, byte[] Content)[] members)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true, names))
        {
            foreach (var (member, content) in members)
            {
                using var stream = zip.CreateEntry(member).Open();
                stream.Write(content);
            }
        }

        return Write(name, memory.ToArray());
    }

    public void Dispose() => Directory.Delete(Root, true);
}
