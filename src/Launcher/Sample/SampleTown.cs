using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gis.Core.Database;
using Gis.Launcher.Processes;
using Npgsql;

namespace Gis.Launcher.Sample;

/// <summary>Makes the files of the fictional town and loads them, each only when it would change something.</summary>
/// <param name="installation">Where generator and importer lie.</param>
/// <param name="home">The home they go to.</param>
internal sealed class SampleTown(Installation installation, GisHome home)
{
    private const string Manifest = "town.json";

    private string MarkFile => Path.Combine(home.SampleTown, ".loaded.json");

    /// <summary>Makes and loads the town if this database does not hold its present state.</summary>
    /// <param name="owner">Pool of the owner.</param>
    /// <param name="progress">Is told what is being done, in Japanese.</param>
    /// <param name="cancellationToken">Ends the running program.</param>
    /// <returns>A remark for the user.</returns>
    public async Task<string> EnsureAsync(NpgsqlDataSource owner, Action<string> progress, CancellationToken cancellationToken)
    {
        var database = await IdentifyAsync(owner, cancellationToken);
        var mark = Mark.Load(MarkFile);
        if (mark?.Database != database && await HasLayersAsync(owner, cancellationToken))
        {
            return "自分のデータが入っているため、見本は入れません";
        }

        var generator = HashOf(installation.AssemblyPath("Gis.SampleTown", "Gis.SampleTown"));
        if (mark?.Generator != generator || !File.Exists(Path.Combine(home.SampleTown, Manifest)))
        {
            progress("町のファイルを作っています");
            await GenerateAsync(cancellationToken);
        }

        var content = HashOfFolder(home.SampleTown);
        if (mark is { Loaded: true } && mark.Database == database && mark.Content == content)
        {
            new Mark(generator, content, database, true).Save(MarkFile);
            return "取り込み済み";
        }

        // Written before the import as well: if it is cut off, the next run knows that these layers are the sample's own.
        new Mark(generator, content, database, false).Save(MarkFile);
        var imported = await CommandRun.FollowAsync(
            installation.Command("Gis.Importer", "gis-import", "import", Path.Combine(home.SampleTown, Manifest), "--home", home.Root),
            line => progress(line.Trim()),
            cancellationToken: cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(home.Imports, "sample-town.txt"), imported.Output + imported.Error, cancellationToken);
        if (!imported.Succeeded)
        {
            throw new LauncherException($"見本の町を取り込めませんでした。\n{imported.Error.Trim()}");
        }

        new Mark(generator, content, database, true).Save(MarkFile);
        return "取り込みました";
    }

    private async Task GenerateAsync(CancellationToken cancellationToken)
    {
        // Into a fresh folder, so that no file of an older generator stays behind.
        var fresh = home.SampleTown + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }

        var made = await CommandRun.CaptureAsync(
            installation.Command("Gis.SampleTown", "Gis.SampleTown", "--out", fresh), cancellationToken: cancellationToken);
        if (!made.Succeeded || !File.Exists(Path.Combine(fresh, Manifest)))
        {
            throw new LauncherException($"見本の町を作れませんでした。\n{made.Error.Trim()}");
        }

        var mark = File.Exists(MarkFile) ? await File.ReadAllTextAsync(MarkFile, cancellationToken) : null;
        Directory.Delete(home.SampleTown, recursive: true);
        Directory.Move(fresh, home.SampleTown);
        if (mark is not null)
        {
            await File.WriteAllTextAsync(MarkFile, mark, cancellationToken);
        }
    }

    // Which database the mark speaks of: a new cluster, or a database made again, is empty.
    private static async Task<string> IdentifyAsync(NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        await using var command = owner.CreateCommand(
            "SELECT oid::text || '/' || (SELECT extract(epoch FROM applied_at)::text FROM gis.migration ORDER BY name LIMIT 1) "
            + "FROM pg_database WHERE datname = current_database()");
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<bool> HasLayersAsync(NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        await using var command = owner.CreateCommand("SELECT EXISTS (SELECT FROM gis.layer)");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static string HashOfFolder(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(static path => !Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetRelativePath(folder, path)} {HashOf(path)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files))));
    }

    /// <summary>What was made and loaded last.</summary>
    /// <param name="Generator">Hash of the generator's program.</param>
    /// <param name="Content">Hash of the town's files.</param>
    /// <param name="Database">The database they went to.</param>
    /// <param name="Loaded">False while an import runs, or after one that was cut off.</param>
    private sealed record Mark(string Generator, string Content, string Database, bool Loaded)
    {
        public static Mark? Load(string path)
        {
            try
            {
                return File.Exists(path) ? JsonSerializer.Deserialize<Mark>(File.ReadAllText(path)) : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));
    }
}
