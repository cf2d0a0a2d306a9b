using System.IO.Compression;
using System.Text;

namespace Gis.Importer.Tests.Formats;

/// <summary>A folder for files that a test makes; gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("gis-formats-").FullName;

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
