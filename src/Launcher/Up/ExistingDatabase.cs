using Gis.Core.Database;
using Gis.Core.Database.Setup;
using Gis.Launcher.Clusters;
using Npgsql;

namespace Gis.Launcher.Up;

/// <summary>A PostGIS the town already runs (<c>GIS_DATABASE</c>): made ready as far as its login may, otherwise the SQL is said.</summary>
/// <param name="home">The home that keeps the secrets of the web roles.</param>
internal sealed class ExistingDatabase(GisHome home)
{
    private static readonly DatabaseRole[] WebRoles = [DatabaseRole.Public, DatabaseRole.Staff];

    /// <summary>True when the environment names one.</summary>
    public static bool IsNamed => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(GisDatabase.OwnerVariable));

    /// <summary>Makes extensions and web roles if they are missing and may be made.</summary>
    /// <param name="cancellationToken">Stops between statements.</param>
    /// <exception cref="LauncherException">An administrator has to run SQL first; the message holds it.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var owner = GisDatabase.Connect(home, DatabaseRole.Owner);
        await using var connection = await OpenAsync(owner, cancellationToken);
        var secrets = new Secrets(home);
        var missing = new Dictionary<DatabaseRole, string>();
        foreach (var role in WebRoles)
        {
            var password = secrets.Ensure(role);
            if (!await ExistsAsync(connection, role, cancellationToken))
            {
                missing[role] = password;
            }
            else if (await SignInFailureAsync(role, cancellationToken) is { } failure)
            {
                // Roles belong to the whole server: a new password would lock out another installation that uses the same one.
                throw new LauncherException(Instructions(connection.Database, "ALTER", new() { [role] = password }, failure)
                    + "\n同じ PostgreSQL を別の家（--home）でも使っている場合は、この SQL を実行するとそちらが接続できなくなります。");
            }
        }

        try
        {
            await ExecuteAsync(connection, "CREATE EXTENSION IF NOT EXISTS postgis; CREATE EXTENSION IF NOT EXISTS pg_trgm;", cancellationToken);
            await RoleSetup.EnsureAsync(connection, missing, cancellationToken);
            await ExecuteAsync(connection, "GRANT USAGE ON SCHEMA public TO gis_public, gis_staff", cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedFile)
        {
            throw new LauncherException(Instructions(connection.Database, "CREATE", missing, exception.MessageText));
        }

        foreach (var role in WebRoles)
        {
            if (await SignInFailureAsync(role, cancellationToken) is { } failure)
            {
                throw new LauncherException(Instructions(connection.Database, "ALTER", new() { [role] = secrets.Ensure(role) }, failure));
            }
        }
    }

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        try
        {
            return await owner.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw new LauncherException($"{GisDatabase.OwnerVariable} のデータベースに接続できません: {exception.Message}");
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, DatabaseRole role, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = role.LoginName() });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<string?> SignInFailureAsync(DatabaseRole role, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(GisDatabase.ConnectionString(home, role)) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return null;
        }
        catch (NpgsqlException exception)
        {
            return exception.Message;
        }
    }

    // The verifiers, not the passwords: what an administrator pastes may end up in a history file or a ticket.
    private static string Instructions(string? database, string verb, Dictionary<DatabaseRole, string> passwords, string reason) =>
        $"""
        データベースの準備が足りません（{reason}）。
        管理者に、データベース {database} で次の SQL を実行してもらい、もう一度 ./gis up を実行してください。

          CREATE EXTENSION IF NOT EXISTS postgis;
          CREATE EXTENSION IF NOT EXISTS pg_trgm;
        {string.Join("\n", passwords.Select(pair => $"  {verb} ROLE {pair.Key.LoginName()} LOGIN PASSWORD '{ScramVerifier.Create(pair.Value)}';"))}
          GRANT CONNECT ON DATABASE "{database}" TO gis_public, gis_staff;
          GRANT USAGE ON SCHEMA public TO gis_public, gis_staff;
        """;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
