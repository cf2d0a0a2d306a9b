using System.Diagnostics;
using Gis.Core.Database;
using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Importer.Tests.Jobs;

/// <summary>Files asked for by staff and made by the worker: listed for the class they are for, and only as long as they show no more than it may see.</summary>
public sealed class ExportJobTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private ImporterRun run = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        run = new ImporterRun(database);

        // The process of a job opens the database as the class it writes for, with that class's own secret.
        var home = new GisHome(run.Home);
        Directory.CreateDirectory(home.Secrets);
        await File.WriteAllTextAsync(home.SecretFile(DatabaseRole.Public), new NpgsqlConnectionStringBuilder(database.PublicConnectionString).Password);
        await File.WriteAllTextAsync(home.SecretFile(DatabaseRole.Staff), new NpgsqlConnectionStringBuilder(database.StaffConnectionString).Password);
        await ImportAsync("甲");
    }

    public async Task DisposeAsync()
    {
        run.Dispose();
        await database.DisposeAsync();
    }

    private async Task ImportAsync(string name)
    {
        var file = Path.Combine(run.Home, "places.csv");
        await File.WriteAllTextAsync(file, $"ID,名称,電話番号,緯度,経度\n1,{name},012,35.1,139.1\n2,乙,034,35.2,139.2\n");
        await run.MustAsync("import", file, "--layer", "places", "--kind", "aed", "--audience", "public");
    }

    private static async Task AskAsync(NpgsqlDataSource pool, string layer, string audience, string format)
    {
        await using var command = pool.CreateCommand($"SELECT gis.request_export('{layer}', '{audience}', '{format}', 'yamada')");
        await command.ExecuteScalarAsync();
    }

    private async Task WorkAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["GIS_DATABASE"] = database.OwnerConnectionString } };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "gis-import.dll"), "work", "--home", run.Home, "--until-idle"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
    }

    private static async Task<List<string>> SeenAsync(NpgsqlDataSource pool)
    {
        var seen = new List<string>();
        await using var command = pool.CreateCommand("SELECT audience || ' ' || format || ' ' || revision || ' ' || row_count || ' ' || file FROM gis.export_offer ORDER BY audience, format, revision");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            seen.Add(reader.GetString(0));
        return seen;
    }

    [Fact]
    public async Task Files_are_made_listed_by_class_kept_for_two_revisions_and_withdrawn_when_a_field_is()
    {
        await AskAsync(database.Staff, "places", "public", "csv");
        await AskAsync(database.Staff, "places", "staff", "fgb");
        await WorkAsync();

        Assert.Equal(["done", "done"], await run.ListAsync("SELECT state FROM gis.job"));
        var first = await run.AskAsync<long>("SELECT revision FROM gis.layer WHERE id = 'places'");
        Assert.Equal([$"public csv {first} 2 public/places/places-r{first}.csv"], await SeenAsync(database.Public));
        Assert.Equal(2, (await SeenAsync(database.Staff)).Count);
        Assert.Contains("甲", await File.ReadAllTextAsync(Path.Combine(run.Home, "exports", "public", "places", $"places-r{first}.csv")), StringComparison.Ordinal);

        foreach (var name in (string[])["丙", "丁"])
        {
            await ImportAsync(name);
            await AskAsync(database.Staff, "places", "public", "csv");
            await WorkAsync();
        }

        Assert.Equal(2, (await SeenAsync(database.Public)).Count);
        Assert.Equal(2, Directory.GetFileSystemEntries(Path.Combine(run.Home, "exports", "public", "places")).Length);

        await run.ExecuteAsync("UPDATE gis.field SET rights_class = 'staff' WHERE layer_id = 'places' AND name = '電話番号'; SELECT gis.expose('places');");
        Assert.Empty(await SeenAsync(database.Public));
        Assert.Single(await SeenAsync(database.Staff), s => s.StartsWith("staff", StringComparison.Ordinal));
        await AskAsync(database.Staff, "places", "public", "csv");
        await WorkAsync();
        var file = Assert.Single(await SeenAsync(database.Public)).Split(' ')[^1];
        Assert.DoesNotContain("012", await File.ReadAllTextAsync(Path.Combine(run.Home, "exports", file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_can_be_hidden_make_every_older_file_disappear_from_the_list()
    {
        await run.ExecuteAsync("UPDATE gis.layer SET row_filtered = true WHERE id = 'places'; SELECT gis.expose('places');");
        await AskAsync(database.Staff, "places", "public", "geojson");
        await WorkAsync();
        Assert.Single(await SeenAsync(database.Public));

        await run.ExecuteAsync("UPDATE layer.places SET gis_published = false WHERE 名称 = '甲'");

        Assert.Empty(await SeenAsync(database.Public));
        await AskAsync(database.Staff, "places", "public", "geojson");
        await WorkAsync();
        Assert.Contains(" 1 public/places", Assert.Single(await SeenAsync(database.Public)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("places", "staff", "csv", true, PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("places", "public", "csv", true, PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("nowhere", "public", "csv", false, PostgresErrorCodes.NoDataFound)]
    [InlineData("places", "public", "exe", false, PostgresErrorCodes.InvalidParameterValue)]
    [InlineData("places", "gis_owner", "csv", false, PostgresErrorCodes.InsufficientPrivilege)]
    public async Task Only_staff_may_ask_and_only_for_what_there_is(string layer, string audience, string format, bool asPublic, string state) =>
        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => AskAsync(asPublic ? database.Public : database.Staff, layer, audience, format))).SqlState);
}
