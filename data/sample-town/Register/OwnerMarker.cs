using Gis.SampleTown.Chance;

namespace Gis.SampleTown.Register;

/// <summary>
/// A word in every owner field of the register that occurs nowhere else. A test that searches what the public can read for
/// <see cref="Pattern"/> finds any leak of the register, whole or in part.
/// </summary>
public static class OwnerMarker
{
    /// <summary>The word before the row's own six hexadecimal digits; not a word of any language.</summary>
    public const string Word = "秘玻璃";

    /// <summary>Matches the marker of any row.</summary>
    public const string Pattern = Word + "[0-9a-f]{6}";

    /// <summary>The marker of a row: different for every row below 2^24, and not to be guessed from its neighbours.</summary>
    /// <param name="row">Counted from 0.</param>
    /// <param name="field">A number of the field, so that name and address differ.</param>
    public static string For(int row, int field)
    {
        // Multiplying by an odd number and adding is one-to-one modulo 2^24; the fields use different halves of the numbers.
        var number = (uint)((row * 2 + field) * 0x9E3779B1L + (long)(SeededRandom.Mix(99) & 0xFFFFFF)) & 0xFFFFFF;
        return $"{Word}{number:x6}";
    }
}
