using Gis.SampleTown.Cadastre.Maps;
using Gis.SampleTown.Town;
using Xunit;

namespace Gis.SampleTown.Tests;

/// <summary>The town, made once for all tests of the collection and written to a temporary folder.</summary>
public sealed class GeneratedTown : IDisposable
{
    public GeneratedTown()
    {
        Folder = Directory.CreateTempSubdirectory("shiomi-").FullName;
        Town = new BuiltTown();
        new TownFiles(Town, Folder).Write();
        Book = new MapBook(Town.Survey);
    }

    public string Folder { get; }

    internal BuiltTown Town { get; }

    internal MapBook Book { get; }

    public string File(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

[CollectionDefinition(Name)]
public sealed class OneTown : ICollectionFixture<GeneratedTown>
{
    public const string Name = "town";
}
