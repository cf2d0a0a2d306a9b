using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Loading;

/// <summary>Editions of one file after each other: what stays keeps its fid, what changes goes into the history, undo brings it back.</summary>
public sealed class DifferenceTests(TestDatabase database) : ImporterTest(database)
{
    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_says_so()
    {
        var file = Folder.Write("places.geojson", Places(("a", "公園", 139.1), ("b", "駅", 139.2)));
        await Run.MustAsync("import", file, "--layer", "twice");
        var hash = await Run.HashAsync("twice");

        var again = await Run.MustAsync("import", file, "--layer", "twice");

        Assert.Contains("変更なし", again.Output, StringComparison.Ordinal);
        Assert.Equal(hash, await Run.HashAsync("twice"));
        Assert.Equal(1, await Run.AskAsync<long>("SELECT revision FROM gis.layer WHERE id = 'twice'"));
        Assert.Equal(1, await Run.AskAsync<long>("SELECT count(*) FROM gis.import WHERE layer_id = 'twice'"));
    }

    [Fact]
    public async Task A_new_edition_keeps_the_fid_of_what_stayed_and_the_history_has_what_changed()
    {
        await Run.MustAsync("import", Folder.Write("e.geojson", Places(("a", "公園", 139.1), ("b", "駅", 139.2), ("c", "橋", 139.3))), "--layer", "edition");
        var before = await Run.ListAsync("SELECT fid || id FROM layer.edition WHERE id IN ('a', 'b') ORDER BY id");

        var second = await Run.MustAsync("import", Folder.Write("e.geojson", Places(("d", "寺", 139.4), ("b", "新駅", 139.2), ("a", "公園", 139.1))), "--layer", "edition");

        Assert.Contains("追加1 変更1 削除1 そのまま1", second.Output, StringComparison.Ordinal);
        Assert.Equal(before, await Run.ListAsync("SELECT fid || id FROM layer.edition WHERE id IN ('a', 'b') ORDER BY id"));
        Assert.Equal(["b 駅 update tester", "c 橋 delete tester"], await Run.ListAsync("SELECT id || ' ' || name || ' ' || gis_operation || ' ' || gis_actor FROM history.edition ORDER BY id"));
        Assert.Equal(["公園", "新駅", "寺"], await Run.ListAsync("SELECT label FROM search.public_entry WHERE layer_id = 'edition' ORDER BY (SELECT ST_X(point))"));
        Assert.Equal(2, await Run.AskAsync<long>("SELECT revision FROM gis.layer WHERE id = 'edition'"));

        // What comes back gets its old fid.
        var gone = await Run.AskAsync<long>("SELECT fid FROM history.edition WHERE id = 'c'");
        await Run.MustAsync("import", Folder.Write("e.geojson", Places(("c", "橋", 139.3), ("b", "新駅", 139.2))), "--layer", "edition");
        Assert.Equal(gone, await Run.AskAsync<long>("SELECT fid FROM layer.edition WHERE id = 'c'"));
    }

    [Fact]
    public async Task A_row_that_somebody_copied_goes_with_the_row_it_was_copied_from()
    {
        await Run.MustAsync("import", Folder.Write("t.geojson", Places(("a", "公園", 139.1), ("b", "駅", 139.2))), "--layer", "twins");
        await Run.AskAsync<int>("INSERT INTO layer.twins (geom, gis_key, gis_hash, id, name) SELECT geom, gis_key, gis_hash, id, name FROM layer.twins; SELECT 1");

        // The key of the copy is the file's as well: it stays with the row and leaves with it.
        await Run.MustAsync("import", Folder.Write("t.geojson", Places(("a", "公園", 139.1), ("c", "橋", 139.3))), "--layer", "twins");
        Assert.Equal(["a", "a", "c"], await Run.ListAsync("SELECT id FROM layer.twins ORDER BY id"));
        Assert.Equal(["b", "b"], await Run.ListAsync("SELECT id FROM history.twins WHERE gis_operation = 'delete'"));
    }

    [Fact]
    public async Task A_row_without_id_whose_attributes_changed_is_known_by_its_shape()
    {
        string Edition(string name) => $$$"""
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"name":"{{{name}}}"},"geometry":{"type":"LineString","coordinates":[[139.1,35.1],[139.2,35.1]]}},
            {"type":"Feature","properties":{"name":"県道"},"geometry":{"type":"LineString","coordinates":[[139.1,35.2],[139.2,35.2]]}}]}
            """;
        await Run.MustAsync("import", Folder.Write("r.geojson", Edition("町道1号")), "--layer", "shape_key");
        var fid = await Run.AskAsync<long>("SELECT fid FROM layer.shape_key WHERE name = '町道1号'");

        await Run.MustAsync("import", Folder.Write("r.geojson", Edition("町道2号")), "--layer", "shape_key");
        await Run.MustAsync("import", Folder.Write("r.geojson", Edition("町道3号")), "--layer", "shape_key");

        Assert.Equal(fid, await Run.AskAsync<long>("SELECT fid FROM layer.shape_key WHERE name = '町道3号'"));
        Assert.Equal(2, await Run.AskAsync<long>("SELECT count(*) FROM history.shape_key"));
    }

    [Fact]
    public async Task Columns_come_go_and_widen()
    {
        await Run.MustAsync("import", Folder.Write("c.csv", "ID,名称,数,旧,緯度,経度\n1,甲,5,x,35.1,139.1\n2,乙,6,y,35.2,139.2\n"), "--layer", "columns");

        await Run.MustAsync("import", Folder.Write("c.csv", "ID,名称,数,新,緯度,経度\n1,甲,5.5,n,35.1,139.1\n2,乙,約6,m,35.2,139.2\n"), "--layer", "columns");

        Assert.Equal(["1 5.5 n", "2 約6 m"], await Run.ListAsync("""SELECT "ID" || ' ' || "数" || ' ' || "新" FROM for_public.columns ORDER BY "ID" """));
        Assert.Equal(["x", "y"], await Run.ListAsync("""SELECT "旧" FROM history.columns ORDER BY "ID" """));
        Assert.Equal(0, await Run.AskAsync<long>("SELECT count(*) FROM gis.field WHERE layer_id = 'columns' AND name = '旧'"));
        Assert.Equal(0, await Run.AskAsync<long>("""SELECT count(*) FROM layer.columns WHERE "旧" IS NOT NULL"""));

        await Run.MustAsync("undo", "columns");

        Assert.Equal(["1 5 x", "2 6 y"], await Run.ListAsync("""SELECT "ID" || ' ' || "数" || ' ' || "旧" FROM for_public.columns ORDER BY "ID" """));
        Assert.Equal(0, await Run.AskAsync<long>("SELECT count(*) FROM gis.field WHERE layer_id = 'columns' AND name = '新'"));
    }

    [Fact]
    public async Task Undo_restores_rows_title_and_search_as_a_new_revision_and_once_more_goes_one_back()
    {
        var file = Folder.Write("u.geojson", Places(("a", "公園", 139.1), ("b", "駅", 139.2)));
        await Run.MustAsync("import", file, "--layer", "undo_me", "--title", "一番");
        var first = await Content("undo_me");
        await Run.MustAsync("import", Folder.Write("u2.geojson", Places(("a", "大公園", 139.15), ("c", "橋", 139.3))), "--layer", "undo_me", "--title", "二番");
        var second = await Content("undo_me");
        await Run.MustAsync("import", Folder.Write("u3.geojson", Places(("z", "全部違う", 139.5))), "--layer", "undo_me");

        await Run.MustAsync("undo", "undo_me");
        Assert.Equal(second, await Content("undo_me"));
        await Run.MustAsync("undo", "undo_me");
        Assert.Equal(first, await Content("undo_me"));
        Assert.Equal("一番", await Run.AskAsync<string>("SELECT title FROM gis.layer WHERE id = 'undo_me'"));
        Assert.Equal(["公園", "駅"], await Run.ListAsync("SELECT label FROM search.public_entry WHERE layer_id = 'undo_me' ORDER BY label"));
        Assert.Equal(5, await Run.AskAsync<long>("SELECT revision FROM gis.layer WHERE id = 'undo_me'"));

        // The undone file is not "the same file again", and views and triggers still work.
        await Run.MustAsync("import", Folder.Write("u3.geojson", Places(("z", "全部違う", 139.5))), "--layer", "undo_me");
        Assert.Equal(1, await Run.AskAsync<long>("SELECT count(*) FROM for_public.undo_me"));
        await Run.MustAsync("undo", "undo_me");
        await Run.MustAsync("undo", "undo_me");
        Assert.Equal(0, await Run.AskAsync<long>("SELECT count(*) FROM layer.undo_me"));
        Assert.Equal(1, (await Run.RunAsync("undo", "undo_me")).Code);
    }

    [Fact]
    public async Task Undo_names_edits_made_since_and_refuses_to_lose_them()
    {
        await Run.MustAsync("import", Folder.Write("v.geojson", Places(("a", "公園", 139.1))), "--layer", "edited");
        await Run.MustAsync("import", Folder.Write("v.geojson", Places(("a", "公園改", 139.1))), "--layer", "edited");
        await Run.ExecuteAsync("UPDATE layer.edited SET name = '職員の手直し'");
        var hash = await Run.HashAsync("edited");

        var result = await Run.RunAsync("undo", "edited");

        Assert.Equal(1, result.Code);
        Assert.Contains("第3版", result.Error, StringComparison.Ordinal);
        Assert.Contains("1件", result.Error, StringComparison.Ordinal);
        Assert.Equal(hash, await Run.HashAsync("edited"));
    }

    [Fact]
    public async Task A_trial_run_counts_the_difference_and_leaves_everything()
    {
        await Run.MustAsync("import", Folder.Write("d.geojson", Places(("a", "公園", 139.1))), "--layer", "trial");
        var hash = await Run.HashAsync("trial");

        var result = await Run.MustAsync("import", Folder.Write("d.geojson", Places(("a", "公園", 139.2), ("b", "駅", 139.3))), "--layer", "trial", "--dry-run");

        Assert.Contains("追加1 変更1", result.Output, StringComparison.Ordinal);
        Assert.Equal(hash, await Run.HashAsync("trial"));
        Assert.Equal(1, await Run.AskAsync<long>("SELECT count(*) FROM gis.import WHERE layer_id = 'trial'"));
    }

    [Fact]
    public async Task A_point_layer_takes_a_multipoint_that_comes_late()
    {
        await Run.MustAsync("import", Folder.Write("m.geojson", Places(("a", "公園", 139.1))), "--layer", "late");
        const string multi = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":"a","name":"公園"},"geometry":{"type":"Point","coordinates":[139.1,35.1]}},
            {"type":"Feature","properties":{"id":"b","name":"群"},"geometry":{"type":"MultiPoint","coordinates":[[139.2,35.1],[139.3,35.1]]}}]}
            """;

        await Run.MustAsync("import", Folder.Write("m.geojson", multi), "--layer", "late");

        Assert.Equal(2, await Run.AskAsync<long>("SELECT sum(1) FROM for_public.late WHERE GeometryType(geom) = 'MULTIPOINT'"));
        Assert.Equal("MultiPoint", await Run.AskAsync<string>("SELECT postgis_typmod_type(atttypmod) FROM pg_attribute WHERE attrelid = 'layer.late'::regclass AND attname = 'geom'"));
    }

    [Fact]
    public async Task A_second_import_of_one_layer_waits_and_says_so()
    {
        var file = Folder.Write("w.geojson", Places(("a", "公園", 139.1)));
        await Run.MustAsync("import", file, "--layer", "waiting");
        await using var holder = await Database.Owner.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var take = new Npgsql.NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('gis-import ' || 'waiting', 0))", holder))
            await take.ExecuteNonQueryAsync();

        var second = Run.RunAsync("import", file, "--layer", "waiting", "--title", "待った");
        await WaitForWaiterAsync();
        Assert.False(second.IsCompleted);
        await transaction.RollbackAsync();
        var result = await second;

        Assert.Equal(0, result.Code);
        Assert.Contains("待っています", result.Error, StringComparison.Ordinal);
        Assert.Equal("待った", await Run.AskAsync<string>("SELECT title FROM gis.layer WHERE id = 'waiting'"));
    }

    private async Task WaitForWaiterAsync()
    {
        for (var i = 0; i < 300; i++)
        {
            // Of this database: the tests that run beside this one have locks of their own.
            if (await Run.AskAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") > 0)
                return;
            await Task.Delay(100);
        }

        Assert.Fail("Nobody waits for the layer's lock.");
    }

    private Task<List<string>> Content(string layer) =>
        Run.ListAsync($"SELECT fid || ' ' || id || ' ' || name || ' ' || ST_AsText(geom) || ST_AsText(ST_SnapToGrid(geom_3857, 0.001)) FROM layer.{layer} ORDER BY fid");

    private static string Places(params (string Id, string Name, double Lon)[] places) =>
        """{"type":"FeatureCollection","features":[""" + string.Join(",", places.Select(p => FormattableString.Invariant(
            $$$"""{"type":"Feature","properties":{"id":"{{{p.Id}}}","name":"{{{p.Name}}}"},"geometry":{"type":"Point","coordinates":[{{{p.Lon}}},35.1]}}"""))) + "]}";
}
