using Npgsql;

namespace Gis.Core.Database.Setup;

/// <summary>Makes the login roles of the platform in a PostgreSQL cluster. Needs a role that may create roles.</summary>
public static class RoleSetup
{
    /// <summary>
    /// Creates the roles that are missing and gives each its password. No role is a member of another and none may create roles or
    /// databases, so that whoever holds one secret cannot become another role.
    /// </summary>
    /// <param name="administrator">An open connection of a role with CREATEROLE (or a superuser), to any database of the cluster.</param>
    /// <param name="passwords">The roles and the password of each, printable ASCII.</param>
    /// <param name="cancellationToken">Stops between statements; the transaction is then rolled back.</param>
    public static async Task EnsureAsync(
        NpgsqlConnection administrator, IReadOnlyDictionary<DatabaseRole, string> passwords, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(administrator);
        ArgumentNullException.ThrowIfNull(passwords);

        await using var transaction = await administrator.BeginTransactionAsync(cancellationToken);
        foreach (var (role, password) in passwords)
        {
            // Role names and passwords cannot be parameters of DDL: the server itself quotes them, and gets only the verifier.
            await ExecuteFormattedAsync(
                administrator,
                """
                SELECT format(
                    CASE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = $1) THEN 'ALTER' ELSE 'CREATE' END
                    || ' ROLE %I LOGIN NOCREATEDB NOCREATEROLE PASSWORD %L', $1, $2)
                """,
                [role.LoginName(), ScramVerifier.Create(password)],
                cancellationToken);
        }

        foreach (var role in passwords.Keys.Where(static role => role != DatabaseRole.Owner))
        {
            // A request that runs away must not hold the database; the server may ask for less, never needs more.
            await ExecuteFormattedAsync(
                administrator, "SELECT format('ALTER ROLE %I SET statement_timeout = %L', $1, $2)", [role.LoginName(), "30s"], cancellationToken);
            await ExecuteFormattedAsync(
                administrator,
                "SELECT format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', $1, $2)",
                [role.LoginName(), "60s"],
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteFormattedAsync(
        NpgsqlConnection connection, string query, string[] values, CancellationToken cancellationToken)
    {
        await using var format = new NpgsqlCommand(query, connection);
        foreach (var value in values)
        {
            format.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        var statement = (string)(await format.ExecuteScalarAsync(cancellationToken))!;
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
