using System.Buffers.Binary;
using System.Text;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Shapefile;

/// <summary>
/// The attribute table of a Shapefile (dBASE III+, xBase). It is read here and not by GDAL because GDAL must be told the encoding, which only the
/// bytes of all records give away, and cuts decimals off numbers in columns that were declared as integers.
/// </summary>
internal sealed class DbfTable : IDisposable
{
    private readonly FileStream stream;
    private readonly int headerLength;
    private readonly int recordLength;
    private readonly byte[] record;
    private long current = -1;
    private Encoding encoding = Encoding.Latin1;

    private DbfTable(FileStream stream, int headerLength, int recordLength, long records, byte language, List<DbfColumn> columns)
    {
        this.stream = stream;
        this.headerLength = headerLength;
        this.recordLength = recordLength;
        record = new byte[recordLength];
        Records = Math.Min(records, Math.Max(0, (stream.Length - headerLength) / recordLength));
        DeclaredRecords = records;
        Language = language;
        Columns = columns;
    }

    /// <summary>Records that are really there.</summary>
    public long Records { get; }

    /// <summary>Records the header promises.</summary>
    public long DeclaredRecords { get; }

    /// <summary>Language driver id (byte 29): 0x13 and 0x7B mean CP932.</summary>
    public byte Language { get; }

    /// <summary>The columns, typed after <see cref="Survey"/>.</summary>
    public List<DbfColumn> Columns { get; }

    /// <summary>Opens a table.</summary>
    /// <exception cref="SourceException">The header makes no sense.</exception>
    public static DbfTable Open(SourceFile file, string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            Span<byte> head = stackalloc byte[32];
            if (stream.ReadAtLeast(head, 32, false) < 32)
                throw Broken(file);
            var records = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
            int recordLength = BinaryPrimitives.ReadUInt16LittleEndian(head[10..]);
            if (headerLength < 33 || recordLength < 1 || headerLength > stream.Length)
                throw Broken(file);
            var descriptors = new byte[headerLength - 32];
            stream.ReadExactly(descriptors);
            var columns = new List<DbfColumn>();
            var offset = 1;
            for (var at = 0; at + 32 <= descriptors.Length && descriptors[at] is not (0x0D or 0x00); at += 32)
            {
                var column = new DbfColumn(descriptors.AsSpan(at, 32), offset);
                offset += column.Length;
                if (offset > recordLength)
                    throw Broken(file);
                columns.Add(column);
            }

            return new DbfTable(stream, headerLength, recordLength, records, head[29], columns);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads everything once: encoding from all text, types of number columns from all values.</summary>
    public EncodingVerdict Survey()
    {
        var detector = new EncodingDetector();
        foreach (var column in Columns)
        {
            detector.Feed(column.RawName);
            detector.EndUnit();
        }

        for (long i = 0; i < Records; i++)
        {
            var bytes = ReadRecord(i);
            foreach (var column in Columns)
            {
                var field = bytes.Slice(column.Offset, column.Length);
                if (column.IsText)
                {
                    detector.Feed(DbfColumn.Content(field));
                    detector.EndUnit();
                }
                else
                {
                    column.See(field);
                }
            }
        }

        return detector.Verdict();
    }

    /// <summary>Sets the encoding and names the columns with it.</summary>
    public void Use(Encoding value)
    {
        encoding = value;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in Columns)
            column.NameWith(value, seen);
    }

    /// <summary>Whether a record is marked as deleted; the space it takes has not been given back yet.</summary>
    public bool IsDeleted(long number) => number < Records && ReadRecord(number)[0] == '*';

    /// <summary>The values of a record; all null when it is not there.</summary>
    public object?[] Values(long number, List<RowRemark> notes)
    {
        var values = new object?[Columns.Count];
        if (number < 0 || number >= Records)
        {
            notes.Add(new RowRemark(RemarkKind.Suspect, "missing-attributes", "属性の表(.dbf)にこの図形の行がありません"));
            return values;
        }

        var bytes = ReadRecord(number);
        for (var i = 0; i < values.Length; i++)
            values[i] = Columns[i].Value(bytes.Slice(Columns[i].Offset, Columns[i].Length), encoding, notes);
        return values;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private ReadOnlySpan<byte> ReadRecord(long number)
    {
        if (number == current)
            return record;
        var position = headerLength + (number * recordLength);
        if (stream.Position != position)
            stream.Position = position;
        stream.ReadExactly(record);
        current = number;
        return record;
    }

    private static SourceException Broken(SourceFile file) =>
        new(Path.ChangeExtension(file.DisplayPath, ".dbf"), null, "属性の表(.dbf)が途中で切れているか壊れています", "元のファイルをもう一度入手してください");
}
