using Gis.Importer.Tests.Commands;
using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Loading;

/// <summary>Editions of a file, people who edit in between, and undo: nothing is lost unseen, and what stands around the rows stays as it was.</summary>
public sealed class EditsTests(TestDatabase database) : ImporterTest(database)
{
    [Fact]
    public async Task An_edit_stays_while_the_source_says_the_same_and_is_named_when_it_does_not()
    {
        await Run.MustAsync("import", Folder.Write("e.geojson", Places(("a", "公園"), ("b", "駅"), ("c", "橋"), ("d", "寺"))), "--layer", "edited");
        await Run.ExecuteAsync(
            """
            UPDATE layer.edited SET name = '中央公園' WHERE id = 'a';
            UPDATE layer.edited SET name = '北駅' WHERE id = 'b';
            DELETE FROM layer.edited WHERE id = 'c';
            UPDATE layer.edited SET name = '古寺' WHERE id = 'd';
            INSERT INTO layer.edited (id, name, geom) VALUES ('own', '井戸', ST_SetSRID(ST_MakePoint(139.3, 35.3), 6668));
            """);

        await Run.MustAsync("import", Folder.Write("e.geojson", Places(("a", "公園"), ("b", "新駅"), ("c", "橋"), ("f", "滝"))), "--layer", "edited");

        Assert.Equal(["a 中央公園", "b 新駅", "f 滝", "own 井戸"], await Run.ListAsync("SELECT id || ' ' || name FROM layer.edited ORDER BY id"));
        Assert.Equal(
            ["deletion-kept", "edit-kept", "edit-removed", "edit-replaced", "row-kept"],
            await Run.ListAsync("SELECT DISTINCT e ->> 'code' FROM gis.import i, jsonb_array_elements(i.report -> 'list') e WHERE i.layer_id = 'edited' ORDER BY 1"));
        Assert.Equal(["北駅", "古寺"], await Run.ListAsync("SELECT name FROM history.edited WHERE gis_edited ORDER BY id"));
    }

    [Fact]
    public async Task Two_imports_and_editors_at_once_wait_for_each_other_and_lose_nothing_and_a_reader_never_sees_a_mixture()
    {
        for (var round = 0; round < TestScale.Cases(2, 50); round++)
            await CrowdAsync($"crowd{round}", TestScale.Cases(6, 30));
    }

    // Two editions at once, each row's name told apart by its first character; every editor changes rows of his own.
    private async Task CrowdAsync(string layer, int editors)
    {
        string Edition(string name, char mark) => Folder.Write($"{name}.geojson", Places([.. Enumerable.Range(0, 400).Select(i => ($"k{i}", $"{mark}{i}"))]));
        var files = new[] { Edition("one", '一'), Edition("two", '二') };
        await Run.MustAsync("import", Edition("zero", '零'), "--layer", layer);
        var fids = await Run.ListAsync($"SELECT fid || id FROM layer.{layer} ORDER BY fid");
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() => ReadAsync(layer, stop.Token));

        var edits = Enumerable.Range(0, editors).Select(async editor =>
        {
            for (var n = 0; n < 5; n++)
                await Run.ExecuteAsync($"UPDATE layer.{layer} SET name = 'edit {editor}-{n}' WHERE id = 'k{(editor * 5) + n}'");
        });
        var imports = files.Select(file => Run.RunAsync("import", file, "--layer", layer)).ToList();
        await Task.WhenAll([.. imports, .. edits]);
        await stop.CancelAsync();

        // Both are done, one after the other: the last one's rows stand, and whoever came second says whom he waited for.
        Assert.All(imports, i => Assert.Equal(0, i.Result.Code));
        Assert.All(imports.Where(i => i.Result.Error.Length > 0), i => Assert.Contains("別の取り込みの途中です", i.Result.Error, StringComparison.Ordinal));
        Assert.Equal(fids, await Run.ListAsync($"SELECT fid || id FROM layer.{layer} ORDER BY fid"));
        Assert.Equal(
            editors * 5,
            await Run.AskAsync<long>($"SELECT count(DISTINCT name) FROM (SELECT name FROM layer.{layer} UNION ALL SELECT name FROM history.{layer}) r WHERE name LIKE 'edit%'"));
        Assert.Equal(1, await Run.AskAsync<long>($"SELECT count(DISTINCT left(name, 1)) FROM layer.{layer} WHERE NOT gis_edited AND name NOT LIKE 'edit%'"));

        // An edit that the second edition replaced stands in its report by number.
        Assert.Equal(0, await Run.AskAsync<long>(
            $"""
            SELECT count(*) FROM history.{layer} h JOIN layer.{layer} t USING (fid)
            WHERE h.name LIKE 'edit%' AND h.gis_edited AND t.name NOT LIKE 'edit%' AND NOT EXISTS (
                SELECT FROM gis.import i, jsonb_array_elements(i.report -> 'list') e WHERE i.layer_id = '{layer}' AND e ->> 'code' = 'edit-replaced' AND e ->> 'place' = 'fid ' || h.fid)
            """));
        Assert.InRange(await reader, 1, int.MaxValue);
    }

    // As the public server reads: all rows are there, and what no editor touched is of one edition.
    private async Task<int> ReadAsync(string layer, CancellationToken stop)
    {
        var read = 0;
        for (; !stop.IsCancellationRequested; read++)
        {
            await using var command = Database.Public.CreateCommand($"SELECT count(*) || ' ' || count(DISTINCT left(name, 1)) FILTER (WHERE name NOT LIKE 'edit%') FROM for_public.{layer}");
            Assert.Equal("400 1", await command.ExecuteScalarAsync(CancellationToken.None));
        }

        return read;
    }

    [Theory]
    [InlineData("public")]
    [InlineData("staff")]
    public async Task Three_editions_and_an_undo_leave_views_grants_policies_and_triggers_as_they_were(string audience)
    {
        var layer = "steady_" + audience;
        string[] import = ["import", Path.Combine(Folder.Root, "s.geojson"), "--layer", layer, "--audience", audience];
        Folder.Write("s.geojson", WithOwner(Places(("a", "公園"), ("b", "駅"))));
        await Run.MustAsync(import);
        var (before, rights) = (await AroundAsync(layer), await RightsAsync(layer));
        for (var edition = 1; edition <= 3; edition++)
        {
            Folder.Write("s.geojson", WithOwner(Places(("a", $"公園{edition}"), ($"b{edition}", "駅"))));
            await Run.MustAsync(import);
        }

        await Run.MustAsync("undo", layer);

        Assert.Equal(before, await AroundAsync(layer));
        Assert.Equal(rights, await RightsAsync(layer));
        Assert.Equal(
            audience == "public"
                ? ["gis_public for_public", "gis_staff for_staff", "public view without owner", "staff view with owner"]
                : ["gis_staff for_staff", "staff view with owner"],
            rights);
        foreach (var what in (string[])["r", "v", "trigger", "index", "policy", "column"])
            Assert.Contains(before, line => line.StartsWith(what + " ", StringComparison.Ordinal));
        Assert.Equal(["a 公園2", "b2 駅"], await Run.ListAsync($"SELECT id || ' ' || name FROM layer.{layer} ORDER BY id"));
    }

    private static string WithOwner(string places) => places.Replace("\"name\"", "\"所有者氏名\":\"山田\",\"name\"", StringComparison.Ordinal);

    // Who may read what, asked of the server itself, and which view shows the owner's name.
    private Task<List<string>> RightsAsync(string layer) => Run.ListAsync(
        $"""
        SELECT r || ' ' || n.nspname FROM unnest(ARRAY['gis_public', 'gis_staff']) r, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relname = '{layer}' AND c.relkind IN ('r', 'v') AND has_any_column_privilege(r, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES') AND has_schema_privilege(r, n.oid, 'USAGE')
        UNION ALL
        SELECT substr(table_schema, 5) || ' view ' || CASE WHEN bool_or(column_name = '所有者氏名') THEN 'with' ELSE 'without' END || ' owner'
        FROM information_schema.columns WHERE table_name = '{layer}' AND table_schema LIKE 'for!_%' ESCAPE '!' GROUP BY table_schema
        ORDER BY 1
        """);

    [Fact]
    public async Task Undo_brings_back_shapes_without_a_place_and_a_renumbered_map_changes_nothing()
    {
        const string Shapes = "SELECT map_name || ' ' || ST_AsText(geom) FROM gis.unplaced_geometry WHERE layer_id = 'free' ORDER BY fid";
        await Run.MustAsync("import", Folder.Write("m.xml", MojMapFixture.Map("任意座標系", MojMapFixture.Square(0, 0, 10))), "--layer", "free");
        var first = await Run.ListAsync(Shapes);
        Assert.Single(first);

        await Run.MustAsync("import", Folder.Write("m.xml", MojMapFixture.Map("任意座標系", MojMapFixture.Square(0, 0, 20))), "--layer", "free");
        Assert.NotEqual(first, await Run.ListAsync(Shapes));
        await Run.MustAsync("undo", "free");
        Assert.Equal(first, await Run.ListAsync(Shapes));

        var renumbered = MojMapFixture.Map("任意座標系", MojMapFixture.Square(0, 0, 10)).Replace("\"H1\"", "\"H000000099\"", StringComparison.Ordinal);
        var again = await Run.MustAsync("import", Folder.Write("m.xml", renumbered), "--layer", "free");
        Assert.Contains("追加0 変更0 削除0 そのまま1", again.Output, StringComparison.Ordinal);
    }

    // Everything in the system catalogues that hangs on a layer's relations, without object numbers.
    private Task<List<string>> AroundAsync(string layer) => Run.ListAsync(
        $"""
        WITH relation AS (SELECT c.* FROM pg_class c WHERE c.relname = '{layer}')
        SELECT relkind::text || ' ' || oid::regclass || ' ' || relowner::regrole || ' ' || coalesce(relacl::text, '') || ' ' || coalesce(reloptions::text, '') || relrowsecurity || relforcerowsecurity
            || coalesce(pg_get_viewdef(CASE WHEN relkind = 'v' THEN oid END), '') FROM relation
        UNION ALL
        SELECT 'trigger ' || pg_get_triggerdef(t.oid) || t.tgenabled::text FROM pg_trigger t JOIN relation r ON t.tgrelid = r.oid
        UNION ALL
        SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN relation r ON i.indrelid = r.oid
        UNION ALL
        SELECT 'policy ' || concat_ws(' ', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check) FROM pg_policies
        UNION ALL
        SELECT 'column ' || attrelid::regclass || ' ' || attname || ' ' || format_type(atttypid, atttypmod) || attnotnull || coalesce(attacl::text, '') FROM pg_attribute a JOIN relation r ON a.attrelid = r.oid WHERE attnum > 0
        UNION ALL
        SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(o.oid) FROM pg_constraint o JOIN relation r ON o.conrelid = r.oid
        ORDER BY 1
        """);

    private static string Places(params (string Id, string Name)[] places) =>
        """{"type":"FeatureCollection","features":[""" + string.Join(",", places.Select(p => FormattableString.Invariant(
            $$$"""{"type":"Feature","properties":{"id":"{{{p.Id}}}","name":"{{{p.Name}}}"},"geometry":{"type":"Point","coordinates":[139.1,{{{35 + (p.Id.Aggregate(7, (h, c) => ((h * 31) + c) % 99_991) * 1e-5)}}}]}}"""))) + "]}";
}
