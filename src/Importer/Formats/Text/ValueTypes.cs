using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Text;

/// <summary>
/// The narrowest type that holds every value of a text column without changing it. Codes stay text: a column with a leading zero, and any column whose
/// name says code, number or telephone (a 地番 "12" is no quantity).
/// </summary>
internal sealed partial class ValueTypes(string name)
{
    private static readonly string[] DateShapes = ["yyyy-MM-dd", "yyyy/M/d", "yyyy/MM/dd"];
    private static readonly string[] DateTimeShapes = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss", "yyyy-MM-ddTHH:mm:ss"];

    private bool any;
    private bool integer = true;
    private bool number = true;
    private bool boolean = true;
    private bool date = true;
    private bool dateTime = true;

    /// <summary>Looks at a value; blank ones say nothing.</summary>
    public void See(string value)
    {
        var text = value.AsSpan().Trim();
        if (text.IsEmpty)
            return;
        any = true;
        integer = integer && IsInteger(text);
        number = number && IsNumber(text);
        boolean = boolean && (text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase));
        date = date && DateOnly.TryParseExact(text, DateShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        dateTime = dateTime && DateTime.TryParseExact(text, DateTimeShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    /// <summary>The type for all that was seen.</summary>
    public FieldType Verdict =>
        !any || CodeName().IsMatch(Width.Fold(name)) ? FieldType.Text
        : integer ? FieldType.Integer
        : number ? FieldType.Number
        : boolean ? FieldType.Boolean
        : date ? FieldType.Date
        : dateTime ? FieldType.DateTime
        : FieldType.Text;

    /// <summary>A value in the column's type; null when blank.</summary>
    public static object? Convert(string value, FieldType type)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var text = value.AsSpan().Trim();
        return type switch
        {
            FieldType.Integer => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            FieldType.Number => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            FieldType.Boolean => text.Equals("true", StringComparison.OrdinalIgnoreCase),
            FieldType.Date => DateOnly.ParseExact(text, DateShapes, CultureInfo.InvariantCulture),
            FieldType.DateTime => DateTime.ParseExact(text, DateTimeShapes, CultureInfo.InvariantCulture, DateTimeStyles.None),
            _ => value,
        };
    }

    private static bool IsInteger(ReadOnlySpan<char> text)
    {
        var digits = text[0] == '-' ? text[1..] : text;
        return digits.Length is > 0 and <= 18 && !digits.ContainsAnyExceptInRange('0', '9') && (digits.Length == 1 || digits[0] != '0');
    }

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        var digits = text[0] == '-' ? text[1..] : text;
        if (digits.IsEmpty || !char.IsAsciiDigit(digits[0]) || (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1])))
            return false;
        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value);
    }

    [GeneratedRegex("コード|番号|地番|番地|電話|郵便|ファックス|(^|[^a-z])(id|no|tel|fax|zip)$|I[Dd]$|code$|phone|telephone", RegexOptions.IgnoreCase)]
    private static partial Regex CodeName();
}
