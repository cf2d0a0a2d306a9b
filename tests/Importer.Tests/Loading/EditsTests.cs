using Gis.Importer.Tests.Commands;
using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Loading;

/// <summary>Editions of a file, people who edit in between, and undo: nothing is lost unseen, and what stands around the rows stays as it was.</summary>
public sealed class EditsTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ImporterRun run = new(database);

    public void Dispose()
    {
        folder.Dispose();
        run.Dispose();
    }

    [Fact]
    public async Task An_edit_stays_while_the_source_says_the_same_and_is_named_when_it_does_not()
    {
        await run.MustAsync("import", folder.Write("e.geojson", Places(("a", "公園"), ("b", "駅"), ("c", "橋"), ("d", "寺"))), "--layer", "edited");
        await run.ExecuteAsync(
            """
            UPDATE layer.edited SET name = '中央公園' WHERE id = 'a';
            UPDATE layer.edited SET name = '北駅' WHERE id = 'b';
            DELETE FROM layer.edited WHERE id = 'c';
            UPDATE layer.edited SET name = '古寺' WHERE id = 'd';
            INSERT INTO layer.edited (id, name, geom) VALUES ('own', '井戸', ST_SetSRID(ST_MakePoint(139.3, 35.3), 6668));
            """);

        await run.MustAsync("import", folder.Write("e.geojson", Places(("a", "公園"), ("b", "新駅"), ("c", "橋"), ("f", "滝"))), "--layer", "edited");

        Assert.Equal(["a 中央公園", "b 新駅", "f 滝", "own 井戸"], await run.ListAsync("SELECT id || ' ' || name FROM layer.edited ORDER BY id"));
        Assert.Equal(
            ["deletion-kept", "edit-kept", "edit-removed", "edit-replaced", "row-kept"],
            await run.ListAsync("SELECT DISTINCT e ->> 'code' FROM gis.import i, jsonb_array_elements(i.report -> 'list') e WHERE i.layer_id = 'edited' ORDER BY 1"));
        Assert.Equal(["北駅", "古寺"], await run.ListAsync("SELECT name FROM history.edited WHERE gis_edited ORDER BY id"));
    }

    [Fact]
    public async Task Two_imports_and_editors_at_once_wait_for_each_other_and_lose_nothing()
    {
        var one = folder.Write("one.geojson", Places([.. Enumerable.Range(0, 400).Select(i => ($"k{i}", $"一{i}"))]));
        var two = folder.Write("two.geojson", Places([.. Enumerable.Range(0, 400).Select(i => ($"k{i}", $"二{i}"))]));
        await run.MustAsync("import", folder.Write("zero.geojson", Places([.. Enumerable.Range(0, 400).Select(i => ($"k{i}", $"零{i}"))])), "--layer", "crowd");
        var fids = await run.ListAsync("SELECT fid || id FROM layer.crowd ORDER BY fid");

        var editors = Enumerable.Range(0, TestScale.Cases(6, 30)).Select(async editor =>
        {
            for (var n = 0; n < 5; n++)
                await run.ExecuteAsync($"UPDATE layer.crowd SET name = 'edit {editor}-{n}' WHERE id = 'k{(editor * 5) + n}'");
        });
        var imports = new[] { one, two }.Select(file => run.RunAsync("import", file, "--layer", "crowd")).ToList();
        await Task.WhenAll([.. imports, .. editors]);

        Assert.All(imports, i => Assert.Equal(0, i.Result.Code));
        Assert.Equal(fids, await run.ListAsync("SELECT fid || id FROM layer.crowd ORDER BY fid"));
        Assert.Equal(
            TestScale.Cases(6, 30) * 5,
            await run.AskAsync<long>("SELECT count(DISTINCT name) FROM (SELECT name FROM layer.crowd UNION ALL SELECT name FROM history.crowd) r WHERE name LIKE 'edit%'"));
        Assert.Equal(1, await run.AskAsync<long>("SELECT count(DISTINCT left(name, 1)) FROM layer.crowd WHERE NOT gis_edited AND name NOT LIKE 'edit%'"));
    }

    [Fact]
    public async Task Three_editions_and_an_undo_leave_views_grants_policies_and_triggers_as_they_were()
    {
        await run.MustAsync("import", folder.Write("s.geojson", Places(("a", "公園"), ("b", "駅"))), "--layer", "steady");
        var before = await AroundAsync("steady");
        for (var edition = 1; edition <= 3; edition++)
            await run.MustAsync("import", folder.Write("s.geojson", Places(("a", $"公園{edition}"), ($"b{edition}", "駅"))), "--layer", "steady");
        await run.MustAsync("undo", "steady");

        Assert.Equal(before, await AroundAsync("steady"));
        Assert.True(before.Count > 10);
        Assert.Equal(["a 公園2", "b2 駅"], await run.ListAsync("SELECT id || ' ' || name FROM layer.steady ORDER BY id"));
    }

    [Fact]
    public async Task Undo_brings_back_shapes_without_a_place_and_a_renumbered_map_changes_nothing()
    {
        const string Shapes = "SELECT map_name || ' ' || ST_AsText(geom) FROM gis.unplaced_geometry WHERE layer_id = 'free' ORDER BY fid";
        await run.MustAsync("import", folder.Write("m.xml", MojMapFixture.Map("任意座標系", MojMapFixture.Square(0, 0, 10))), "--layer", "free");
        var first = await run.ListAsync(Shapes);
        Assert.Single(first);

        await run.MustAsync("import", folder.Write("m.xml", MojMapFixture.Map("任意座標系", MojMapFixture.Square(0, 0, 20))), "--layer", "free");
        Assert.NotEqual(first, await run.ListAsync(Shapes));
        await run.MustAsync("undo", "free");
        Assert.Equal(first, await run.ListAsync(Shapes));

        var renumbered = MojMapFixture.Map("任意座標系", MojMapFixture.Square(0, 0, 10)).Replace("\"H1\"", "\"H000000099\"", StringComparison.Ordinal);
        var again = await run.MustAsync("import", folder.Write("m.xml", renumbered), "--layer", "free");
        Assert.Contains("追加0 変更0 削除0 そのまま1", again.Output, StringComparison.Ordinal);
    }

    // Everything in the system catalogues that hangs on a layer's relations, without object numbers.
    private Task<List<string>> AroundAsync(string layer) => run.ListAsync(
        $"""
        SELECT c.oid::regclass || ' ' || c.relkind::text || ' ' || coalesce(c.relacl::text, '') || ' ' || coalesce(c.reloptions::text, '') || ' ' || coalesce(pg_get_viewdef(CASE WHEN c.relkind = 'v' THEN c.oid END), '')
        FROM pg_class c WHERE c.relname = '{layer}'
        UNION ALL
        SELECT 'trigger ' || pg_get_triggerdef(t.oid) || t.tgenabled::text FROM pg_trigger t WHERE t.tgrelid = 'layer.{layer}'::regclass
        UNION ALL
        SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i WHERE i.indrelid IN ('layer.{layer}'::regclass, 'history.{layer}'::regclass)
        UNION ALL
        SELECT 'policy ' || schemaname || tablename || policyname || coalesce(qual, '') FROM pg_policies
        UNION ALL
        SELECT 'column ' || attrelid::regclass || attname || format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'layer.{layer}'::regclass AND attnum > 0
        ORDER BY 1
        """);

    private static string Places(params (string Id, string Name)[] places) =>
        """{"type":"FeatureCollection","features":[""" + string.Join(",", places.Select(p => FormattableString.Invariant(
            $$$"""{"type":"Feature","properties":{"id":"{{{p.Id}}}","name":"{{{p.Name}}}"},"geometry":{"type":"Point","coordinates":[139.1,{{{35 + (p.Id.Aggregate(7, (h, c) => ((h * 31) + c) % 99_991) * 1e-5)}}}]}}"""))) + "]}";
}
