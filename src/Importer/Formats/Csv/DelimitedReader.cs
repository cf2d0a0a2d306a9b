using System.Globalization;
using System.Text;
using Gis.Importer.Formats.Tables;

namespace Gis.Importer.Formats.Csv;

/// <summary>
/// Splits text into records as RFC 4180 says, and as spreadsheets and town offices really write: any line end, line ends and doubled quotes inside
/// quotes, quotes in the middle of a bare cell taken as they are, no line end at the end. A quote that is opened and not properly closed spoils its own
/// line only: that line is then read without quotes across line ends, and its record says so.
/// </summary>
/// <remarks>Written out rather than taken from a library because every record must know its line in the file, and a broken quote must not swallow the rest.</remarks>
internal sealed class DelimitedReader(TextReader text, char delimiter, SourceFile file)
{
    private const int MaxCell = 4 << 20;
    private const int MaxCells = 4096;

    // Nobody writes a cell of more lines; a quote that is still open then was never meant to be closed there.
    private const int MaxLines = 500;

    private readonly LineSource lines = new(text, file);
    private readonly StringBuilder cell = new();
    private bool odd;

    private enum Outcome
    {
        Whole,
        Open,
        Broken,
    }

    /// <summary>The next record, or null at the end.</summary>
    /// <exception cref="SourceException">A cell or a row is absurdly long.</exception>
    public TableRecord? Read()
    {
        if (lines.Next() is not { } first)
            return null;
        var start = lines.Number;
        var record = first;
        List<string>? more = null;
        var cells = new List<string>();
        while (true)
        {
            var outcome = Split(record, cells, start);
            if (outcome == Outcome.Whole)
                return new TableRecord(start, cells, odd);
            var next = outcome == Outcome.Open && (more?.Count ?? 0) < MaxLines && record.Length < MaxCell ? lines.Next() : null;
            if (next is null)
                break;
            (more ??= []).Add(next);
            record += next;
        }

        if (more is not null)
            lines.PushBack(more);
        SplitBare(first, cells, start);
        return new TableRecord(start, cells, true);
    }

    // Open: the last quote has not closed yet. Broken: something other than a separator follows a quote that closed on a later line.
    private Outcome Split(string record, List<string> cells, long start)
    {
        cells.Clear();
        odd = false;
        var end = EndOf(record);
        for (var at = 0; ;)
        {
            cell.Clear();
            var acrossLines = false;
            var close = -1;
            if (at < end && record[at] == '"')
            {
                close = CloseOf(record, at + 1, ref acrossLines);
                if (close < 0)
                    return Outcome.Open;
                at = close + 1;
                if (acrossLines && at < end && record[at] != delimiter)
                    return Outcome.Broken;
            }

            var stop = at >= end ? -1 : record.IndexOf(delimiter, at, end - at);
            var until = stop < 0 ? end : stop;
            odd |= close >= 0 && !string.IsNullOrWhiteSpace(record[at..until]);
            if (until > at)
                cell.Append(record, at, until - at);
            Add(cells, cell.ToString(), start);
            if (stop < 0)
                return Outcome.Whole;
            at = stop + 1;
        }
    }

    private int CloseOf(string record, int at, ref bool acrossLines)
    {
        for (; at < record.Length; at++)
        {
            var c = record[at];
            if (c == '"')
            {
                if (at + 1 >= record.Length || record[at + 1] != '"')
                    return at;
                at++;
            }
            else if (c is '\r' or '\n')
            {
                acrossLines = true;
            }

            cell.Append(c);
        }

        return -1;
    }

    private void SplitBare(string line, List<string> cells, long start)
    {
        cells.Clear();
        foreach (var part in line[..EndOf(line)].Split(delimiter))
            Add(cells, part.Trim().Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal), start);
    }

    private void Add(List<string> cells, string text, long start)
    {
        if (text.Length > MaxCell)
            throw Fail(start, "1つの値が長すぎます");
        if (cells.Count >= MaxCells)
            throw Fail(start, $"1行の列が{MaxCells}を超えています");

        // PostgreSQL's text holds no U+0000; in a text file it is damage.
        cells.Add(text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text);
    }

    private static int EndOf(string line)
    {
        var end = line.Length;
        if (end > 0 && line[end - 1] == '\n')
            end--;
        if (end > 0 && line[end - 1] == '\r')
            end--;
        return end;
    }

    private SourceException Fail(long at, string what) =>
        new(file.DisplayPath, string.Create(CultureInfo.InvariantCulture, $"{at}行目"), what, "その行の引用符と区切り文字を直してください");
}
