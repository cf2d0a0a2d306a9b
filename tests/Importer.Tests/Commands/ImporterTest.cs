using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Commands;

/// <summary>A class of tests that give files to the importer: one database for the class, a folder and a run for each test.</summary>
/// <param name="database">The class's database.</param>
public abstract class ImporterTest(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    /// <summary>The class's database.</summary>
    protected TestDatabase Database => database;

    /// <summary>Where the test writes its files.</summary>
    private protected TemporaryFolder Folder { get; } = new();

    /// <summary>Runs the importer's verbs.</summary>
    private protected ImporterRun Run { get; } = new(database);

    /// <inheritdoc/>
    public void Dispose()
    {
        Folder.Dispose();
        Run.Dispose();
        GC.SuppressFinalize(this);
    }
}
