using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Japanese;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.Tables;

/// <summary>
/// The type of a column as offices fill it: plain values first (<see cref="ValueTypes"/>); where these are not enough, full-width digits, thousands
/// separators, one unit behind every number, eras, serial dates of spreadsheets. A column in which one value is none of these stays text, unchanged.
/// </summary>
internal sealed partial class ColumnReading(string name)
{
    private static readonly DateOnly SerialOrigin = new(1899, 12, 30);
    private readonly ValueTypes strict = new(name);
    private readonly bool isCode = ValueTypes.IsCodeName(name);
    private readonly bool isDate = DateName().IsMatch(Width.Fold(name));
    private bool loose;
    private bool integers = true;
    private bool numbers = true;
    private bool dates = true;
    private bool years = true;
    private bool serials = true;
    private bool compact = true;
    private bool dashes;
    private bool values;
    private string? unit;
    private bool decided;
    private Style style;

    private enum Style
    {
        Plain,
        Number,
        Era,
        Year,
        Serial,
        Compact,
    }

    /// <summary>The type of all values.</summary>
    public FieldType Type { get; private set; } = FieldType.Text;

    /// <summary>The unit that stood behind the numbers, or null.</summary>
    public string? Unit => style == Style.Number ? unit : null;

    /// <summary>What was done to the values, in Japanese; null when nothing was.</summary>
    public string? Remark { get; private set; }

    /// <summary>Looks at a value; blank ones say nothing.</summary>
    public void See(string value)
    {
        if (isCode || string.IsNullOrWhiteSpace(value))
            return;
        var dash = IsDash(value);
        values |= !dash;
        var (had, before) = (strict.Any, strict.Verdict);
        strict.See(value);
        if (isDate)
            SeeAsDate(value.AsSpan().Trim());
        if (strict.Verdict != FieldType.Text)
            return;
        if (!loose)
        {
            loose = true;
            numbers = !had || before is FieldType.Integer or FieldType.Number;
            integers = !had || before is FieldType.Integer;
            dates = !had || before is FieldType.Date;
            years = !had;
        }

        if (dash)
        {
            dashes = true;
            return;
        }

        numbers = numbers && SeeNumber(value);
        dates = dates && (EraDateReading.TryParse(value, out _) || ValueTypes.TryDate(value.AsSpan().Trim(), out _));
        years = years && EraDateReading.TryParseYear(value, out _);
    }

    /// <summary>Ends the first pass.</summary>
    public void Decide()
    {
        decided = true;
        Type = isCode ? FieldType.Text : strict.Verdict;
        if (Type == FieldType.Integer && isDate && (serials || compact))
            Use(serials ? Style.Serial : Style.Compact, FieldType.Date, serials ? "表計算ソフトの通し番号を日付に直しました" : "8桁の数字を日付に直しました");
        // A column of nothing but dashes says something with them, or holds nothing yet.
        if (Type != FieldType.Text || !loose || isCode || !values)
            return;
        if (dates)
            Use(Style.Era, FieldType.Date, "和暦などの日付を西暦の日付に直しました");
        else if (years)
            Use(Style.Year, FieldType.Integer, "和暦の年を西暦の年に直しました");
        else if (numbers)
            Use(Style.Number, integers ? FieldType.Integer : FieldType.Number, unit is null ? "全角数字や桁区切りを数値に直しました" : $"数値から単位「{unit}」を分けました");
    }

    /// <summary>A value in the column's type; null when blank. <paramref name="fits"/> is false when it is none of the type.</summary>
    public object? Convert(string value, out bool fits)
    {
        System.Diagnostics.Debug.Assert(decided, "Decide comes first.");
        fits = true;
        if (string.IsNullOrWhiteSpace(value))
            return null;
        if (style == Style.Plain)
        {
            fits = ValueTypes.TryConvert(value, Type, out var plain);
            return plain;
        }

        if (dashes && IsDash(value))
            return null;
        var converted = Loose(value);
        fits = converted is not null;
        return converted;
    }

    private object? Loose(string value)
    {
        var text = value.AsSpan().Trim();
        switch (style)
        {
            case Style.Era:
                return EraDateReading.TryParse(value, out var date) || ValueTypes.TryDate(text, out date) ? date : null;
            case Style.Year:
                return EraDateReading.TryParseYear(value, out var year) ? (long)year : null;
            case Style.Serial:
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 100_000 ? SerialOrigin.AddDays(days) : null;
            case Style.Compact:
                return DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var packed) ? packed : null;
            default:
                if (Parse(value, out var own) is not { } number || (own is not null && own != unit))
                    return null;
                return Type == FieldType.Integer ? (object)(long)number : number;
        }
    }

    private void Use(Style found, FieldType type, string words)
    {
        (style, Type) = (found, type);
        Remark = $"列「{name}」の{words}{(dashes ? "（「-」だけの値は空欄としました）" : "")}";
    }

    private void SeeAsDate(ReadOnlySpan<char> text)
    {
        serials = serials && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 10_000 and <= 73_000;
        compact = compact && text.Length == 8 && DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private bool SeeNumber(string value)
    {
        if (Parse(value, out var own) is not { } number)
            return false;
        integers = integers && number == Math.Floor(number) && Math.Abs(number) < 1e15 && !Width.Fold(value).Contains('.', StringComparison.Ordinal);
        if (own is null)
            return true;
        if (unit is not null && unit != own)
            return false;
        unit = own;
        return true;
    }

    private static double? Parse(string value, out string? unit)
    {
        unit = null;
        var match = Quantity().Match(Width.FoldWithHyphens(value).Trim());
        if (!match.Success)
            return null;
        if (match.Groups["unit"].Length > 0)
            unit = match.Groups["unit"].Value;
        return double.TryParse(match.Groups["n"].ValueSpan, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static bool IsDash(string value)
    {
        var text = value.AsSpan().Trim();
        return text.Length is 1 or 2 or 3 && text.IndexOfAnyExcept(Dashes) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> Dashes = System.Buffers.SearchValues.Create("-−－ー―‐–—…");

    [GeneratedRegex("年月日|日付|期日|(開始|終了|更新|公示|設置|指定|登録|調査|作成|竣工|完成|開設|有効|取得)日|日時?$|date$", RegexOptions.IgnoreCase)]
    private static partial Regex DateName();

    // Only units of measure and counters of things; 番, 号, 丁目 and 階 make names, not quantities.
    [GeneratedRegex("^(?<n>[-+]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\\.[0-9]+)?) ?(?<unit>|mm|cm|m|km|ha|a|㎡|㎢|㎥|m2|m3|km2|m²|m³|平方メートル|立方メートル|メートル|センチ|キロメートル|ヘクタール|人|名|台|戸|世帯|棟|軒|箇所|か所|カ所|ヶ所|ケ所|ヵ所|件|基|個|本|室|床|席|円|千円|万円|百万円|%|パーセント|分|時間|秒|日間|kg|t|トン|l|L|リットル|kl|度|℃|回|冊|枚|頭|羽|隻|筆)$")]
    private static partial Regex Quantity();
}
