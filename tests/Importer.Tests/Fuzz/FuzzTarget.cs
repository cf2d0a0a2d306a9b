using Gis.Testing;

namespace Gis.Importer.Tests.Fuzz;

/// <summary>A good file with its companions, and which of them is damaged.</summary>
/// <param name="Name">For messages: with a case's number it is all that is needed to make the case again.</param>
/// <param name="Entry">What is given to the importer, relative; empty for the folder itself.</param>
/// <param name="Damaged">The file that is damaged.</param>
/// <param name="Files">All files.</param>
internal sealed record FuzzTarget(string Name, string Entry, string Damaged, IReadOnlyDictionary<string, byte[]> Files)
{
    private bool IsArchive => Path.GetExtension(Damaged) is ".zip" or ".kmz" or ".xlsx";

    /// <summary>Writes a case and gives the path to import.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="number">The case; its damage follows from it alone.</param>
    public string Write(string folder, int number)
    {
        var random = TestScale.Random(unchecked((Name.Aggregate(17, (h, c) => (h * 31) + c) * 65_537) + number));
        foreach (var (name, content) in Files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, name == Damaged ? Damage(content, random) : content);
        }

        return Path.Combine(folder, Entry);
    }

    private byte[] Damage(byte[] content, Random random) => (IsArchive, random.Next(4)) switch
    {
        (true, 0) => ZipParts.WithDamagedRecord(content, random),
        (true, 1 or 2) => ZipParts.WithDamagedMember(content, random),
        _ => Mutation.Of(content, random),
    };
}
