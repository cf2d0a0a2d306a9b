using System.Security.Cryptography;
using System.Text;

namespace Gis.Viewer.Hosting;

/// <summary>
/// Lets exactly one browser in: the token in the window's first address works once and is exchanged for a cookie that only
/// that browser's own profile holds. Both are 256 random bits.
/// </summary>
internal sealed class OneTimeToken
{
    private readonly byte[] _session = Encoding.ASCII.GetBytes(NewSecret());
    private byte[]? _token;

    /// <summary>Makes the token.</summary>
    public OneTimeToken()
    {
        Value = NewSecret();
        _token = Encoding.ASCII.GetBytes(Value);
    }

    /// <summary>The token, for the window's first address.</summary>
    public string Value { get; }

    /// <summary>Exchanges the token for the cookie's value; null for a wrong token, or one that was used before.</summary>
    /// <param name="token">What was sent.</param>
    public string? Redeem(string? token)
    {
        var expected = Volatile.Read(ref _token);
        var good = expected is not null && token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), expected)
            && Interlocked.CompareExchange(ref _token, null, expected) == expected;
        return good ? Encoding.ASCII.GetString(_session) : null;
    }

    /// <summary>True for the cookie that was given in exchange.</summary>
    /// <param name="cookie">What was sent.</param>
    public bool IsSession(string? cookie) =>
        cookie is not null && Volatile.Read(ref _token) is null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(cookie), _session);

    private static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
