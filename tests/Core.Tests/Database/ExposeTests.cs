using Gis.Core.Catalogue;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Core.Tests.Database;

/// <summary>Rule 3: the database keeps the secrets. Everything here is asked under the web roles' own logins.</summary>
public sealed class ExposeTests : IAsyncLifetime
{
    private const string InsufficientPrivilege = "42501";
    private readonly TestDatabase _database = new();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await _database.Owner.ExecuteAsync(MadeLayer.Sql);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_public_view_has_exactly_the_public_fields()
    {
        const string Columns = "SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = '{0}'::regclass AND attnum > 0";
        Assert.Equal("fid,geom,geom_3857,gis_since,名称",
            await _database.Owner.ScalarAsync<string>(Columns.Replace("{0}", "for_public.spot", StringComparison.Ordinal)));
        Assert.Equal("fid,geom,geom_3857,gis_since,名称,所有者",
            await _database.Owner.ScalarAsync<string>(Columns.Replace("{0}", "for_staff.spot", StringComparison.Ordinal)));
        Assert.Equal(3, await _database.Public.ScalarAsync<long>("SELECT count(*) FROM for_public.spot"));
    }

    [Theory]
    [InlineData("SELECT * FROM layer.spot")]
    [InlineData("SELECT * FROM history.spot")]
    [InlineData("SELECT * FROM for_staff.spot")]
    [InlineData("SELECT lineage FROM gis.layer")]
    [InlineData("SELECT * FROM gis.import")]
    [InlineData("SELECT * FROM gis.set_aside")]
    [InlineData("SELECT * FROM gis.unplaced_history")]
    [InlineData("SELECT * FROM search.staff_entry")]
    [InlineData("SELECT gis.record_change('spot', 'insert', 1, NULL)")]
    [InlineData("SELECT gis.current_revision('spot')")]
    [InlineData("SELECT gis.drop_layer('spot')")]
    [InlineData("SELECT gis.expose('spot')")]
    [InlineData("INSERT INTO for_public.spot (fid) VALUES (9)")]
    [InlineData("UPDATE for_public.spot SET \"名称\" = 'x'")]
    [InlineData("DELETE FROM for_public.spot")]
    [InlineData("UPDATE gis.layer SET audience = 'public'")]
    [InlineData("CREATE TABLE public.t (a int)")]
    [InlineData("CREATE SCHEMA s")]
    [InlineData("SET ROLE gis_staff")]
    [InlineData("SET ROLE gis_owner")]
    [InlineData("SET SESSION AUTHORIZATION gis_owner")]
    [InlineData("COPY for_public.spot TO PROGRAM 'cat'")]
    [InlineData("SELECT pg_read_file('/etc/passwd')")]
    public async Task The_public_role_is_denied(string sql) => Assert.Equal(InsufficientPrivilege, await _database.Public.DeniedAsync(sql));

    [Fact]
    public async Task Statistics_tell_the_public_role_nothing()
    {
        await _database.Owner.ExecuteAsync("ANALYZE layer.spot; ANALYZE history.spot");
        Assert.True(await _database.Owner.ScalarAsync<long>("SELECT count(*) FROM pg_stats WHERE schemaname = 'layer'") > 0);
        Assert.Equal(0, await _database.Public.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stats WHERE schemaname IN ('layer', 'register', 'history', 'for_staff', 'gis', 'search')"));
    }

    [Fact]
    public async Task The_catalogue_shows_each_role_its_own_part()
    {
        await _database.Owner.ExecuteAsync("""
            INSERT INTO gis.layer (id, title, kind, audience, geometry_type, table_schema) VALUES ('owners', '台帳', 'other', 'staff', 'none', 'register');
            INSERT INTO gis.field (layer_id, name, title, type, ordinal, rights_class) VALUES ('owners', '氏名', '氏名', 'text', 1, 'staff');
            CREATE TABLE register.owners (fid bigint PRIMARY KEY, gis_since timestamptz NOT NULL DEFAULT now(),
                gis_published boolean NOT NULL DEFAULT true, "氏名" text);
            SELECT gis.expose('owners');
            """);
        await using var publicConnection = await _database.Public.OpenConnectionAsync();
        await using var staffConnection = await _database.Staff.OpenConnectionAsync();
        var seen = await CatalogueReader.LoadAsync(publicConnection);
        var staff = await CatalogueReader.LoadAsync(staffConnection);

        var layer = Assert.Single(seen.Layers);
        Assert.Equal("名称", Assert.Single(layer.Fields).Name);
        Assert.Equal(["owners", "spot"], staff.Layers.Select(l => l.Id.Value).Order());
        Assert.Equal(2, staff.Find(LayerId.Parse("spot"))!.Fields.Count);
        Assert.Equal("42P01", await _database.Public.DeniedAsync("SELECT * FROM for_public.owners"));
    }

    [Fact]
    public async Task A_field_that_becomes_staff_only_leaves_the_public_view_at_once()
    {
        await _database.Owner.ExecuteAsync("""
            UPDATE gis.field SET rights_class = 'staff' WHERE layer_id = 'spot';
            SELECT gis.expose('spot');
            """);
        var error = await Assert.ThrowsAsync<PostgresException>(() => _database.Public.ExecuteAsync("SELECT \"名称\" FROM for_public.spot"));
        Assert.Equal("42703", error.SqlState);
    }

    [Fact]
    public async Task Hidden_rows_stay_hidden_even_from_a_function_in_the_query()
    {
        await _database.Owner.ExecuteAsync("""
            UPDATE layer.spot SET gis_published = false WHERE fid = 2;
            UPDATE gis.layer SET row_filtered = true WHERE id = 'spot';
            SELECT gis.expose('spot');
            """);
        Assert.Equal(2, await _database.Public.ScalarAsync<long>("SELECT count(*) FROM for_public.spot"));
        Assert.Equal(3, await _database.Staff.ScalarAsync<long>("SELECT count(*) FROM for_staff.spot"));
        // A cast that fails on the hidden row would tell its value in the error: the barrier must keep it from being evaluated.
        Assert.Equal(0, await _database.Public.ScalarAsync<long>(
            "SELECT count(*) FROM for_public.spot WHERE CASE WHEN \"名称\" = '二番' THEN \"名称\"::int ELSE 0 END = 1"));
    }
}
