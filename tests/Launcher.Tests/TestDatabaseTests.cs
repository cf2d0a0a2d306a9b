using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Launcher.Tests;

/// <summary>The rights every installation rests on, looked at on the database that all other tests use.</summary>
public sealed class TestDatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_database_is_migrated_and_has_PostGIS()
    {
        await using var command = database.Owner.CreateCommand("SELECT count(*) FROM gis.migration WHERE postgis_lib_version() >= '3'");
        Assert.True((long)(await command.ExecuteScalarAsync())! > 0);
    }

    [Theory]
    [InlineData("SET ROLE gis_owner")]
    [InlineData("SET ROLE gis_staff")]
    [InlineData("SET SESSION AUTHORIZATION gis_owner")]
    [InlineData("ALTER ROLE gis_public SUPERUSER")]
    [InlineData("ALTER ROLE gis_owner PASSWORD 'mine'")]
    [InlineData("GRANT gis_owner TO gis_public")]
    [InlineData("CREATE ROLE another")]
    [InlineData("CREATE TABLE public.mine (a int)")]
    [InlineData("CREATE SCHEMA mine")]
    [InlineData("SELECT pg_read_file('PG_VERSION')")]
    [InlineData("COPY (SELECT 1) TO PROGRAM 'true'")]
    [InlineData("SELECT rolpassword FROM pg_authid")]
    public async Task The_holder_of_the_public_secret_cannot_become_or_make_more(string statement)
    {
        await using var command = database.Public.CreateCommand(statement);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("SET ROLE gis_owner")]
    [InlineData("SET ROLE gis_public")]
    [InlineData("GRANT gis_owner TO gis_staff")]
    public async Task The_holder_of_the_staff_secret_cannot_either(string statement)
    {
        await using var command = database.Staff.CreateCommand(statement);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var wrong = new NpgsqlConnectionStringBuilder(database.PublicConnectionString) { Password = "wrong", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }
}
