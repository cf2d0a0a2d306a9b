using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Core.Accounts;

/// <summary>
/// Which accounts may write single features of layers on which lives may hang (hazards) and of registers, in table <c>account.layer_editor</c>. All other layers are
/// open to every account that may sign in, and need no entry.
/// </summary>
public static class LayerEditors
{
    /// <summary>Lets an account write a layer's features; once more changes nothing.</summary>
    /// <param name="owner">Pool of the owner: web processes cannot give rights.</param>
    /// <param name="account">Name of the account.</param>
    /// <param name="layer">The layer or register.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <exception cref="PostgresException">There is no such account or layer (<see cref="PostgresErrorCodes.ForeignKeyViolation"/>).</exception>
    public static async Task AllowAsync(NpgsqlDataSource owner, string account, LayerId layer, CancellationToken cancellationToken = default) =>
        await RunAsync(owner, "INSERT INTO account.layer_editor (account, layer_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", account, layer, cancellationToken);

    /// <summary>Takes that right away.</summary>
    /// <param name="owner">Pool of the owner.</param>
    /// <param name="account">Name of the account.</param>
    /// <param name="layer">The layer or register.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <returns>Whether the account had it.</returns>
    public static async Task<bool> RefuseAsync(NpgsqlDataSource owner, string account, LayerId layer, CancellationToken cancellationToken = default) =>
        await RunAsync(owner, "DELETE FROM account.layer_editor WHERE account = $1 AND layer_id = $2", account, layer, cancellationToken) > 0;

    /// <summary>Who may write what, by layer and account.</summary>
    /// <param name="owner">Pool of the owner.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    public static async Task<IReadOnlyList<LayerEditor>> ListAsync(NpgsqlDataSource owner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await using var command = owner.CreateCommand(
            """
            SELECT e.layer_id, l.title, e.account, a.display_name, e.granted_at
            FROM account.layer_editor e JOIN gis.layer l ON l.id = e.layer_id JOIN account.staff_account a ON a.name = e.account
            ORDER BY e.layer_id, e.account
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<LayerEditor>();
        while (await reader.ReadAsync(cancellationToken))
            list.Add(new LayerEditor(LayerId.Parse(reader.GetString(0)), reader.GetString(1), new StaffAccount(reader.GetString(2), reader.GetString(3)), reader.GetFieldValue<DateTimeOffset>(4)));
        return list;
    }

    private static async Task<int> RunAsync(NpgsqlDataSource owner, string sql, string account, LayerId layer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await using var command = owner.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer.Value });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>An account that may write a layer's features.</summary>
/// <param name="Layer">The layer or register.</param>
/// <param name="LayerTitle">Its Japanese title.</param>
/// <param name="Account">The account.</param>
/// <param name="Since">When the right was given.</param>
public sealed record LayerEditor(LayerId Layer, string LayerTitle, StaffAccount Account, DateTimeOffset Since);
