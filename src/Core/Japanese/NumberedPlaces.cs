namespace Gis.Core.Japanese;

/// <summary>
/// The short way to the normal form of a name with a plain number behind it (飯豊原123-4), of which a town has a hundred thousand: the name's own form is worked
/// out once, the number is in normal form already. Used only where the long way gives the same for two different numbers behind that name.
/// </summary>
internal static class NumberedPlaces
{
    private const int MostNames = 4096;

    [ThreadStatic]
    private static Dictionary<string, string?>? names;

    /// <summary>The normal form, or null when the text is of another shape.</summary>
    public static string? Normalise(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start <= 0 || text.Length > SearchText.MaxLength - 8 || !IsNumber(text.AsSpan(start)))
            return null;
        names ??= new Dictionary<string, string?>(StringComparer.Ordinal);
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text.AsSpan(0, start), out var name))
        {
            if (names.Count >= MostNames)
                names.Clear();
            var own = text[..start];
            name = names[own] = NameOf(own);
        }

        return name is null ? null : string.Concat(name, text.AsSpan(start));
    }

    private static string? NameOf(string own)
    {
        var one = SearchText.NormaliseWhole(own + "7");
        var other = SearchText.NormaliseWhole(own + "85-96");
        return one.EndsWith('7') && other == one[..^1] + "85-96" && (one.Length == 1 || !char.IsAsciiDigit(one[^2])) ? one[..^1] : null;
    }

    // Digits, with single hyphens between them.
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        var afterDigit = false;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && (c != '-' || !afterDigit))
                return false;
            afterDigit = c != '-';
        }

        return afterDigit;
    }
}
