using System.Globalization;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.Csv;

/// <summary>One table. It is read once when opened, to learn types and places, and again for its rows.</summary>
internal sealed class CsvDataset : Dataset
{
    private readonly SourceFile file;
    private readonly TextSource text;
    private readonly CsvLayout layout;
    private readonly ICsvPlaces places;
    private readonly List<string> remarks = [];
    private readonly int keyColumn;

    public CsvDataset(SourceFile file, string format, TextSource text, CsvLayout layout, ReadOptions options)
    {
        this.file = file;
        this.text = text;
        this.layout = layout;
        Format = format;
        var coordinates = CoordinateColumns.Find(layout.Names);
        places = coordinates is null ? new NoPlaces()
            : coordinates.Naming == CoordinateNaming.Shape ? new CsvShapes(file, coordinates)
            : new CsvPlaces(file, coordinates, layout.Names);

        var types = layout.Names.Select(n => new ValueTypes(n)).ToList();
        var keys = new StableKey(layout.Names);
        long blank = 0, rows = 0;
        foreach (var record in Records())
        {
            if (record.IsBlank)
            {
                blank++;
                continue;
            }

            rows++;
            for (var i = 0; i < types.Count && i < record.Cells.Count; i++)
                types[i].See(record.Cells[i]);
            keys.See(record.Cells);
            places.Observe(record.Cells);
        }

        places.Decide(options);
        RowCount = rows;
        keyColumn = keys.Column;
        Fields = layout.Names.Select((n, i) => new SourceField(n, types[i].Verdict)).ToList();
        remarks.AddRange(layout.Remarks);
        remarks.AddRange(places.Remarks);
        if (blank > 0)
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"空の行を{blank}行読み飛ばしました"));
        if (text.Malformed > 0)
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"文字として読めない箇所が{text.Malformed}あり、「\uFFFD」に置き換えました"));
    }

    public override string Name => Path.GetFileNameWithoutExtension(file.Name);

    public override string Format { get; }

    public override string SourcePath => file.DisplayPath;

    public override Detected<string>? Encoding => text.Detected;

    public override Detected<Crs>? Crs => places.Crs;

    public override string? CoordinateMethod => places.Method;

    public override double? CoordinateErrorMetres => places.ErrorMetres;

    public override GeometryFamily Geometry => places.Geometry;

    public override IReadOnlyList<SourceField> Fields { get; }

    public override long? RowCount { get; }

    public override string? KindHint => KindHints.Of(Name, Fields);

    public override int TwinRank => 6;

    public override IReadOnlyList<string> Remarks => remarks;

    public override IEnumerable<SourceRow> Read(CancellationToken cancellation)
    {
        long number = 0;
        foreach (var record in Records())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!record.IsBlank)
                yield return Row(++number, record);
        }
    }

    private SourceRow Row(long number, DelimitedRecord record)
    {
        var notes = new List<RowRemark>();
        var values = new object?[Fields.Count];
        for (var i = 0; i < values.Length && i < record.Cells.Count; i++)
            values[i] = ValueTypes.Convert(record.Cells[i], Fields[i].Type);
        if (record.Cells.Skip(values.Length).Any(c => !string.IsNullOrWhiteSpace(c)))
            notes.Add(new RowRemark(RemarkKind.Note, "extra-cells", "見出しより多い値があり、右端の値は読みませんでした"));
        var (geometry, placement) = places.Resolve(record.Cells, notes);
        var key = keyColumn >= 0 ? record.Cells[keyColumn].Trim() : null;
        return new SourceRow(number, string.Create(CultureInfo.InvariantCulture, $"{record.Line}行目"), geometry, values, key, placement, notes);
    }

    private IEnumerable<DelimitedRecord> Records()
    {
        using var reader = text.Open();
        var delimited = new DelimitedReader(reader, layout.Delimiter, file);
        while (delimited.Read() is { } record)
        {
            if (record.Line > layout.HeaderLine)
                yield return record;
        }
    }
}
