using Gis.Importer.Jobs;
using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Jobs;

/// <summary>A register's row is found where its parcel lies now, whoever moved, renumbered, added or took away the parcel.</summary>
public sealed class RegisterPlaceTests(TestDatabase database) : ImporterTest(database)
{
    [Fact]
    public async Task The_place_of_a_registers_entry_follows_its_parcel()
    {
        await ImportAsync(139.10);
        await Run.MustAsync("import", Folder.Write("土地台帳.csv", "大字,地番,地目,所有者氏名\n浜,1番地2,宅地,甲\n浜,3番,田,乙\n"), "--layer", "owners");
        await PlacedAsync("1-2 at 139.1100", "3 at 139.2100");

        await Run.ExecuteAsync("UPDATE layer.lots SET geom = ST_Translate(geom, 0.5, 0) WHERE parcel_key = '浜/1-2'");
        await PlacedAsync("1-2 at 139.6100", "3 at 139.2100");

        await Run.ExecuteAsync("UPDATE layer.lots SET parcel_key = '浜/9' WHERE parcel_key = '浜/3'");
        await PlacedAsync("1-2 at 139.6100", "3 at nowhere");
        await Run.ExecuteAsync("UPDATE layer.lots SET parcel_key = '浜/3' WHERE parcel_key = '浜/9'");
        await PlacedAsync("1-2 at 139.6100", "3 at 139.2100");

        await Run.ExecuteAsync("DELETE FROM layer.lots WHERE parcel_key = '浜/1-2'");
        await PlacedAsync("1-2 at nowhere", "3 at 139.2100");

        // A new edition moves both back and forth, all at once.
        await ImportAsync(139.30);
        await PlacedAsync("1-2 at 139.3100", "3 at 139.4100");
        await Run.MustAsync("undo", "lots");
        await PlacedAsync("1-2 at nowhere", "3 at 139.2100");
        await Run.ExecuteAsync("TRUNCATE layer.lots");
        await PlacedAsync("1-2 at nowhere", "3 at nowhere");

        // What nothing of a parcel's place depends on makes no work.
        await ImportAsync(139.50);
        await PlacedAsync("1-2 at 139.5100", "3 at 139.6100");
        await Run.ExecuteAsync("UPDATE layer.lots SET \"大字\" = '濱'");
        Assert.Equal(0, await Run.AskAsync<long>("SELECT count(*) FROM search.stale WHERE layer_id = 'owners'"));
    }

    [Fact]
    public async Task Of_very_many_parcels_at_once_one_note_is_made()
    {
        await ImportAsync(139.10);
        await Run.MustAsync("import", Folder.Write("土地台帳.csv", "大字,地番,地目,所有者氏名\n浜,1番地2,宅地,甲\n浜,3番,田,乙\n"), "--layer", "owners");
        for (var i = 0; i < 2; i++)
        {
            await Run.ExecuteAsync($"""
                INSERT INTO layer.lots (fid, geom, parcel_key)
                SELECT 1000 + {i} * 5000 + n, ST_SetSRID(ST_Multi(ST_MakeEnvelope(139, 35, 139.001, 35.001)), 6668), '浜/x' || n FROM generate_series(1, 1500) n
                """);
        }

        Assert.Equal([""], await Run.ListAsync("SELECT coalesce(fid::text, '') FROM search.stale WHERE layer_id = 'owners'"));
        await PlacedAsync("1-2 at 139.1100", "3 at 139.2100");
    }

    private async Task ImportAsync(double west)
    {
        string Box(double x) => FormattableString.Invariant($"[[[{x:F2},35.1],[{x + 0.02:F2},35.1],[{x + 0.02:F2},35.12],[{x:F2},35.12],[{x:F2},35.1]]]");
        await Run.MustAsync(
            "import",
            Folder.Write("lots.geojson", $$"""
                {"type":"FeatureCollection","features":[
                {"type":"Feature","properties":{"大字":"大字浜","地番":"1-2"},"geometry":{"type":"Polygon","coordinates":{{Box(west)}} } },
                {"type":"Feature","properties":{"大字":"大字浜","地番":"3"},"geometry":{"type":"Polygon","coordinates":{{Box(west + 0.1)}} } }]}
                """),
            "--kind", "parcel", "--layer", "lots");
    }

    private async Task PlacedAsync(params string[] wanted)
    {
        await new SearchKeeper(Database.Owner, _ => { }).RunAsync(true, CancellationToken.None);
        Assert.Equal(wanted, await Run.ListAsync("""
            SELECT DISTINCT split_part(r.parcel_key, '/', 2) || ' at ' || coalesce(round(ST_X(e.point)::numeric, 4)::text, 'nowhere')
            FROM search.staff_entry e JOIN register.owners r USING (fid) WHERE e.layer_id = 'owners' ORDER BY 1
            """));
    }
}
