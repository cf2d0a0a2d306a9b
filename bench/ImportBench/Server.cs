using Gis.Core.Database;
using Gis.Core.Database.Setup;
using Npgsql;

namespace Gis.ImportBench;

/// <summary>The PostGIS server: an empty database for every single run, so that no run finds what another left.</summary>
internal sealed class Server(string superuser)
{
    private const string Name = "gis_import_bench";

    private readonly string owner = DatabaseRole.Owner.LoginName();

    /// <summary>Connection string of the database that the runs use.</summary>
    public string Connection => new NpgsqlConnectionStringBuilder(superuser) { Database = Name, Pooling = false }.ConnectionString;

    /// <summary>The variables by which psql and libpq find it.</summary>
    public Dictionary<string, string> Variables
    {
        get
        {
            var address = new NpgsqlConnectionStringBuilder(superuser);
            return new Dictionary<string, string>
            {
                ["PGHOST"] = address.Host!,
                ["PGPORT"] = address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["PGUSER"] = address.Username!,
                ["PGPASSWORD"] = address.Password ?? "",
                ["PGDATABASE"] = Name,
            };
        }
    }

    /// <summary>Makes the roles when the server has none; only their names matter here.</summary>
    public async Task PrepareAsync()
    {
        await using var connection = await OpenAsync("postgres");
        foreach (var role in new[] { DatabaseRole.Owner, DatabaseRole.Public, DatabaseRole.Staff })
        {
            await RunAsync(
                connection, $"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role.LoginName()}') THEN CREATE ROLE {role.LoginName()}; END IF; END $$");
        }
    }

    /// <summary>A new empty database.</summary>
    /// <param name="platform">Whether the platform's tables are made in it.</param>
    public async Task FreshAsync(bool platform)
    {
        await DropAsync();
        await DatabaseSetup.EnsureAsync(superuser, Name);
        if (platform)
        {
            await using var source = NpgsqlDataSource.Create(Connection);
            await Migrations.ApplyAsync(source);
        }

        await using var connection = await OpenAsync(Name);
        await RunAsync(connection, $"GRANT {owner} TO CURRENT_USER");
        await RunAsync(connection, "CHECKPOINT");
    }

    /// <summary>Removes the database.</summary>
    public async Task DropAsync()
    {
        await using var connection = await OpenAsync("postgres");
        await RunAsync(connection, $"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }

    /// <summary>The first value of a query.</summary>
    public async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await OpenAsync(Name);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private async Task<NpgsqlConnection> OpenAsync(string database)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(superuser) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
