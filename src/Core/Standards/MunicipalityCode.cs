using Gis.Core.Japanese;

namespace Gis.Core.Standards;

/// <summary>全国地方公共団体コード: two digits of the prefecture, three of the municipality, and a check digit (JIS X 0401, 0402 and 総務省's rule for the sixth).</summary>
public static class MunicipalityCode
{
    /// <summary>The check digit of a code of five digits: eleven less the remainder by eleven of the digits weighted 6, 5, 4, 3, 2; of two digits the last.</summary>
    /// <exception cref="ArgumentException">The code is not of five digits.</exception>
    public static int CheckDigit(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 5 || !code.All(char.IsAsciiDigit))
            throw new ArgumentException("A code has five digits.", nameof(code));
        var sum = code.Select((c, i) => (c - '0') * (6 - i)).Sum();
        return (11 - (sum % 11)) % 10;
    }

    /// <summary>Whether a text is a code of six digits whose last one is right, of a prefecture that exists.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 6 && text.All(char.IsAsciiDigit) && string.CompareOrdinal(text[..2], "01") >= 0 && string.CompareOrdinal(text[..2], "47") <= 0
            && CheckDigit(text[..5]) == text[5] - '0';
    }

    /// <summary>
    /// The code of six digits that a text stands for: with the check digit where there are five, and with the zero at the front that spreadsheets take away. What can be
    /// read in two ways is read as the town's own code, else as one that lacks its check digit.
    /// </summary>
    /// <param name="text">As a source has it.</param>
    /// <param name="town">The town's own code, of five or six digits, or null.</param>
    /// <returns>Null when it is none.</returns>
    public static string? Complete(string text, string? town = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = Width.Fold(text).Trim();
        if (digits.Length is < 4 or > 6 || !digits.All(char.IsAsciiDigit))
            return null;
        var own = town is null ? null : Complete(town);
        string[] readings = digits.Length switch
        {
            6 => [digits],
            5 => [digits + CheckDigit(digits), "0" + digits],
            _ => ["0" + digits + CheckDigit("0" + digits)],
        };
        return readings.FirstOrDefault(r => r == own) ?? readings.FirstOrDefault(IsValid);
    }
}
