using System.Globalization;
using System.Text;

namespace Gis.Importer.Formats.Shapefile;

/// <summary>One column of a DBF table.</summary>
internal sealed class DbfColumn
{
    private readonly char kind;
    private bool integers = true;
    private bool numbers = true;
    private bool dates = true;
    private TextCache? cache;

    /// <summary>Reads a 32-byte field descriptor.</summary>
    public DbfColumn(ReadOnlySpan<byte> descriptor, int offset)
    {
        var end = descriptor[..11].IndexOf((byte)0);
        RawName = descriptor[..(end < 0 ? 11 : end)].ToArray();
        kind = (char)descriptor[11];

        // Text columns wider than 255 bytes keep the high byte of their length where others keep the number of decimals.
        Length = descriptor[16] + (kind == 'C' ? descriptor[17] << 8 : 0);
        Offset = offset;
        Name = "";
    }

    /// <summary>Name as bytes.</summary>
    public byte[] RawName { get; }

    /// <summary>Name in the table's encoding.</summary>
    public string Name { get; private set; }

    /// <summary>Bytes in a record.</summary>
    public int Length { get; }

    /// <summary>First byte in a record.</summary>
    public int Offset { get; }

    /// <summary>Whether the bytes are text in the table's encoding.</summary>
    public bool IsText => kind is not ('N' or 'F' or 'D' or 'L');

    /// <summary>The type that holds all values seen.</summary>
    public FieldType Type => kind switch
    {
        'N' or 'F' => integers ? FieldType.Integer : numbers ? FieldType.Number : FieldType.Text,
        'D' => dates ? FieldType.Date : FieldType.Text,
        'L' => FieldType.Boolean,
        _ => FieldType.Text,
    };

    /// <summary>The bytes of a field without padding.</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> field) => field.TrimEnd((ReadOnlySpan<byte>)[0x20, 0x00]);

    /// <summary>Looks at a value that is not text.</summary>
    public void See(ReadOnlySpan<byte> field)
    {
        if (kind is 'N' or 'F' && IsPlainNumber(field.Trim((byte)' '), out var whole))
        {
            integers &= whole;
            return;
        }

        var text = Plain(field);
        if (text.Length == 0)
            return;
        if (kind == 'D')
        {
            dates = dates && ParseDate(text) is not null;
            return;
        }

        // An integer of up to 18 digits; numbers with declared decimals are numbers even when these are all zero.
        integers = integers && !text.Contains('.', StringComparison.Ordinal) && text.Length <= 18
            && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        numbers = numbers && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    /// <summary>Decodes the name and makes it unique.</summary>
    public void NameWith(Encoding encoding, HashSet<string> seen)
    {
        // Names are cut at ten bytes, often in the middle of a character.
        var name = encoding.GetString(RawName).Trim().TrimEnd('\uFFFD');
        if (name.Length == 0)
            name = "列";
        Name = name;
        for (var i = 2; !seen.Add(Name); i++)
            Name = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
    }

    /// <summary>A value in the column's <see cref="Type"/>; null when blank.</summary>
    public object? Value(ReadOnlySpan<byte> field, Encoding encoding, List<RowRemark> notes)
    {
        if (IsText)
            return Text(field, encoding, notes);
        var type = Type;
        if (type is FieldType.Integer or FieldType.Number && IsPlainNumber(field.Trim((byte)' '), out _))
        {
            return type == FieldType.Integer
                ? (object)long.Parse(field.Trim((byte)' '), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                : double.Parse(field.Trim((byte)' '), NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        var text = Plain(field);
        if (text.Length == 0)
            return null;
        return type switch
        {
            FieldType.Integer => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            FieldType.Number => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? number : null,
            FieldType.Date => ParseDate(text),
            FieldType.Boolean => text[0] is 'Y' or 'y' or 'T' or 't' ? true : text[0] is 'N' or 'n' or 'F' or 'f' ? false : null,
            _ => text,
        };
    }

    private string? Text(ReadOnlySpan<byte> field, Encoding encoding, List<RowRemark> notes)
    {
        var content = Content(field);
        if (content.IsEmpty)
            return null;
        if (content.Length < field.Length - 1)
            return (cache ??= new TextCache(encoding)).Text(content);
        var text = encoding.GetString(content).Replace('\0', '\uFFFD');
        if (content.Length >= field.Length - 1 && text.EndsWith('\uFFFD'))
        {
            text = text.TrimEnd('\uFFFD');
            notes.Add(new RowRemark(RemarkKind.Note, "cut-text", $"「{Name}」の値が幅{Length}バイトで切れています"));
        }

        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    // Digits with at most one point: what nearly every number is. Up to fifteen digits, so that an integer fits and a fraction is exact.
    private static bool IsPlainNumber(ReadOnlySpan<byte> text, out bool whole)
    {
        whole = true;
        if (text.Length is 0 or > 16)
            return false;
        if (text[0] == '-')
            text = text[1..];
        var point = text.IndexOf((byte)'.');
        if (point >= 0)
        {
            whole = false;
            if (point == 0 || point == text.Length - 1 || text[(point + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return false;
            text = text[..point];
        }

        return text.Length > 0 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    // Asterisks stand for a number that did not fit; zeros for no date.
    private string Plain(ReadOnlySpan<byte> field)
    {
        var text = Encoding.Latin1.GetString(field).Trim(' ', '\0', '\t');
        return text.StartsWith('*') || (kind == 'D' && text.Trim('0', '-', '/', ' ').Length == 0) || text == "?" ? "" : text;
    }

    private static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, ["yyyyMMdd", "yyyy-MM-dd", "yyyy/MM/dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
