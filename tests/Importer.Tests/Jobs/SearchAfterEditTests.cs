using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.Engine.Search;
using Gis.Importer.Jobs;
using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Importer.Tests.Jobs;

/// <summary>Rows written by staff, by an editor or by plain SQL are found under their new words and no longer under their old ones, by whoever may see them.</summary>
public sealed class SearchAfterEditTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private ImporterRun run = null!;

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        run = new ImporterRun(database);
        var folder = Directory.CreateDirectory(Path.Combine(run.Home, "files")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "places.csv"), "ID,名称,名称_カナ,電話番号,緯度,経度\n1,潮見小学校,シオミショウガッコウ,1,35.1,139.1\n2,浜の公園,ハマノコウエン,2,35.11,139.11\n3,港の広場,ミナトノヒロバ,3,35.12,139.12\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "inner.csv"), "ID,名称,緯度,経度\n1,水防倉庫,35.1,139.1\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "streets.geojson"), """
            {"type":"FeatureCollection","features":[
             {"type":"Feature","properties":{"名称":"桜通り"},"geometry":{"type":"LineString","coordinates":[[139.1,35.1],[139.11,35.1]]}},
             {"type":"Feature","properties":{"名称":"桜通り"},"geometry":{"type":"LineString","coordinates":[[139.11,35.1],[139.12,35.1]]}}]}
            """);
        await run.MustAsync("import", Path.Combine(folder, "places.csv"), "--kind", "facility", "--layer", "places");
        await run.MustAsync("import", Path.Combine(folder, "inner.csv"), "--kind", "facility", "--layer", "inner_places", "--audience", "staff");
        await run.MustAsync("import", Path.Combine(folder, "streets.geojson"), "--kind", "road", "--layer", "streets");
        Assert.Equal(0, await StaleAsync());
        await FindsAsync("潮見小学校", both: true);
        await FindsAsync("水防倉庫", staff: true);
        await FindsAsync("桜通り", both: true);
    }

    public async Task DisposeAsync()
    {
        run.Dispose();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Plain_SQL_takes_the_old_words_away_at_once_and_the_worker_adds_the_new()
    {
        await run.ExecuteAsync("UPDATE layer.places SET \"名称\" = '海辺中学校', \"名称_カナ\" = 'ウミベチュウガッコウ' WHERE \"名称\" = '潮見小学校'");
        await FindsAsync("潮見小学校", nobody: true);
        await FindsAsync("しおみしょうがっこう", nobody: true);
        await KeepAsync();
        await FindsAsync("海辺中学校", both: true);
        await FindsAsync("うみべちゅうがっこう", both: true);
        await FindsAsync("潮見小学校", nobody: true);

        await run.ExecuteAsync("INSERT INTO layer.places (fid, geom, \"名称\") VALUES (900, ST_SetSRID(ST_MakePoint(139.13, 35.13), 6668), '丘の図書館')");
        await KeepAsync();
        Assert.Equal((139.13, 35.13), await FindsAsync("丘の図書館", both: true));
        await run.ExecuteAsync("UPDATE layer.places SET geom = ST_SetSRID(ST_MakePoint(139.14, 35.14), 6668) WHERE fid = 900");
        await FindsAsync("丘の図書館", both: true);
        await KeepAsync();
        Assert.Equal((139.14, 35.14), await FindsAsync("丘の図書館", both: true));
        await run.ExecuteAsync("DELETE FROM layer.places WHERE fid = 900");
        await FindsAsync("丘の図書館", nobody: true);
        await run.ExecuteAsync("TRUNCATE layer.places");
        await FindsAsync("浜の公園", nobody: true);
        await KeepAsync();
        await FindsAsync("浜の公園", nobody: true);
        Assert.Equal(0, await StaleAsync());
    }

    [Fact]
    public async Task What_staff_write_through_their_page_is_found()
    {
        await run.ExecuteAsync("INSERT INTO account.staff_account (name, display_name, password_hash) VALUES ('yamada', '山田', 'x')");
        Assert.Equal("done", await WriteAsync("places", "create", null, """{"名称":"丘の図書館"}""", new(139.13, 35.13)));
        await KeepAsync();
        await FindsAsync("丘の図書館", both: true);
        var fid = await run.AskAsync<long>("SELECT fid FROM layer.places WHERE \"名称\" = '丘の図書館'");
        Assert.Equal("done", await WriteAsync("places", "update", fid, """{"名称":"海の図書館"}""", null));
        await FindsAsync("丘の図書館", nobody: true);
        await KeepAsync();
        await FindsAsync("海の図書館", both: true);
        Assert.Equal("done", await WriteAsync("places", "delete", fid, "{}", null));
        await FindsAsync("海の図書館", nobody: true);

        Assert.Equal("done", await WriteAsync("inner_places", "create", null, """{"名称":"非常用発電機"}""", new(139.13, 35.13)));
        await KeepAsync();
        await FindsAsync("非常用発電機", staff: true);
        Assert.Equal(0, await run.AskAsync<long>("SELECT count(*) FROM search.public_entry WHERE label = '非常用発電機'"));
    }

    [Fact]
    public async Task A_name_that_staff_have_closed_is_written_for_staff_only()
    {
        await run.ExecuteAsync("UPDATE gis.field SET rights_class = 'staff' WHERE layer_id = 'places' AND name = '名称'; SELECT gis.expose('places')");
        await run.ExecuteAsync("UPDATE layer.places SET \"名称\" = '内緒の広場' WHERE \"名称\" = '港の広場'");
        await KeepAsync();
        await FindsAsync("内緒の広場", staff: true);
    }

    [Fact]
    public async Task A_street_is_found_as_long_as_one_of_its_lines_is_called_so()
    {
        await run.ExecuteAsync("UPDATE layer.streets SET \"名称\" = '梅通り' WHERE fid = (SELECT fid FROM search.public_entry WHERE label = '桜通り')");
        await KeepAsync();
        await FindsAsync("桜通り", both: true);
        await FindsAsync("梅通り", both: true);
        await run.ExecuteAsync("DELETE FROM layer.streets WHERE \"名称\" = '桜通り'");
        await KeepAsync();
        await FindsAsync("桜通り", nobody: true);
        await FindsAsync("梅通り", both: true);
    }

    [Fact]
    public async Task A_change_of_anything_else_leaves_the_entries_alone()
    {
        await run.ExecuteAsync("UPDATE layer.places SET \"電話番号\" = '9'");
        Assert.Equal(0, await StaleAsync());
        await FindsAsync("潮見小学校", both: true);
    }

    [Fact]
    public async Task Neither_web_role_reads_or_writes_what_waits()
    {
        foreach (var pool in new[] { database.Public, database.Staff })
        {
            foreach (var sql in (string[])["SELECT * FROM search.stale", "DELETE FROM search.stale", "INSERT INTO search.stale (layer_id) VALUES ('places')"])
            {
                await using var command = pool.CreateCommand(sql);
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
            }
        }
    }

    [Fact]
    public async Task Editors_and_the_worker_at_once_end_with_the_last_words()
    {
        using var stop = new CancellationTokenSource();
        var keeper = new SearchKeeper(database.Owner, _ => { }).RunAsync(false, stop.Token);
        var editors = Enumerable.Range(1, 3).Select(async editor =>
        {
            for (var i = 0; i < TestScale.Cases(15, 300); i++)
                await run.ExecuteAsync($"UPDATE layer.places SET \"名称\" = '名前{editor}番{i}' WHERE \"ID\"::text = '{editor}'");
        });
        await Task.WhenAll(editors);
        for (var i = 0; i < 600 && await StaleAsync() > 0; i++)
            await Task.Delay(50);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => keeper);
        Assert.Equal(
            await run.ListAsync("SELECT \"名称\" FROM layer.places ORDER BY 1"),
            await run.ListAsync("SELECT DISTINCT label FROM search.public_entry WHERE layer_id = 'places' ORDER BY 1"));
    }

    private Task<long> StaleAsync() => run.AskAsync<long>("SELECT count(*) FROM search.stale");

    private Task KeepAsync() => new SearchKeeper(database.Owner, _ => { }).RunAsync(true, CancellationToken.None);

    // By its exact name, by everybody, by staff only, or by nobody; gives the place.
    private async Task<(double?, double?)> FindsAsync(string words, bool both = false, bool staff = false, bool nobody = false)
    {
        Assert.True(both ^ staff ^ nobody);
        (double?, double?) place = default;
        foreach (var (source, audience, wanted) in ((NpgsqlDataSource, Audience, bool)[])[(database.Public, Audience.Public, both), (database.Staff, Audience.Staff, both || staff)])
        {
            var hits = await new TownSearch(source).FindAsync(await TownSnapshotReader.LoadAsync(source, audience), words, 10);
            var exact = hits.FirstOrDefault(h => h.Match == MatchKind.Exact);
            Assert.True(exact is not null == wanted, $"{audience} 「{words}」: {string.Join("、", hits.Select(h => h.Label))}");
            place = exact is null ? place : (exact.Lon, exact.Lat);
        }

        return place;
    }

    private async Task<string> WriteAsync(string layer, string operation, long? fid, string values, (double Lon, double Lat)? at)
    {
        await using var command = database.Staff.CreateCommand("""
            SELECT outcome FROM gis.write_feature($1, $2, $3, $4::jsonb, $5, CASE WHEN $5 THEN ST_AsEWKB(ST_SetSRID(ST_MakePoint($6, $7), 6668)) END, NULL, 'yamada')
            """);
        command.Parameters.Add(new() { Value = layer });
        command.Parameters.Add(new() { Value = operation });
        command.Parameters.Add(new() { Value = (object?)fid ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = values });
        command.Parameters.Add(new() { Value = at is not null });
        command.Parameters.Add(new() { Value = at?.Lon ?? 0 });
        command.Parameters.Add(new() { Value = at?.Lat ?? 0 });
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
