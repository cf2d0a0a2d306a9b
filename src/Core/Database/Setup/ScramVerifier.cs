using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gis.Core.Database.Setup;

/// <summary>
/// Turns a password into the form PostgreSQL stores (<c>SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey</c>, RFC 5803),
/// so that no password in clear ever travels in an SQL statement, where a log or a statistics view could keep it.
/// </summary>
public static class ScramVerifier
{
    private const int Iterations = 4096;
    private const int SaltBytes = 16;

    /// <summary>Makes the verifier of <paramref name="password"/> with a new random salt.</summary>
    /// <param name="password">ASCII only: SASLprep (RFC 4013) leaves ASCII unchanged, so none is needed.</param>
    /// <exception cref="ArgumentException">The password is empty or holds other than printable ASCII.</exception>
    public static string Create(string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        if (!password.All(static c => c is >= ' ' and <= '~'))
        {
            throw new ArgumentException("Only printable ASCII can be hashed without SASLprep.", nameof(password));
        }

        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var clientKey = HMACSHA256.HashData(salted, Encoding.ASCII.GetBytes("Client Key"));
        var storedKey = SHA256.HashData(clientKey);
        var serverKey = HMACSHA256.HashData(salted, Encoding.ASCII.GetBytes("Server Key"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}");
    }
}
