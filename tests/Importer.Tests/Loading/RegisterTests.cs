using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Importer.Tests.Loading;

/// <summary>Personal data goes to schema register or to staff-only columns, and the public role finds none of it.</summary>
public sealed class RegisterTests(TestDatabase database) : ImporterTest(database)
{
    private const string Marker = "印語紫陽花";

    private const string Parcels = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"大字":"大字浜","地番":"１２－３","所有者名":"印語紫陽花太郎"},"geometry":{"type":"Polygon","coordinates":[[[139.1,35.1],[139.2,35.1],[139.2,35.2],[139.1,35.1]]]}},
        {"type":"Feature","properties":{"大字":"大字浜","地番":"１３","所有者名":"印語紫陽花花子"},"geometry":{"type":"Polygon","coordinates":[[[139.3,35.1],[139.4,35.1],[139.4,35.2],[139.3,35.1]]]}}]}
        """;

    [Fact]
    public async Task A_land_register_is_joined_to_its_parcels_and_hidden_from_the_public()
    {
        await Run.MustAsync("import", Folder.Write("p.geojson", Parcels), "--kind", "parcel", "--layer", "lots");
        var result = await Run.MustAsync(
            "import", Folder.Write("土地台帳.csv", $"大字,地番,地目,登記地積,所有者氏名,所有者住所\n浜,12番地3,宅地,100.5,{Marker}太郎,{Marker}市1\n浜,１３番,田,200,{Marker}花子,{Marker}市2\n"), "--layer", "owners");

        Assert.Equal("register", await Run.AskAsync<string>("SELECT table_schema::text FROM gis.layer WHERE id = 'owners' AND kind = 'land-register' AND audience = 'staff' AND geometry_type = 'none'"));
        Assert.Equal(
            ["浜/12-3 宅地", "浜/13 田"],
            await Run.ListAsync("""SELECT p.parcel_key || ' ' || r."地目" FROM layer.lots p JOIN register.owners r USING (parcel_key) ORDER BY 1"""));
        Assert.Equal(["owners parcel_key parcel_key staff"], await Run.ListAsync("SELECT register_id || ' ' || layer_key || ' ' || register_key || ' ' || rights_class FROM gis.relation WHERE layer_id = 'lots'"));
        Assert.Equal(["所有者住所", "所有者氏名"], await Run.ListAsync("SELECT name FROM gis.field WHERE layer_id = 'owners' AND personal ORDER BY name"));
        Assert.Equal("㎡", await Run.AskAsync<string>("SELECT unit FROM gis.field WHERE layer_id = 'owners' AND name = '登記地積'"));
        Assert.Equal(2, await Run.AskAsync<long>("SELECT count(point) FROM search.staff_entry WHERE layer_id = 'owners'"));
        Assert.Equal(0, await Run.AskAsync<long>("SELECT count(*) FROM search.public_entry WHERE layer_id = 'owners'"));
        Assert.DoesNotContain("位置のない", result.Output, StringComparison.Ordinal);

        // An owner's column that came inside the parcel file is for staff as well.
        Assert.Equal("staff", await Run.AskAsync<string>("SELECT rights_class FROM gis.field WHERE layer_id = 'lots' AND name = '所有者名' AND personal"));
        Assert.Contains(Marker, string.Concat(await StaffAsync("SELECT t::text FROM for_staff.lots t")), StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, await EverythingPublicAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_cannot_be_made_public()
    {
        var result = await Run.RunAsync("import", Folder.Write("r.csv", "大字,地番,所有者氏名\n浜,1,誰か\n"), "--kind", "land-register", "--layer", "open", "--audience", "public");

        Assert.Equal(2, result.Code);
        Assert.Equal("none", await Run.HashAsync("open", "register"));
    }

    [Fact]
    public async Task A_right_that_staff_closed_stays_closed_after_the_next_edition()
    {
        await Run.MustAsync("import", Folder.Write("a.csv", "名称,電話番号,緯度,経度\n会館,000-1,35.1,139.1\n"), "--kind", "facility", "--layer", "closed");
        await Run.ExecuteAsync("UPDATE gis.field SET rights_class = 'staff' WHERE layer_id = 'closed' AND name = '電話番号'; SELECT gis.expose('closed')");

        await Run.MustAsync("import", Folder.Write("a.csv", "名称,電話番号,緯度,経度\n会館,000-2,35.1,139.1\n"), "--kind", "facility", "--layer", "closed");

        Assert.Equal("staff", await Run.AskAsync<string>("SELECT rights_class FROM gis.field WHERE layer_id = 'closed' AND name = '電話番号'"));
        Assert.Equal(0, await Run.AskAsync<long>("SELECT count(*) FROM pg_attribute WHERE attrelid = 'for_public.closed'::regclass AND attname = '電話番号'"));
    }

    // Every table and view the public role may read at all, read under its own login.
    private async Task<string> EverythingPublicAsync()
    {
        var text = new System.Text.StringBuilder();
        var relations = new List<string>();
        await using (var list = Database.Public.CreateCommand(
            "SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')"))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                relations.Add(reader.GetString(0));
        }

        var read = 0;
        foreach (var relation in relations.Append("pg_catalog.pg_stats"))
        {
            try
            {
                await using var command = Database.Public.CreateCommand($"SELECT t::text FROM {relation} t");
                await using var rows = await command.ExecuteReaderAsync();
                while (await rows.ReadAsync())
                    text.Append(rows.IsDBNull(0) ? "" : rows.GetString(0));
                read++;
            }
            catch (PostgresException e) when (e.SqlState == "42501")
            {
                // No right to read it: nothing can be found in it.
            }
        }

        Assert.True(read > 3);
        return text.ToString();
    }

    private async Task<List<string>> StaffAsync(string sql)
    {
        var rows = new List<string>();
        await using var command = Database.Staff.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
