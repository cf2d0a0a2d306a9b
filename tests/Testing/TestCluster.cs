using Gis.Core.Database;
using Npgsql;

namespace Gis.Testing;

/// <summary>The PostGIS server tests run on, as <c>./gis test</c> hands it over in environment variables.</summary>
public static class TestCluster
{
    /// <summary>Holds a superuser's connection string of the test cluster.</summary>
    public const string ConnectionVariable = "GIS_TEST_DATABASE";

    private static readonly Dictionary<DatabaseRole, string> PasswordVariables = new()
    {
        [DatabaseRole.Owner] = "GIS_TEST_OWNER_PASSWORD",
        [DatabaseRole.Public] = "GIS_TEST_PUBLIC_PASSWORD",
        [DatabaseRole.Staff] = "GIS_TEST_STAFF_PASSWORD",
    };

    /// <summary>The superuser's connection string to one database of the cluster.</summary>
    /// <param name="database">The database's name; <c>postgres</c> always exists.</param>
    /// <exception cref="InvalidOperationException">The tests were started without a cluster.</exception>
    public static string Superuser(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder(Require(ConnectionVariable)) { Database = database, Pooling = false }.ConnectionString;

    /// <summary>The connection string of one of the platform's roles to one database of the cluster.</summary>
    /// <param name="role">The role.</param>
    /// <param name="database">The database's name.</param>
    public static string For(DatabaseRole role, string database) =>
        new NpgsqlConnectionStringBuilder(Require(ConnectionVariable))
        {
            Database = database,
            Username = role.LoginName(),
            Password = Require(PasswordVariables[role]),
            // As in a running town; a handshake for every command is most of what a long test would do.
            Pooling = true,
            MaxPoolSize = 20,
        }.ConnectionString;

    private static string Require(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"{variable} is not set. Start the tests with ./gis test (one project: ./gis test --only NAME), "
                + "or first take the test cluster into the shell: eval \"$(./gis test --env)\".");
}
