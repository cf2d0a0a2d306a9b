using System.Globalization;
using System.Text;

namespace Gis.Importer.Formats.Csv;

/// <summary>Physical lines with their ends on them (LF, CRLF or CR); lines that were taken too early can be put back.</summary>
internal sealed class LineSource(TextReader text, SourceFile file)
{
    private const int MaxLine = 16 << 20;
    private readonly char[] buffer = new char[1 << 15];
    private readonly StringBuilder line = new();
    private readonly Stack<string> back = new();
    private int length;
    private int at;

    /// <summary>Number of the line given last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line, or null at the end.</summary>
    /// <exception cref="SourceException">A line is absurdly long.</exception>
    public string? Next()
    {
        if (back.TryPop(out var again))
        {
            Number++;
            return again;
        }

        line.Clear();
        while (Fill())
        {
            var rest = buffer.AsSpan(at, length - at);
            var stop = rest.IndexOfAny('\r', '\n');
            if (stop < 0)
            {
                Append(rest);
                at = length;
                continue;
            }

            Append(rest[..(stop + 1)]);
            at += stop + 1;
            if (rest[stop] == '\r' && Fill() && buffer[at] == '\n')
            {
                line.Append('\n');
                at++;
            }

            break;
        }

        if (line.Length == 0)
            return null;
        Number++;
        return line.ToString();
    }

    /// <summary>Puts lines back, in the order in which they came.</summary>
    public void PushBack(List<string> lines)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
            back.Push(lines[i]);
        Number -= lines.Count;
    }

    private void Append(ReadOnlySpan<char> part)
    {
        if (line.Length + part.Length > MaxLine)
        {
            throw new SourceException(
                file.DisplayPath, string.Create(CultureInfo.InvariantCulture, $"{Number + 1}行目"), "1行が長すぎます", "表のファイルか確かめ、もう一度入手してください");
        }

        line.Append(part);
    }

    private bool Fill()
    {
        if (at < length)
            return true;
        length = text.Read(buffer);
        at = 0;
        return length > 0;
    }
}
