using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Tables;

/// <summary>Reads a coordinate as people type it: full-width digits, blanks, 北緯/東経, degrees-minutes-seconds in a dozen spellings.</summary>
internal static partial class CoordinateText
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>The number in degrees or metres, or null when the text is none.</summary>
    public static double? Parse(string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        return Number(value.AsSpan().Trim()) ?? ParseWords(Width.FoldWithHyphens(value).Trim());
    }

    /// <summary>Two coordinates in one cell: <c>35.1, 139.2</c>; null when there are not two.</summary>
    public static (double First, double Second)? ParsePair(string value)
    {
        var text = Width.FoldWithHyphens(value).Replace('、', ',').Trim('(', ')', '[', ']', ' ');
        if (text.StartsWith("POINT", StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = text.Split([',', ';', '/'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2)
            parts = text.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && Parse(parts[0]) is { } first && Parse(parts[1]) is { } second ? (first, second) : null;
    }

    /// <summary>Degrees from digits that are degrees, minutes and seconds in a row (351820.5, 1390530.25); null when they cannot be.</summary>
    public static double? Unpack(double value)
    {
        var (degrees, rest) = (Math.Floor(value / 10_000), value % 10_000);
        var (minutes, seconds) = (Math.Floor(rest / 100), rest % 100);
        return degrees is >= 20 and <= 154 && minutes < 60 && seconds < 60 ? degrees + (minutes / 60) + (seconds / 3600) : null;
    }

    private static double? ParseWords(string text)
    {
        text = Prefix().Replace(text, "").TrimEnd('N', 'E', 'n', 'e', ' ');
        if (Number(text.TrimEnd('度', '°', '˚', 'º', 'm', ' ')) is { } number)
            return number;
        if (Thousands().IsMatch(text))
            return Number(text.Replace(",", "", StringComparison.Ordinal));
        var match = Sexagesimal().Match(text);
        if (!match.Success)
            match = Spaced().Match(text);
        if (!match.Success)
            return null;
        var (degrees, minutes, seconds) = (Part(match, 1), Part(match, 2), Part(match, 3));
        return minutes < 60 && seconds < 60 ? degrees + (minutes / 60) + (seconds / 3600) : null;
    }

    private static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static double Part(Match match, int group) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^(北緯|東経|緯度|経度|[NEne])\\s*[:=]?\\s*")]
    private static partial Regex Prefix();

    [GeneratedRegex("^-?\\d{1,3}(,\\d{3})+(\\.\\d+)?$")]
    private static partial Regex Thousands();

    // 35度40分20.5秒, 35°40′20.5″, 35:40:20.5, 35.40.20.5, 35度18分, 35°18.342′
    [GeneratedRegex("^(\\d{1,3})\\s*[度°˚º:.d]\\s*(\\d{1,2}(?:\\.\\d+(?=\\s*[分'′’]))?)\\s*[分'′’‘:.m]\\s*(?:(\\d{1,2}(?:\\.\\d+)?)\\s*(?:秒|\"|″|”|“|''|′′|’’|s)?)?$")]
    private static partial Regex Sexagesimal();

    // 35 18 20.5 and 35-18-20.5
    [GeneratedRegex("^(\\d{2,3})[ -]+(\\d{1,2})[ -]+(\\d{1,2}(?:\\.\\d+)?)$")]
    private static partial Regex Spaced();
}
