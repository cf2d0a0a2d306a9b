using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Secrets;

/// <summary>What a program can do that holds the public secret and nothing else, in plain SQL.</summary>
public sealed class PublicRoleTests(SmallTown town) : IClassFixture<SmallTown>
{
    public static TheoryData<string> Forbidden =>
    [
        "SET ROLE gis_staff", "SET ROLE gis_owner", "SET ROLE postgres", "SET SESSION AUTHORIZATION gis_staff", "GRANT gis_staff TO gis_public",
        "ALTER ROLE gis_public SUPERUSER", "CREATE ROLE intruder", "CREATE TABLE public.mine (a int)", "CREATE SCHEMA mine", "CREATE EXTENSION dblink",
        "SELECT * FROM layer.parcels", "SELECT * FROM register.land_register", "SELECT * FROM history.parcels", "SELECT * FROM for_staff.parcels",
        "SELECT * FROM for_staff.land_register", "SELECT * FROM for_public.land_register", "SELECT * FROM for_public.patrol", "SELECT \"備考\" FROM for_public.parcels",
        "SELECT * FROM search.staff_entry", "SELECT * FROM account.staff_account", "SELECT * FROM gis.revision", "SELECT * FROM gis.import", "SELECT * FROM gis.set_aside",
        "SELECT * FROM gis.unplaced_history", "SELECT * FROM gis.unplaced_geometry", "SELECT lineage FROM gis.layer", "SELECT * FROM gis.layer", "SELECT * FROM gis.rights_class",
        "INSERT INTO for_public.parcels (fid) VALUES (99)", "UPDATE gis.layer SET title = 'x'", "DELETE FROM search.public_entry", "TRUNCATE gis.kind",
        "SELECT gis.expose('parcels')", "SELECT gis.drop_layer('parcels')", "SELECT gis.record_change('parcels', 'insert', 1, NULL)", "SELECT gis.view_definition('parcels', 'staff')",
        "CREATE VIEW mine AS SELECT 1", "COPY gis.kind TO PROGRAM 'id'", "COPY (SELECT 1) TO '/tmp/x'", "SELECT pg_read_file('/etc/passwd')", "SELECT pg_ls_dir('.')",
        "SELECT lo_import('/etc/passwd')", "SELECT * FROM pg_authid", "SELECT * FROM pg_statistic", "ALTER SYSTEM SET log_statement = 'all'", "SELECT pg_reload_conf()",
        "LOAD 'plpython3'", "DO LANGUAGE plpython3u 'pass'", "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task It_is_refused(string sql)
    {
        var error = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(sql));
        Assert.Contains(error.SqlState, (string[])["42501", "42P01", "42703", "0LP01", "42704", "0A000", "58P01", "42883"]);
        foreach (var word in SmallTown.Secrets)
            Assert.DoesNotContain(word, error.ToString());
    }

    [Fact]
    public Task Nothing_it_can_read_anywhere_holds_a_word_of_the_staff() =>
        PublicReach.AssertNowhereAsync(town.Database.Public, string.Join('|', SmallTown.Secrets));

    [Fact]
    public async Task Statistics_tell_it_nothing_of_what_it_may_not_read()
    {
        await using (var analyze = town.Database.Owner.CreateCommand("ANALYZE layer.parcels; ANALYZE register.land_register; ANALYZE search.staff_entry"))
            await analyze.ExecuteNonQueryAsync();
        Assert.Empty(await ListAsync("SELECT attname::text FROM pg_stats WHERE schemaname IN ('layer', 'register', 'history')"));
        Assert.Empty(await ListAsync("SELECT attname::text FROM pg_stats WHERE tablename = 'staff_entry'"));
        Assert.Empty(await ListAsync("SELECT query FROM pg_stat_activity WHERE usename <> current_user AND query <> '<insufficient privilege>'"));
    }

    [Fact]
    public async Task No_function_of_the_platform_gives_it_more_than_its_own_classes()
    {
        var callable = await ListAsync("""
            SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname IN ('gis', 'layer', 'register', 'history', 'for_public', 'for_staff', 'search', 'account')
              AND has_schema_privilege(n.oid, 'USAGE') AND has_function_privilege(p.oid, 'EXECUTE') ORDER BY 1
            """);
        Assert.Equal(["gis.my_classes()"], callable);
        Assert.Equal(["public"], await ListAsync("SELECT unnest(gis.my_classes())"));
    }

    [Fact]
    public async Task A_hidden_row_cannot_be_smelt_by_a_function_in_the_condition()
    {
        // A leaky condition is run only behind the view's own filter (security barrier), so it never meets the hidden row.
        Assert.Equal(["2"], await ListAsync("SELECT count(*)::text FROM for_public.beehives WHERE (CASE WHEN \"巣の名\" LIKE 'ヒミツ%' THEN 1 / (length(\"巣の名\") - length(\"巣の名\")) ELSE 1 END) = 1"));
    }

    [Fact]
    public async Task It_is_a_member_of_no_role() =>
        Assert.Empty(await ListAsync("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'gis_public'::regrole"));

    [Fact]
    public async Task Its_password_opens_no_other_role()
    {
        foreach (var role in (string[])["gis_staff", "gis_owner", "postgres"])
        {
            var builder = new NpgsqlConnectionStringBuilder(town.Database.PublicConnectionString) { Username = role, Pooling = false };
            await using var connection = new NpgsqlConnection(builder.ConnectionString);
            Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync())).SqlState);
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var command = town.Database.Public.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private Task<List<string>> ListAsync(string sql) => PublicReach.ListAsync(town.Database.Public, sql);
}
