using System.Globalization;
using System.Security.Cryptography;

namespace Gis.Core.Accounts;

/// <summary>
/// Passwords of people, kept as PBKDF2-HMAC-SHA-512 (RFC 8018) with a random salt: <c>pbkdf2-sha512$iterations$salt$hash</c>, the
/// last two in base64. Made here and not with ASP.NET's hasher, because the launcher makes accounts without any web library.
/// </summary>
public static class PasswordHash
{
    private const string Scheme = "pbkdf2-sha512";

    // OWASP's recommendation of 2023 for PBKDF2-HMAC-SHA-512. Old hashes keep their own number, which stands in them.
    private const int Iterations = 210_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // Checked in place of an unknown account, so that the time of the answer does not tell which names exist.
    private static readonly string Nobody = Create(RandomNumberGenerator.GetHexString(32));

    /// <summary>Hashes a password with a new salt.</summary>
    /// <param name="password">Any text, not empty.</param>
    public static string Create(string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Derive(password, salt, Iterations, HashBytes);
        return string.Create(
            CultureInfo.InvariantCulture, $"{Scheme}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>True when the password is the one the hash was made of.</summary>
    /// <param name="password">What somebody typed.</param>
    /// <param name="stored">The stored hash; null for an account that does not exist, which takes as long and is always false.</param>
    public static bool Verify(string password, string? stored)
    {
        ArgumentNullException.ThrowIfNull(password);
        var parts = (stored ?? Nobody).Split('$');
        if (parts.Length != 4 || parts[0] != Scheme || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var iterations))
        {
            return false;
        }

        var expected = Convert.FromBase64String(parts[3]);
        var actual = Derive(password, Convert.FromBase64String(parts[2]), iterations, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected) && stored is not null;
    }

    private static byte[] Derive(string password, byte[] salt, int iterations, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, length);
}
