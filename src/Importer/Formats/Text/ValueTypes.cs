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

    private readonly bool isCode = IsCodeName(name);
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

    /// <summary>Whether any value was seen.</summary>
    public bool Any => any;

    /// <summary>Whether a column's name says that its digits are a code and no quantity.</summary>
    public static bool IsCodeName(string name) => CodeName().IsMatch(Width.Fold(name));

    /// <summary>Reads a date in one of the plain spellings.</summary>
    public static bool TryDate(ReadOnlySpan<char> text, out DateOnly date) =>
        DateOnly.TryParseExact(text, DateShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>The type for all that was seen.</summary>
    public FieldType Verdict =>
        !any || isCode ? FieldType.Text
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

    /// <summary>A value in a type that not every value of the column need have; null when blank.</summary>
    /// <returns>False when the value is none of the type.</returns>
    public static bool TryConvert(string value, FieldType type, out object? converted)
    {
        var text = value.AsSpan().Trim();
        var fits = text.IsEmpty || type switch
        {
            FieldType.Integer => IsInteger(text),
            FieldType.Number => IsNumber(text),
            FieldType.Boolean => text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("false", StringComparison.OrdinalIgnoreCase),
            FieldType.Date => TryDate(text, out _),
            FieldType.DateTime => DateTime.TryParseExact(text, DateTimeShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ => true,
        };
        converted = fits ? Convert(value, type) : null;
        return fits;
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
