using Npgsql;

namespace Gis.Core.Database;

/// <summary>Opens the database of an installation under a role.</summary>
public static class GisDatabase
{
    /// <summary>Environment variable with the owner's connection string of a PostGIS that the town already runs.</summary>
    public const string OwnerVariable = "GIS_DATABASE";

    /// <summary>Environment variable through which a web process is handed its one connection string.</summary>
    public const string ServerVariable = "GIS_SERVER_DATABASE";

    /// <summary>A connection pool for a role of a home.</summary>
    /// <exception cref="DatabaseUnavailableException">The home has no database or no secret for this role.</exception>
    public static NpgsqlDataSource Connect(GisHome home, DatabaseRole role) => NpgsqlDataSource.Create(ConnectionString(home, role));

    /// <summary>The connection string of a role; it holds the role's password and must not be logged.</summary>
    /// <exception cref="DatabaseUnavailableException">The home has no database or no secret for this role.</exception>
    public static string ConnectionString(GisHome home, DatabaseRole role)
    {
        ArgumentNullException.ThrowIfNull(home);
        var existing = Environment.GetEnvironmentVariable(OwnerVariable);
        if (!string.IsNullOrEmpty(existing) && role == DatabaseRole.Owner)
            return new NpgsqlConnectionStringBuilder(existing) { ApplicationName = "gis owner" }.ConnectionString;

        var builder = string.IsNullOrEmpty(existing) ? FromHome(home) : new NpgsqlConnectionStringBuilder(existing);
        builder.Username = role.LoginName();
        builder.Password = ReadSecret(home, role);
        builder.ApplicationName = $"gis {role.ToString().ToLowerInvariant()}";
        return builder.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder FromHome(GisHome home)
    {
        var address = home.ReadAddress();
        return new NpgsqlConnectionStringBuilder { Host = address.Host, Port = address.Port, Database = address.Database };
    }

    private static string ReadSecret(GisHome home, DatabaseRole role)
    {
        var file = home.SecretFile(role);
        if (!File.Exists(file))
            throw new DatabaseUnavailableException($"{file} がありません。先に ./gis up を実行してください。");
        return File.ReadAllText(file).Trim();
    }
}
