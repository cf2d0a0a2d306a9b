using System.Diagnostics;
using Gis.Importer.Jobs;
using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Importer.Tests.Jobs;

/// <summary>Jobs from the staff's page: asked for by staff only, done by a process within limits, taken over when a worker dies.</summary>
public sealed class WorkerTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly ImporterRun run = new(database);

    public async Task InitializeAsync()
    {
        await run.ExecuteAsync("DELETE FROM gis.job");
        Directory.CreateDirectory(Path.Combine(run.Home, "uploads", "0123abcd"));
    }

    public Task DisposeAsync()
    {
        run.Dispose();
        return Task.CompletedTask;
    }

    // Of the workers: what a killed one leaves goes with the test.
    private DirectoryInfo Temporary => Directory.CreateDirectory(Path.Combine(run.Home, "tmp"));

    private static string Stage(string name) => $"0123abcd/{name}";

    private void Upload(string name, string text) => File.WriteAllText(Path.Combine(run.Home, "uploads", "0123abcd", name), text);

    private static async Task<long> AskAsync(NpgsqlDataSource pool, string file, string layer, string options = "{}")
    {
        await using var command = pool.CreateCommand("SELECT gis.request_import($1, $2, $3::jsonb, 'yamada')");
        command.Parameters.Add(new() { Value = file });
        command.Parameters.Add(new() { Value = layer });
        command.Parameters.Add(new() { Value = options });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private Process Start(params string[] more)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["GIS_DATABASE"] = database.OwnerConnectionString, ["TMPDIR"] = Temporary.FullName, ["DOTNET_EnableDiagnostics"] = "0" } };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "gis-import.dll"), "work", "--home", run.Home, .. more])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private async Task WorkAsync(params string[] more)
    {
        using var process = Start(["--until-idle", .. more]);
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
    }

    [Fact]
    public async Task What_staff_ask_for_is_done_and_reported_and_the_bad_file_after_it_explained()
    {
        Upload("places.csv", "ID,名称,緯度,経度\n1,甲,35.1,139.1\n2,零,0,0\n");
        Upload("broken.geojson", "{\"type\":\"FeatureCollection\",\"features\":[");
        var good = await AskAsync(database.Staff, Stage("places.csv"), "places", """{"kind":"aed","report":"/etc/passwd","title":"--dry-run"}""");
        var bad = await AskAsync(database.Staff, Stage("broken.geojson"), "broken");
        var gone = await AskAsync(database.Staff, Stage("nothing.csv"), "gone");

        await WorkAsync();

        Assert.Equal("done 1 1", await run.AskAsync<string>($"SELECT state || ' ' || (report #>> '{{imports,0,rows,kept}}') || ' ' || (report #>> '{{imports,0,rows,quarantined}}') FROM gis.job WHERE id = {good}"));
        Assert.Equal("yamada", await run.AskAsync<string>("SELECT actor FROM gis.revision WHERE layer_id = 'places'"));
        Assert.Equal("failed", await run.AskAsync<string>($"SELECT state FROM gis.job WHERE id = {bad} AND message LIKE '%broken.geojson%。'"));
        Assert.Equal("failed", await run.AskAsync<string>($"SELECT state FROM gis.job WHERE id = {gone} AND message LIKE '%見つかりません%'"));
        await using var read = database.Staff.CreateCommand("SELECT count(*) FROM (SELECT id, state, message, report FROM gis.job) j");
        Assert.Equal(3L, await read.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("SELECT gis.request_import('0123abcd/x.csv', 'x', '{}', 'x')", true)]
    [InlineData("SELECT id FROM gis.job", true)]
    [InlineData("INSERT INTO gis.job (kind, rights_class, requested_by, staged_file) VALUES ('import', 'staff', 'x', '0123abcd/x.csv')", true)]
    [InlineData("INSERT INTO gis.job (kind, rights_class, requested_by, staged_file) VALUES ('import', 'staff', 'x', '0123abcd/x.csv')", false)]
    [InlineData("UPDATE gis.job SET state = 'waiting'", false)]
    [InlineData("SELECT staged_file FROM gis.job", false)]
    public async Task Web_roles_may_only_ask_through_the_function_and_the_public_not_at_all(string sql, bool asPublic)
    {
        await using var command = (asPublic ? database.Public : database.Staff).CreateCommand(sql);

        var e = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, e.SqlState);
    }

    [Theory]
    [InlineData("../secrets/gis_owner")]
    [InlineData("0123abcd/../../secrets")]
    [InlineData("/etc/passwd")]
    [InlineData("0123abcd/..")]
    [InlineData("0123abcd/a/b")]
    public async Task A_staged_file_cannot_lie_elsewhere(string file) =>
        Assert.Equal(PostgresErrorCodes.CheckViolation, (await Assert.ThrowsAsync<PostgresException>(() => AskAsync(database.Staff, file, "x"))).SqlState);

    [Theory]
    [InlineData("--memory", "20", "メモリ")]
    [InlineData("--seconds", "0", "終わらない")]
    [InlineData("--file-size", "0", "大きすぎます")]
    public async Task A_job_that_takes_too_much_is_ended_with_a_sentence(string option, string value, string words)
    {
        Upload("places.csv", "ID,名称,緯度,経度\n1,甲,35.1,139.1\n");
        await AskAsync(database.Staff, Stage("places.csv"), "greedy");

        await WorkAsync(option, value);

        Assert.Contains(words, await run.AskAsync<string>("SELECT message FROM gis.job WHERE state = 'failed'"), StringComparison.Ordinal);
        Assert.Equal("none", await run.HashAsync("greedy"));
    }

    [Fact]
    public async Task One_at_a_time_for_a_layer_and_a_silent_worker_is_followed_by_another()
    {
        foreach (var layer in new[] { "a", "a", "b" })
            await AskAsync(database.Staff, Stage("x.csv"), layer);
        var (first, second) = (new JobQueue(database.Owner, "first"), new JobQueue(database.Owner, "second"));

        var taken = await Task.WhenAll(first.TakeAsync(default), second.TakeAsync(default));
        Assert.Equal(["a", "b"], taken.Select(j => j!.Layer).Order(StringComparer.Ordinal));
        Assert.Null(await second.TakeAsync(default));

        // Of the worker that has "a" nothing is heard any more.
        var (dead, other) = taken[0]!.Layer == "a" ? (first, second) : (second, first);
        var left = taken.Single(j => j!.Layer == "a")!;
        await run.ExecuteAsync($"UPDATE gis.job SET heartbeat_at = now() - interval '1 minute' WHERE id = {left.Id}");
        var again = await other.TakeAsync(default);
        Assert.Equal((left.Id, 2), (again!.Id, again.Attempts));
        Assert.False(await dead.BeatAsync(left, 5, default));
        Assert.False(await dead.EndAsync(left, true, null, null, default));
        Assert.True(await other.BeatAsync(again, 7, default));

        // Three times silent: it is the file's fault.
        await run.ExecuteAsync($"UPDATE gis.job SET heartbeat_at = now() - interval '1 minute', attempts = 3 WHERE id = {left.Id}");
        Assert.NotEqual(left.Id, (await other.TakeAsync(default))?.Id);
        Assert.Equal("failed", await run.AskAsync<string>($"SELECT state FROM gis.job WHERE id = {left.Id}"));
    }

    [Fact]
    public async Task A_killed_worker_takes_its_job_with_it_and_the_next_one_does_it()
    {
        Upload("many.csv", "ID,名称,緯度,経度\n" + string.Concat(Enumerable.Range(1, 150_000).Select(i => $"{i},点{i},35.1,139.1\n")));
        await AskAsync(database.Staff, Stage("many.csv"), "many");
        await using var ear = await database.Staff.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("LISTEN gis_job", ear))
            await listen.ExecuteNonQueryAsync();

        using (var worker = Start())
        {
            for (var i = 0; i < 600 && await run.AskAsync<string>("SELECT state FROM gis.job") != "running"; i++)
                await Task.Delay(50);
            Assert.True(await ear.WaitAsync(TimeSpan.FromSeconds(30)), "No notification came.");
            worker.Kill();
            await worker.WaitForExitAsync();
        }

        await run.ExecuteAsync("UPDATE gis.job SET heartbeat_at = now() - interval '1 minute' WHERE state = 'running'");
        await WorkAsync();

        Assert.Equal("done", await run.AskAsync<string>("SELECT state FROM gis.job"));
        Assert.Equal(150_000, await run.AskAsync<long>("SELECT count(*) FROM layer.many"));
    }
}
