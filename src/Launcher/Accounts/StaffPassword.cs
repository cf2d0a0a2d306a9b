using System.Security.Cryptography;

namespace Gis.Launcher.Accounts;

/// <summary>Makes passwords that people have to copy by hand once.</summary>
internal static class StaffPassword
{
    // Without characters that look like others: 31 letters and digits, 20 of them make 99 bits.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>A password such as <c>k3v9t-…</c>: four groups of five.</summary>
    public static string Make() =>
        string.Join('-', Enumerable.Range(0, 4).Select(static _ => RandomNumberGenerator.GetString(Letters, 5)));
}
