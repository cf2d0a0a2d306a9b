using Gis.Importer.Formats.Tables;

namespace Gis.Importer.Formats.Gml;

/// <summary>What the first pass learns of a column.</summary>
internal sealed class GmlColumn(string name)
{
    private const int MaxCodes = 2_000;
    private readonly ColumnReading reading = new(name);
    private readonly HashSet<string> codes = new(StringComparer.Ordinal);
    private string? codeSpace;
    private string? unit;
    private bool repeated;

    /// <summary>Name of the element.</summary>
    public string Name => name;

    /// <summary>The codes that occur, for a column that names a list.</summary>
    public IReadOnlyCollection<string> Codes => codes;

    /// <summary>Looks at a value.</summary>
    public void See(GmlValue value, bool again)
    {
        repeated |= again;
        codeSpace ??= value.CodeSpace;
        unit ??= value.Unit;
        if (codeSpace is not null && codes.Count < MaxCodes)
            codes.Add(value.Value);
        else
            reading.See(value.Value);
    }

    /// <summary>The field, once everything was seen.</summary>
    public SourceField Field(string? title, CodeLists lists)
    {
        reading.Decide();
        var words = codeSpace is null ? null : codes.Select(c => (c, Words: lists.Find(codeSpace, c))).Where(c => c.Words is not null).ToDictionary(c => c.c, c => c.Words!, StringComparer.Ordinal);
        return new SourceField(name, IsText ? FieldType.Text : reading.Type, Unit: UnitName(), Title: title, Codes: words is { Count: > 0 } ? words : null);
    }

    /// <summary>A value in the column's type.</summary>
    public object? Convert(string value) => IsText ? value : reading.Convert(value, out var fits) is { } converted && fits ? converted : null;

    /// <summary>Words for a code; null when no list has them.</summary>
    public string? Words(string code, CodeLists lists) => codeSpace is null ? null : lists.Find(codeSpace, code);

    private bool IsText => repeated || codeSpace is not null;

    private string? UnitName() => unit switch { null => null, _ when unit.EndsWith("m2", StringComparison.Ordinal) => "㎡", _ => unit.TrimStart('#') };
}
