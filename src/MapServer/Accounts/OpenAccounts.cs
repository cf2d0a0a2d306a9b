using System.Globalization;
using System.Security.Claims;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Npgsql;

namespace Gis.MapServer.Accounts;

/// <summary>
/// Ends sessions whose account was closed or whose password was changed since the sign-in, within
/// <see cref="ServerOptions.SessionCheckInterval"/>. While the database is away, sessions go on as they were last known.
/// </summary>
/// <param name="source">Connections of the staff role.</param>
/// <param name="options">Gives the interval.</param>
public sealed class OpenAccounts(NpgsqlDataSource source, ServerOptions options) : IDisposable
{
    /// <summary>Claim with the time of sign-in in UTC ticks.</summary>
    public const string SignedInAt = "gis:signed-in-at";

    private const string Sql = "SELECT name, password_changed_at FROM account.staff_account WHERE disabled_at IS NULL";

    private readonly SemaphoreSlim _reading = new(1, 1);
    private Dictionary<string, DateTimeOffset>? _open;
    private long _readAt;

    /// <summary>Rejects the principal of a request when its account is no longer what it was.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var name = context.Principal?.FindFirstValue(ClaimTypes.Name);
        var since = context.Principal?.FindFirstValue(SignedInAt);
        var open = await ReadAsync(context.HttpContext.RequestAborted);
        var good = name is not null && open is not null && open.TryGetValue(name, out var changed)
            && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && changed.UtcTicks <= ticks;
        if (good)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private async Task<Dictionary<string, DateTimeOffset>?> ReadAsync(CancellationToken cancellation)
    {
        if (_open is not null && TimeProvider.System.GetElapsedTime(_readAt) < options.SessionCheckInterval)
            return _open;
        await _reading.WaitAsync(cancellation);
        try
        {
            if (_open is not null && TimeProvider.System.GetElapsedTime(_readAt) < options.SessionCheckInterval)
                return _open;
            var open = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
            await using var command = source.CreateCommand(Sql);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                open[reader.GetString(0)] = reader.GetFieldValue<DateTimeOffset>(1);
            (_open, _readAt) = (open, TimeProvider.System.GetTimestamp());
        }
        catch (NpgsqlException) when (_open is not null)
        {
            _readAt = TimeProvider.System.GetTimestamp();
        }
        finally
        {
            _reading.Release();
        }

        return _open;
    }
}
