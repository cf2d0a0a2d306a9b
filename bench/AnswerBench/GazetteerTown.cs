using System.Diagnostics;
using Gis.Core.Japanese;
using Gis.Testing;
using Gis.Testing.Towns;

namespace Gis.AnswerBench;

/// <summary>A town whose index holds 84,418 names: a real town's address registry through the importer, or as many made names where that data is absent.</summary>
internal static class GazetteerTown
{
    private const int Names = 84_418;

    /// <summary>Fills the database; says what it took.</summary>
    public static async Task<string> FillAsync(TestDatabase database)
    {
        if (SharedData.SkipReason is not { } reason)
        {
            await ImportAsync(database, SharedData.File("yakushima/abr"));
            return "アドレス・ベース・レジストリ of a town, imported by gis-import";
        }

        await MakeAsync(database);
        return $"made names ({reason})";
    }

    private static async Task ImportAsync(TestDatabase database, string folder)
    {
        var home = Directory.CreateTempSubdirectory("gis-bench-").FullName;
        try
        {
            // As it was built for itself: beside this program it would look for libraries in the server's framework.
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            var importer = Path.Combine(own.Parent!.Parent!.FullName, "Gis.Importer", own.Name, "gis-import.dll");
            var start = new ProcessStartInfo("dotnet", [importer, "import", folder, "--home", home])
            {
                RedirectStandardOutput = true,
                Environment = { ["GIS_DATABASE"] = database.OwnerConnectionString },
            };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException(output);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static async Task MakeAsync(TestDatabase database)
    {
        var town = new MadeTown(database.Owner);
        await town.BeginAsync();
        await town.AddAsync(new MadeLayer { Id = "names", Kind = "gazetteer" });
        await town.RunAsync($"UPDATE gis.layer SET feature_count = {Names} WHERE id = 'names'; CREATE TABLE search.public_names PARTITION OF search.public_entry FOR VALUES IN ('names')");
        await using (var connection = await database.Owner.OpenConnectionAsync())
        await using (var copy = await connection.BeginTextImportAsync("COPY search.public_entry (layer_id, fid, label, detail, norm, weight) FROM STDIN"))
        {
            for (var i = 0; i < Names; i++)
            {
                var place = $"{(char)('一' + (i % 24 * 31))}{(char)('丈' + (i % 24 * 17))}";
                var label = $"{place}{1 + (i / 24 % 2500)}-{1 + (i / 24 / 2500)}";
                foreach (var key in (string[])[label, "潮見町" + label])
                    await copy.WriteAsync($"names\t{i + 1}\t{label}\t地番 潮見町\t{SearchText.Normalise(key)}\t0.9\n");
            }
        }

        await town.RunAsync("CREATE INDEX ON search.public_names (norm text_pattern_ops); CREATE INDEX ON search.public_names USING gin (norm public.gin_trgm_ops)");
    }
}
