using Gis.Testing;
using Xunit;

namespace Gis.Core.Tests.Database;

/// <summary>Rules 4 and 5: nothing is overwritten, every write is seen, plain SQL and TRUNCATE too.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await _database.Owner.ExecuteAsync(MadeLayer.Sql);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_mercator_shape_follows_the_stored_one()
    {
        const string Distance = "SELECT max(ST_Distance(geom_3857, ST_Transform(geom, 3857))) FROM layer.spot WHERE geom IS NOT NULL";
        Assert.True(await _database.Owner.ScalarAsync<double>(Distance) < 1e-6);
        await _database.Owner.ExecuteAsync("UPDATE layer.spot SET geom = ST_SetSRID(ST_MakePoint(140, 36), 6668) WHERE fid = 1");
        Assert.True(await _database.Owner.ScalarAsync<double>(Distance) < 1e-6);
        await _database.Owner.ExecuteAsync("UPDATE layer.spot SET geom = NULL WHERE fid = 1");
        Assert.True(await _database.Owner.ScalarAsync<bool>("SELECT geom_3857 IS NULL FROM layer.spot WHERE fid = 1"));
    }

    [Fact]
    public async Task Any_past_minute_can_be_asked_for()
    {
        var before = await _database.Owner.ScalarAsync<DateTime>("SELECT clock_timestamp()");
        await _database.Owner.ExecuteAsync("UPDATE layer.spot SET \"名称\" = '新しい名' WHERE fid = 1");
        await _database.Owner.ExecuteAsync("DELETE FROM layer.spot WHERE fid = 2");
        var names = await _database.Owner.ScalarAsync<string>($"""
            SELECT string_agg("名称", ',' ORDER BY fid) FROM (
                SELECT fid, "名称" FROM layer.spot WHERE gis_since <= '{before:O}'
                UNION ALL
                SELECT fid, "名称" FROM history.spot WHERE gis_since <= '{before:O}' AND gis_until > '{before:O}') then_rows
            """);
        Assert.Equal("一番,二番,場所なし", names);
    }

    [Fact]
    public async Task Truncate_loses_nothing_and_is_journalled()
    {
        await _database.Owner.ExecuteAsync("TRUNCATE layer.spot");
        Assert.Equal(3, await _database.Owner.ScalarAsync<long>("SELECT count(*) FROM history.spot WHERE gis_operation = 'truncate'"));
        Assert.Equal(3, await _database.Owner.ScalarAsync<long>(
            "SELECT row_count FROM gis.change WHERE operation = 'truncate' AND ST_NPoints(area) > 0"));
    }

    [Fact]
    public async Task The_journal_holds_the_old_and_the_new_place()
    {
        await _database.Owner.ExecuteAsync("UPDATE layer.spot SET geom = ST_SetSRID(ST_MakePoint(140, 36), 6668) WHERE fid = 1");
        Assert.True(await _database.Owner.ScalarAsync<bool>("""
            SELECT ST_DWithin(area, ST_Transform(ST_SetSRID(ST_MakePoint(139.30, 35.10), 6668), 3857), 0.01)
               AND ST_DWithin(area, ST_Transform(ST_SetSRID(ST_MakePoint(140, 36), 6668), 3857), 0.01)
            FROM gis.change WHERE operation = 'update'
            """));
    }

    [Fact]
    public async Task One_transaction_makes_one_revision_and_a_statement_without_rows_makes_none()
    {
        var start = await _database.Owner.ScalarAsync<long>("SELECT revision FROM gis.layer WHERE id = 'spot'");
        await _database.Owner.ExecuteAsync("""
            BEGIN;
            UPDATE layer.spot SET "名称" = 'あ' WHERE fid = 1;
            DELETE FROM layer.spot WHERE fid = 2;
            COMMIT;
            """);
        await _database.Owner.ExecuteAsync("DELETE FROM layer.spot WHERE fid = 99");
        Assert.Equal(start + 1, await _database.Owner.ScalarAsync<long>("SELECT revision FROM gis.layer WHERE id = 'spot'"));
        Assert.Equal(start + 1, await _database.Owner.ScalarAsync<long>("SELECT max(revision) FROM gis.revision WHERE layer_id = 'spot'"));
    }

    [Fact]
    public async Task A_column_that_comes_later_is_kept_in_history_too()
    {
        await _database.Owner.ExecuteAsync("""
            ALTER TABLE layer.spot ADD "定員" int;
            SELECT gis.expose('spot');
            UPDATE layer.spot SET "定員" = 10;
            UPDATE layer.spot SET "定員" = 20;
            """);
        Assert.Equal(3, await _database.Owner.ScalarAsync<long>("SELECT count(*) FROM history.spot WHERE \"定員\" = 10"));
    }
}
