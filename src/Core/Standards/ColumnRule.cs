using System.Globalization;
using System.Text.RegularExpressions;

namespace Gis.Core.Standards;

/// <summary>What values of a column must look like.</summary>
public enum ColumnRule
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A municipality's code of six digits with its check digit.</summary>
    Code,

    /// <summary>A text that no other row has.</summary>
    Unique,

    /// <summary>Full-width katakana.</summary>
    Kana,

    /// <summary>町字ID: seven digits, or four and three with a hyphen as the examples of the standard have it.</summary>
    Oaza,

    /// <summary>Degrees north, inside Japan.</summary>
    Latitude,

    /// <summary>Degrees east, inside Japan.</summary>
    Longitude,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number from 0.</summary>
    Count,

    /// <summary>Digits with hyphens, ten to eleven of them.</summary>
    Phone,

    /// <summary>An address of mail.</summary>
    Mail,

    /// <summary>An address that begins with http or https.</summary>
    Url,

    /// <summary>Seven digits, with a hyphen or without.</summary>
    Postcode,

    /// <summary>法人番号: thirteen digits.</summary>
    Corporation,

    /// <summary>1 or nothing.</summary>
    Mark,

    /// <summary>有 or 無.</summary>
    Has,

    /// <summary>Letters of weekdays and 祝, one after the other.</summary>
    Days,

    /// <summary>Hours and minutes, hh:mm.</summary>
    Time,

    /// <summary>One of the column's own words.</summary>
    Height,
}

/// <summary>Looks at values of columns. Precedents of the rules: the definition documents of the standard and codeforjapan/OpenDataTools.</summary>
public static partial class ColumnRules
{
    /// <summary>Whether a value that is not empty is as its column wants it; rows are not compared here.</summary>
    public static bool Holds(StandardColumn column, string value)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(value);
        return column.Rule switch
        {
            ColumnRule.Code => MunicipalityCode.IsValid(value),
            ColumnRule.Kana => Katakana().IsMatch(value),
            ColumnRule.Oaza => OazaId().IsMatch(value),
            ColumnRule.Latitude => Degrees().IsMatch(value) && Within(value, 20, 46),
            ColumnRule.Longitude => Degrees().IsMatch(value) && Within(value, 122, 154),
            ColumnRule.Number => double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
            ColumnRule.Count => ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            ColumnRule.Phone => Phone().IsMatch(value) && value.Count(char.IsAsciiDigit) is 10 or 11,
            ColumnRule.Mail => Mail().IsMatch(value),
            ColumnRule.Url => value.Split(';').All(v => Uri.TryCreate(v, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"),
            ColumnRule.Postcode => Postcode().IsMatch(value),
            ColumnRule.Corporation => value.Length == 13 && value.All(char.IsAsciiDigit),
            ColumnRule.Mark => value == "1",
            ColumnRule.Has => value is "有" or "無",
            ColumnRule.Days => Days().IsMatch(value),
            ColumnRule.Time => Time().IsMatch(value),
            ColumnRule.Height => column.Words.Contains(value, StringComparer.Ordinal),
            _ => true,
        };
    }

    /// <summary>What a column wants, as the end of a Japanese sentence.</summary>
    public static string Wanted(StandardColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Rule switch
        {
            ColumnRule.Code => "検査数字までの6桁の団体コードにしてください",
            ColumnRule.Unique => "ほかの行と同じ値にしないでください",
            ColumnRule.Kana => "全角カタカナにしてください",
            ColumnRule.Oaza => "7桁の町字IDにしてください",
            ColumnRule.Latitude => "日本の中の緯度を、小数6桁の度で書いてください（例 35.103265）",
            ColumnRule.Longitude => "日本の中の経度を、小数6桁の度で書いてください（例 139.304721）",
            ColumnRule.Number => "半角の数にしてください",
            ColumnRule.Count => "半角の0以上の整数にしてください",
            ColumnRule.Phone => "半角の数字とハイフンで書いてください（例 0977-66-1234）",
            ColumnRule.Mail => "メールアドレスの形にしてください",
            ColumnRule.Url => "http または https で始まるアドレスにしてください",
            ColumnRule.Postcode => "7桁の郵便番号にしてください",
            ColumnRule.Corporation => "13桁の法人番号にしてください",
            ColumnRule.Mark => "1 か空欄にしてください",
            ColumnRule.Has => "「有」か「無」にしてください",
            ColumnRule.Days => "曜日の漢字を並べてください（例 月火水木金）",
            ColumnRule.Time => "hh:mm の形にしてください（例 08:30）",
            ColumnRule.Height => $"「{string.Join("」「", column.Words)}」のどれかにしてください",
            _ => "値を入れてください",
        };
    }

    private static bool Within(string value, double least, double most) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && degrees >= least && degrees <= most;

    // A name may hold Latin letters, digits and signs that nobody writes in kana.
    [GeneratedRegex(@"\A[\p{IsKatakana}ーA-Za-z0-9Ａ-Ｚａ-ｚ０-９\s　・、,.()（）&＆\-－]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Katakana();

    [GeneratedRegex(@"\A[0-9]{4}-?[0-9]{3}\z")]
    private static partial Regex OazaId();

    [GeneratedRegex(@"\A[0-9]{2,3}\.[0-9]{6,}\z")]
    private static partial Regex Degrees();

    [GeneratedRegex(@"\A0[0-9]*(-[0-9]+)*\z")]
    private static partial Regex Phone();

    [GeneratedRegex(@"\A[^@\s]+@[^@\s]+\.[^@\s]+\z")]
    private static partial Regex Mail();

    [GeneratedRegex(@"\A[0-9]{3}-?[0-9]{4}\z")]
    private static partial Regex Postcode();

    [GeneratedRegex(@"\A[月火水木金土日祝]+\z")]
    private static partial Regex Days();

    [GeneratedRegex(@"\A([01][0-9]|2[0-4]):[0-5][0-9]\z")]
    private static partial Regex Time();
}
