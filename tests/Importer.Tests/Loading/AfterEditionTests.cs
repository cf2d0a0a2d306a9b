using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Loading;

/// <summary>What is kept beside the rows of a layer, after an edition that touched only some of them: search entries, counts, extent.</summary>
public sealed class AfterEditionTests(TestDatabase database) : ImporterTest(database)
{
    private const string First = "ID,名称,備考,緯度,経度\n1,公園,a,35.1,139.1\n2,駅,b,35.2,139.2\n3,橋,c,35.3,139.3\n4,寺,d,35.4,139.4\n5,滝,e,35.5,139.5\n";

    [Fact]
    public async Task Search_entries_follow_words_and_places_and_those_of_other_rows_are_not_touched()
    {
        await Run.MustAsync("import", Folder.Write("s.csv", First), "--layer", "spoken");
        var untouched = await EntryRowsAsync("'公園', '寺'");

        // 2 is renamed, 3 moves, 4 has another remark, 5 goes, 6 comes.
        await Run.MustAsync(
            "import", Folder.Write("s.csv", "ID,名称,備考,緯度,経度\n1,公園,a,35.1,139.1\n2,新駅,b,35.2,139.2\n3,橋,c,35.3,139.35\n4,寺,新,35.4,139.4\n6,塔,f,35.6,139.6\n"),
            "--layer", "spoken");

        Assert.Equal(
            ["公園 139.1", "塔 139.6", "寺 139.4", "新駅 139.2", "橋 139.35"],
            await Run.ListAsync("SELECT label || ' ' || ST_X(point) FROM search.public_entry WHERE layer_id = 'spoken' ORDER BY label COLLATE \"C\""));
        Assert.Equal(untouched, await EntryRowsAsync("'公園', '寺'"));
        Assert.Equal(
            0,
            await Run.AskAsync<long>(
                "SELECT count(*) FROM search.public_entry e WHERE layer_id = 'spoken' AND NOT EXISTS (SELECT FROM layer.spoken t WHERE t.fid = e.fid AND t.\"名称\" = e.label)"));
    }

    [Theory]
    [InlineData("unedited", "SELECT 1")]
    [InlineData("moved", "UPDATE layer.{0} SET geom = ST_SetSRID(ST_MakePoint(139.9, 35.9), 6668) WHERE \"ID\" = '1'")]
    [InlineData("deleted", "DELETE FROM layer.{0} WHERE \"ID\" = '4'")]
    [InlineData("added", "INSERT INTO layer.{0} (\"名称\", geom) VALUES ('井戸', ST_SetSRID(ST_MakePoint(138.9, 34.9), 6668))")]
    [InlineData("copied", "INSERT INTO layer.{0} (geom, gis_key, gis_hash, \"ID\", \"名称\") SELECT geom, gis_key, gis_hash, \"ID\", \"名称\" FROM layer.{0} WHERE \"ID\" = '1'")]
    public async Task Counts_and_extent_are_those_of_the_rows_also_where_people_edited(string layer, string edit)
    {
        await Run.MustAsync("import", Folder.Write("n.csv", First), "--layer", layer);
        await Run.ExecuteAsync(edit.Replace("{0}", layer, StringComparison.Ordinal));

        await Run.MustAsync(
            "import", Folder.Write("n.csv", "ID,名称,備考,緯度,経度\n1,公園,a,35.1,139.1\n2,駅,b,35.25,139.2\n4,寺,d,35.4,139.4\n7,無名,x,,\n"), "--layer", layer);

        Assert.Equal(
            await Run.AskAsync<string>($"SELECT count(*) || ' ' || count(*) - count(geom) || ' ' || ST_Extent(geom) FROM layer.{layer}"),
            await Run.AskAsync<string>(
                $"SELECT feature_count || ' ' || unplaced_count || ' ' || Box2D(ST_MakeEnvelope(bbox[1], bbox[2], bbox[3], bbox[4])) FROM gis.layer WHERE id = '{layer}'"));
    }

    // The rows as they lie in the table: a row that was written anew lies elsewhere.
    private Task<List<string>> EntryRowsAsync(string labels) =>
        Run.ListAsync($"SELECT label || ctid || xmin FROM search.public_entry WHERE layer_id = 'spoken' AND label IN ({labels}) ORDER BY label");
}
