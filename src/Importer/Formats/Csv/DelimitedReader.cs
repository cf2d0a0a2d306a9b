using System.Globalization;
using System.Text;

namespace Gis.Importer.Formats.Csv;

/// <summary>One record and the line on which it begins (from 1).</summary>
internal sealed record DelimitedRecord(long Line, List<string> Cells)
{
    /// <summary>Whether no cell holds anything.</summary>
    public bool IsBlank => Cells.TrueForAll(string.IsNullOrWhiteSpace);
}

/// <summary>
/// Splits text into records as RFC 4180 says, and as spreadsheets and town offices really write: any line end, line ends and doubled quotes inside
/// quotes, quotes in the middle of a bare cell taken as they are, no line end at the end.
/// </summary>
/// <remarks>Written out rather than taken from a library because every record must know its line in the file, and a broken quote its beginning.</remarks>
internal sealed class DelimitedReader(TextReader text, char delimiter, SourceFile file)
{
    private const int MaxCell = 4 << 20;
    private const int MaxCells = 4096;
    private readonly char[] buffer = new char[1 << 15];
    private readonly StringBuilder cell = new();
    private int length;
    private int at;
    private long line = 1;

    /// <summary>The next record, or null at the end.</summary>
    /// <exception cref="SourceException">A quote never closes, or a cell is absurdly long.</exception>
    public DelimitedRecord? Read()
    {
        if (Peek() < 0)
            return null;
        var start = line;
        var cells = new List<string>();
        while (true)
        {
            cell.Clear();
            if (Peek() == '"')
                ReadQuoted(start);
            ReadBare();
            cells.Add(cell.ToString());
            if (cells.Count > MaxCells)
                throw Fail(start, $"1行の列が{MaxCells}を超えています");
            var next = Next();
            if (next == delimiter)
                continue;
            if (next == '\r' && Peek() == '\n')
                Next();
            if (next is '\r' or '\n')
                line++;
            return new DelimitedRecord(start, cells);
        }
    }

    private void ReadBare()
    {
        for (var c = Peek(); c >= 0 && c != delimiter && c is not ('\r' or '\n'); c = Peek())
            Append((char)Next());
    }

    private void ReadQuoted(long start)
    {
        Next();
        while (true)
        {
            var c = Next();
            if (c < 0)
                throw Fail(start, "引用符(\")が閉じないままファイルが終わっています");
            if (c == '"')
            {
                if (Peek() != '"')
                    return;
                Next();
            }
            else if (c == '\n' || (c == '\r' && Peek() != '\n'))
            {
                line++;
            }

            Append((char)c);
        }
    }

    private void Append(char c)
    {
        if (cell.Length >= MaxCell)
            throw Fail(line, "1つの値が長すぎます");

        // PostgreSQL's text holds no U+0000; in a text file it is damage.
        cell.Append(c == '\0' ? '\uFFFD' : c);
    }

    private int Peek()
    {
        if (at == length)
        {
            length = text.Read(buffer);
            at = 0;
        }

        return at < length ? buffer[at] : -1;
    }

    private int Next()
    {
        var c = Peek();
        if (c >= 0)
            at++;
        return c;
    }

    private SourceException Fail(long at, string what) =>
        new(file.DisplayPath, string.Create(CultureInfo.InvariantCulture, $"{at}行目"), what, "その行の引用符と区切り文字を直してください");
}
