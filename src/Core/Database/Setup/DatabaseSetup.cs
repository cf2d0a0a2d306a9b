using Npgsql;

namespace Gis.Core.Database.Setup;

/// <summary>Makes an empty database of the platform: owner, extensions and the right to connect; the tables come from the migrations.</summary>
public static class DatabaseSetup
{
    /// <summary>The database's name in a cluster of our own.</summary>
    public const string DefaultName = "gis";

    /// <summary>
    /// What is done inside a new database, by a superuser: the extensions, and nothing left open to every role.
    /// Public text, because an administrator of an existing server may have to run it by hand.
    /// </summary>
    public const string InsideSql =
        """
        CREATE EXTENSION IF NOT EXISTS postgis;
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        GRANT USAGE ON SCHEMA public TO gis_owner, gis_public, gis_staff;
        """;

    /// <summary>Creates the database if it is missing, and prepares it. Running it again changes nothing.</summary>
    /// <param name="administrator">A connection string of a superuser, to any database of the cluster.</param>
    /// <param name="name">The database's name.</param>
    /// <param name="cancellationToken">Stops between statements.</param>
    public static async Task EnsureAsync(string administrator, string name, CancellationToken cancellationToken = default)
    {
        await using (var connection = new NpgsqlConnection(administrator))
        {
            await connection.OpenAsync(cancellationToken);
            if (!await ExistsAsync(connection, name, cancellationToken))
            {
                await ExecuteAsync(
                    connection, $"CREATE DATABASE {Quote(name)} OWNER {DatabaseRole.Owner.LoginName()} TEMPLATE template0 ENCODING 'UTF8'", cancellationToken);
            }

            await GrantAsync(connection, name, cancellationToken);
        }

        var inside = new NpgsqlConnectionStringBuilder(administrator) { Database = name, Pooling = false };
        await using var database = new NpgsqlConnection(inside.ConnectionString);
        await database.OpenAsync(cancellationToken);
        await ExecuteAsync(database, InsideSql, cancellationToken);
    }

    /// <summary>Lets only the platform's roles connect to the database. A copy of a template does not carry these rights over.</summary>
    /// <param name="administrator">An open connection of a superuser.</param>
    /// <param name="name">The database's name.</param>
    /// <param name="cancellationToken">Stops between statements.</param>
    public static Task GrantAsync(NpgsqlConnection administrator, string name, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            administrator,
            $"""
            REVOKE ALL ON DATABASE {Quote(name)} FROM PUBLIC;
            GRANT CONNECT ON DATABASE {Quote(name)} TO gis_public, gis_staff;
            """,
            cancellationToken);

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Quote(string identifier) => "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
