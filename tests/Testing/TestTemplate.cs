using Gis.Core.Database;
using Gis.Core.Database.Setup;
using Npgsql;

namespace Gis.Testing;

/// <summary>
/// The database every test database is a copy of: extensions and migrations are run once for each state of the Core library,
/// a copy then takes a fraction of a second.
/// </summary>
internal static class TestTemplate
{
    // Any fixed number: test processes that start together take turns on it.
    private const long LockKey = 7_203_517;

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? _name;

    /// <summary>Makes the template if this cluster has none for the present Core library.</summary>
    /// <returns>The template's name.</returns>
    public static async Task<string> EnsureAsync()
    {
        await Gate.WaitAsync();
        try
        {
            return _name ??= await MakeAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task<string> MakeAsync()
    {
        var name = "gis_template_" + typeof(DatabaseSetup).Module.ModuleVersionId.ToString("N");
        await using var connection = new NpgsqlConnection(TestCluster.Superuser());
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockKey})");

        await using var look = new NpgsqlCommand("SELECT datistemplate FROM pg_database WHERE datname = $1", connection);
        look.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        if (await look.ExecuteScalarAsync() is true)
        {
            return name;
        }

        // Only a finished template is marked as one: what a killed run left behind is thrown away.
        await ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        await DatabaseSetup.EnsureAsync(TestCluster.Superuser(), name);
        await MigrateAsync(name);
        await ExecuteAsync(connection, $"ALTER DATABASE {name} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false");
        return name;
    }

    private static async Task MigrateAsync(string name)
    {
        var owner = new NpgsqlConnectionStringBuilder(TestCluster.For(DatabaseRole.Owner, name)) { Pooling = false };
        await using var source = NpgsqlDataSource.Create(owner);
        await Migrations.ApplyAsync(source);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
