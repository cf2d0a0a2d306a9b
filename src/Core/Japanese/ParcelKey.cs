namespace Gis.Core.Japanese;

/// <summary>
/// The key that joins a parcel's shape and its entries in registers: 大字 + 丁目 + 字 + 地番 in normal form. Sources write the same place differently
/// (大字浜 / 浜, 一丁目 / １丁目, 123番地4 / 123-4, 旧字体); the keys are equal.
/// </summary>
public static class ParcelKey
{
    /// <summary>Builds the key; null when there is no 地番.</summary>
    /// <param name="oaza">大字 or 町, or a whole 所在 (大字浜字西) when the other parts are null.</param>
    /// <param name="chome">丁目, or null.</param>
    /// <param name="aza">字 or 小字, or null.</param>
    /// <param name="number">地番.</param>
    public static string? Of(string? oaza, string? chome, string? aza, string? number) =>
        ParcelNumber.Parse(number) is { } parcel ? $"{Place(oaza)}{Chome(chome)}{Place(aza)}/{parcel.Value}" : null;

    private static string Chome(string? chome)
    {
        var text = Place(chome);
        return text.Length > 0 && text.All(char.IsAsciiDigit) ? text + "丁目" : text;
    }

    // A town has some hundred names of places in a hundred thousand rows.
    private const int MostPlaces = 4096;

    [ThreadStatic]
    private static Dictionary<string, string>? places;

    private static string Place(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        places ??= new Dictionary<string, string>(StringComparer.Ordinal);
        if (places.TryGetValue(text, out var known))
            return known;
        if (places.Count >= MostPlaces)
            places.Clear();
        return places[text] = Folded(text);
    }

    private static string Folded(string text)
    {
        var folded = Variants.Fold(KanjiNumber.ReplaceInAddress(Width.FoldWithHyphens(text)));
        var plain = string.Concat(folded.Where(c => !char.IsWhiteSpace(c)));
        return AzaMarks.Remove(plain);
    }
}
