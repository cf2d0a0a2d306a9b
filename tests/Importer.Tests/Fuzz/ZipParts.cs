using System.IO.Compression;
using System.Text;

namespace Gis.Importer.Tests.Fuzz;

/// <summary>Archives for the fuzz tests, equal to the byte in every run.</summary>
internal static class ZipParts
{
    private static readonly DateTimeOffset Time = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>An archive of files.</summary>
    public static byte[] Pack(IEnumerable<(string Name, byte[] Content)> files, Encoding? names = null)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true, names ?? Encoding.UTF8))
        {
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = Time;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }

    /// <summary>The same archive with one of its files damaged but packed as it should be, so that the damage comes to the reader.</summary>
    public static byte[] WithDamagedMember(byte[] archive, Random random)
    {
        using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        var chosen = random.Next(zip.Entries.Count);
        return Pack(zip.Entries.Select((entry, i) =>
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return (entry.FullName, i == chosen ? Mutation.Of(content.ToArray(), random) : content.ToArray());
        }).ToList());
    }

    /// <summary>The same archive with a field of one of its own records changed.</summary>
    public static byte[] WithDamagedRecord(byte[] archive, Random random)
    {
        var copy = archive.ToArray();
        byte[][] marks = ["PK\x01\x02"u8.ToArray(), "PK\x03\x04"u8.ToArray(), "PK\x05\x06"u8.ToArray()];
        var mark = marks[random.Next(marks.Length)];
        var places = Enumerable.Range(0, copy.Length - 4).Where(i => copy.AsSpan(i, 4).SequenceEqual(mark)).ToList();
        if (places.Count == 0)
            return Mutation.Of(archive, random);
        var at = places[random.Next(places.Count)];
        for (var i = random.Next(1, 4); i > 0; i--)
            copy[Math.Min(copy.Length - 1, at + random.Next(4, 46))] = (byte)(random.Next(3) switch { 0 => 0, 1 => 255, _ => random.Next(256) });
        return copy;
    }
}
