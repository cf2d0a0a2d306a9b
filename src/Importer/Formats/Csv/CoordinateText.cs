using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Csv;

/// <summary>Reads a coordinate as people type it: full-width digits, blanks, 北緯/東経, degrees-minutes-seconds.</summary>
internal static partial class CoordinateText
{
    /// <summary>The number, or null when the text is none.</summary>
    public static double? Parse(string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var text = value.AsSpan().Trim();
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain))
            return double.IsFinite(plain) ? plain : null;
        return ParseWords(Width.Fold(value).Replace(" ", "", StringComparison.Ordinal));
    }

    private static double? ParseWords(string text)
    {
        text = Prefix().Replace(text, "").TrimEnd('度', '°', 'N', 'E');
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return double.IsFinite(number) ? number : null;
        var match = Sexagesimal().Match(text);
        if (!match.Success)
            return null;
        var degrees = Part(match, 1) + (Part(match, 2) / 60) + (Part(match, 3) / 3600);
        return Part(match, 2) < 60 && Part(match, 3) < 60 ? degrees : null;
    }

    private static double Part(Match match, int group) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^(北緯|東経|N|E|緯度|経度)[:=]?")]
    private static partial Regex Prefix();

    // 35度40分20.5秒, 35°40′20.5″, 35:40:20.5, 35.40.20.5
    [GeneratedRegex("^(\\d{1,3})[度°:.](\\d{1,2})[分'′’:.](?:(\\d{1,2}(?:\\.\\d+)?)[秒\"″”]?)?$")]
    private static partial Regex Sexagesimal();
}
