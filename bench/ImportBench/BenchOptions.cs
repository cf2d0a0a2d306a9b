using System.Globalization;
using System.Runtime.InteropServices;

namespace Gis.ImportBench;

/// <summary>What the command line asks for.</summary>
/// <param name="Database">Connection string of a superuser of the PostGIS server to measure on.</param>
/// <param name="Importer">The published <c>gis-import.dll</c> or executable.</param>
/// <param name="Work">Folder for generated files; kept for the next run.</param>
/// <param name="Rows">Sizes of the parcel file.</param>
/// <param name="Rounds">Interleaved rounds.</param>
/// <param name="Xml">地図XML files to parse; empty: one that is made on the spot.</param>
/// <param name="Only">Names of the measures to take; empty for all.</param>
internal sealed record BenchOptions(string Database, string Importer, string Work, IReadOnlyList<int> Rows, int Rounds, IReadOnlyList<string> Xml, IReadOnlyList<string> Only)
{
    /// <summary>How to call the program.</summary>
    public const string Usage =
        "Gis.ImportBench [--database CONNECTION] [--importer FILE] [--work FOLDER] [--rows 100000,1000000] [--rounds 3] [--xml FILE,…] [--only shapefile,again,formats,memory,xml]";

    // Where ./gis publishes the importer, and a folder beside it that a clean-up of the build removes.
    private static readonly string BuiltImporter = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "publish", "Gis.Importer", "release_" + RuntimeInformation.RuntimeIdentifier, "gis-import"));
    private static readonly string UsualWork = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "bench-import"));

    /// <summary>Reads a command line.</summary>
    /// <exception cref="FormatException">Something is missing or unknown.</exception>
    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions(Environment.GetEnvironmentVariable("GIS_TEST_DATABASE") ?? "", BuiltImporter, UsualWork, [100_000, 1_000_000], 3, [], []);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            options = args[i] switch
            {
                "--database" => options with { Database = value },
                "--importer" => options with { Importer = Path.GetFullPath(value) },
                "--work" => options with { Work = Path.GetFullPath(value) },
                "--rows" => options with { Rows = [.. value.Split(',').Select(v => int.Parse(v, CultureInfo.InvariantCulture))] },
                "--rounds" => options with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--xml" => options with { Xml = [.. value.Split(',').Select(Path.GetFullPath)] },
                "--only" => options with { Only = value.Split(',') },
                _ => throw new FormatException(Usage),
            };
        }

        return args.Length % 2 == 0 && (!options.NeedsDatabase || options.Database.Length > 0) ? options : throw new FormatException(Usage);
    }

    /// <summary>Whether any measure needs a database.</summary>
    public bool NeedsDatabase => Only is not ["xml"];

    /// <summary>Whether a measure is to be taken.</summary>
    public bool Wants(string measure) => Only.Count == 0 || Only.Contains(measure);
}
