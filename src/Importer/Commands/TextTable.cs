using Gis.Importer.Formats.Text;

namespace Gis.Importer.Commands;

/// <summary>A table of plain text, columns aligned by what a terminal shows: Japanese characters are two columns wide, numbers stand right.</summary>
/// <remarks>Spectre.Console 0.49 fails on double-width characters in a table that must wrap.</remarks>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> rows = [];

    /// <summary>Adds a row of as many cells as the header has.</summary>
    public void Add(params string[] cells) => rows.Add([.. cells.Select(Excerpt.Line)]);

    /// <summary>Writes it.</summary>
    public void Write(TextWriter output)
    {
        var widths = header.Select((h, i) => rows.Select(r => Width(r[i])).Append(Width(h)).Max()).ToArray();
        var right = header.Select((_, i) => rows.TrueForAll(r => r[i].Length == 0 || char.IsAsciiDigit(r[i][0]))).ToArray();
        Line(output, header, widths, right);
        output.WriteLine(string.Join("  ", widths.Select(w => new string('─', w))));
        foreach (var row in rows)
            Line(output, row, widths, right);
    }

    private static void Line(TextWriter output, string[] cells, int[] widths, bool[] right) =>
        output.WriteLine(string.Join("  ", cells.Select((c, i) => right[i] ? Space(widths[i] - Width(c)) + c : c + Space(widths[i] - Width(c)))).TrimEnd());

    private static string Space(int count) => new(' ', count);

    // East Asian Wide and Fullwidth (UAX #11), as far as Japanese text has them; half-width kana are one column.
    private static int Width(string text) => text.Sum(c => c is >= '\u1100' and <= '\u115F' or >= '\u2E80' and <= '\uA4CF' or >= '\uAC00' and <= '\uD7A3' or >= '\uF900' and <= '\uFAFF' or >= '\uFE30' and <= '\uFE6F' or >= '\uFF01' and <= '\uFF60' or >= '\uFFE0' and <= '\uFFE6' ? 2 : 1);
}
