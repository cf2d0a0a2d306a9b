using System.Collections.Concurrent;
using System.Net;

namespace Gis.MapServer.Accounts;

/// <summary>
/// Slows down guessing: after some wrong passwords an account name, and an address after more, must wait. Counted in this process;
/// a name that does not exist is counted like one that does, so that waiting tells nothing.
/// </summary>
public sealed class SignInGuard
{
    private const int TriesPerName = 5;
    private const int TriesPerAddress = 30;
    private const int MostEntries = 20_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    /// <summary>Makes a guard on the system's clock.</summary>
    public SignInGuard()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Makes a guard on a clock.</summary>
    public SignInGuard(TimeProvider clock) => _clock = clock;

    /// <summary>How long a name or an address still has to wait; zero when it may try.</summary>
    public TimeSpan WaitFor(string name, IPAddress? address)
    {
        var now = _clock.GetUtcNow();
        var (byName, byAddress) = (Left(NameKey(name), TriesPerName, now), Left(AddressKey(address), TriesPerAddress, now));
        return byName > byAddress ? byName : byAddress;
    }

    /// <summary>Counts a wrong password.</summary>
    public void Failed(string name, IPAddress? address)
    {
        var now = _clock.GetUtcNow();
        if (_tries.Count > MostEntries)
        {
            foreach (var (key, old) in _tries)
            {
                if (now - old.First > Window)
                    _tries.TryRemove(key, out _);
            }
        }

        foreach (var key in (string[])[NameKey(name), AddressKey(address)])
        {
            _tries.AddOrUpdate(key, _ => new Tries(1, now), (_, t) => now - t.First > Window ? new Tries(1, now) : t with { Count = t.Count + 1 });
        }
    }

    /// <summary>Forgets the wrong passwords of a name after a right one.</summary>
    public void Succeeded(string name) => _tries.TryRemove(NameKey(name), out _);

    private TimeSpan Left(string key, int limit, DateTimeOffset now) =>
        _tries.TryGetValue(key, out var tries) && tries.Count >= limit && tries.First + Window > now ? tries.First + Window - now : TimeSpan.Zero;

    private static string NameKey(string name)
    {
        var trimmed = name.Trim().ToLowerInvariant();
        return "name:" + (trimmed.Length > 64 ? trimmed[..64] : trimmed);
    }

    private static string AddressKey(IPAddress? address) => "address:" + (address?.ToString() ?? "?");

    private sealed record Tries(int Count, DateTimeOffset First);
}
