using Npgsql;

namespace Gis.Core.Accounts;

/// <summary>The accounts of the staff map in table <c>account.staff_account</c>.</summary>
public static class StaffAccounts
{
    /// <summary>Checks a name and password. An unknown name, a wrong password and a closed account look the same from outside.</summary>
    /// <param name="staff">Pool of the staff role.</param>
    /// <param name="name">What was typed; spaces around it and upper case are forgiven.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <returns>The account, or null.</returns>
    public static async Task<StaffAccount?> SignInAsync(
        NpgsqlDataSource staff, string name, string password, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(staff);
        ArgumentNullException.ThrowIfNull(name);
        await using var command = staff.CreateCommand(
            "SELECT name, display_name, password_hash FROM account.staff_account WHERE name = $1 AND disabled_at IS NULL");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name.Trim().ToLowerInvariant() });
        StaffAccount? account = null;
        string? hash = null;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (await reader.ReadAsync(cancellationToken))
            {
                account = new StaffAccount(reader.GetString(0), reader.GetString(1));
                hash = reader.GetString(2);
            }
        }

        return PasswordHash.Verify(password, hash) ? account : null;
    }

    /// <summary>True when nobody has an account yet.</summary>
    /// <param name="owner">Pool of the owner.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public static async Task<bool> IsEmptyAsync(NpgsqlDataSource owner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await using var command = owner.CreateCommand("SELECT NOT EXISTS (SELECT FROM account.staff_account)");
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Makes an account, or gives the one of that name a new password and opens it again.</summary>
    /// <param name="owner">Pool of the owner: web processes cannot make accounts.</param>
    /// <param name="account">The account.</param>
    /// <param name="password">Its password; only the hash is stored.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <exception cref="PostgresException">The name holds other characters than <see cref="StaffAccount.Name"/> allows.</exception>
    public static async Task SaveAsync(
        NpgsqlDataSource owner, StaffAccount account, string password, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(account);
        await using var command = owner.CreateCommand(
            """
            INSERT INTO account.staff_account (name, display_name, password_hash) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET display_name = excluded.display_name, password_hash = excluded.password_hash,
                password_changed_at = now(), disabled_at = NULL
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account.DisplayName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PasswordHash.Create(password) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
