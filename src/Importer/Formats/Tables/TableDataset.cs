using System.Globalization;

namespace Gis.Importer.Formats.Tables;

/// <summary>One table. It is read once when opened, to learn types and places, and again for its rows.</summary>
internal sealed class TableDataset : Dataset
{
    private readonly ITableSource source;
    private readonly TableLayout layout;
    private readonly RowSorting sorting;
    private readonly ITablePlaces places;
    private readonly List<ColumnReading> columns;
    private readonly List<string> remarks = [];
    private readonly Dictionary<string, string> facts = new(StringComparer.Ordinal);
    private readonly int keyColumn;

    /// <summary>Surveys a table.</summary>
    /// <param name="source">Its rows.</param>
    /// <param name="options">Overrides of the detection.</param>
    /// <param name="sheet">Name of the sheet in a workbook, or null.</param>
    /// <exception cref="SourceException">The table is empty or cannot be understood.</exception>
    public TableDataset(ITableSource source, ReadOptions options, string? sheet = null)
    {
        this.source = source;
        layout = TableLayout.Find(source);
        var coordinates = CoordinateColumns.Find(layout.Names);
        places = coordinates switch
        {
            null => new NoPlaces(),
            { Naming: CoordinateNaming.Shape } => new TableShapes(source.File, coordinates),
            _ => new TablePlaces(source.File, coordinates, layout.Names),
        };
        sorting = new RowSorting(layout.Names, coordinates);
        columns = layout.Names.Select(n => new ColumnReading(n)).ToList();
        var keys = new Text.StableKey();
        var names = layout.Names.ToList();
        Survey(record => keys.See(name => names.IndexOf(name) is >= 0 and var at && at < record.Cells.Count ? record.Cells[at] : null));

        places.Decide(options);
        columns.ForEach(c => c.Decide());
        keyColumn = keys.Name is { } key ? names.IndexOf(key) : -1;
        Fields = layout.Names.Select((n, i) => new SourceField(n, columns[i].Type, Unit: columns[i].Unit)).ToList();
        remarks.AddRange(source.Remarks);
        remarks.AddRange(layout.Remarks);
        remarks.AddRange(places.Remarks);
        remarks.AddRange(columns.Select(c => c.Remark).OfType<string>());
        if (BlankRows > 0)
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"空の行を{BlankRows}行読み飛ばしました"));
        Credit = Ksj.SidecarMetadata.Of(source.File);
        Hint = KindHints.Find(Name, Fields);
        if (sheet is not null)
            facts["シート"] = sheet;
        if (layout.Titles is { Length: > 0 } titles)
            facts["表題"] = titles.Length <= 200 ? titles : titles[..200] + "…";
        if (StandardDataset.Recognise(layout.Names) is { } standard)
            facts["データの規格"] = standard.Title;
    }

    public override string Name => source.Name;

    public override string Format => source.Format;

    public override string SourcePath => source.File.DisplayPath;

    public override Detected<string>? Encoding => source.Encoding;

    public override Detected<Crs>? Crs => places.Crs;

    public override string? CoordinateMethod => places.Method;

    public override double? CoordinateErrorMetres => places.ErrorMetres;

    public override GeometryFamily Geometry => places.Geometry;

    public override IReadOnlyList<SourceField> Fields { get; }

    public override long? RowCount => Rows;

    public override KindHint? Hint { get; }

    public override SourceCredit? Credit { get; }

    /// <summary>What <see cref="IsDefault"/> says.</summary>
    public bool Wanted { get; set; } = true;

    public override bool IsDefault => Wanted;

    public override int TwinRank => source.TwinRank;

    public override IReadOnlyList<string> Remarks => remarks;

    public override IReadOnlyDictionary<string, string> Facts => facts;

    private long Rows { get; set; }

    private long BlankRows { get; set; }

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

    // Rows that are out of step with the header must not vote on what the columns hold.
    private void Survey(Action<TableRecord> lookForKeys)
    {
        foreach (var record in Records())
        {
            if (record.IsBlank)
            {
                BlankRows++;
                continue;
            }

            Rows++;
            if (sorting.Find(record) is not null)
                continue;
            lookForKeys(record);
            if (IsShifted(record))
                continue;
            for (var i = 0; i < columns.Count && i < record.Cells.Count; i++)
                columns[i].See(record.Cells[i]);
            places.Observe(record.Cells);
        }
    }

    private SourceRow Row(long number, TableRecord record)
    {
        var notes = new List<RowRemark>();
        var place = string.Create(CultureInfo.InvariantCulture, $"{record.Line}行目");
        if (sorting.Find(record) is { } noData)
        {
            notes.Add(noData);
            return new SourceRow(number, place, null, Values(record, out _), null, new Placement.Unplaced(null), notes);
        }

        var values = Values(record, out var misfit);
        var (geometry, placement) = places.Resolve(record.Cells, notes);
        if (IsShifted(record) || misfit is not null)
            notes.Insert(0, Shifted(record, misfit, geometry is not null && notes.Count == 0));
        var key = keyColumn >= 0 && record.Cell(keyColumn).Trim() is { Length: > 0 } found ? found : null;
        return new SourceRow(number, place, geometry, values, key, placement, notes);
    }

    private object?[] Values(TableRecord record, out string? misfit)
    {
        misfit = null;
        var values = new object?[columns.Count];
        for (var i = 0; i < values.Length && i < record.Cells.Count; i++)
        {
            values[i] = columns[i].Convert(record.Cells[i], out var fits);
            if (!fits)
                misfit ??= layout.Names[i];
        }

        return values;
    }

    private bool IsShifted(TableRecord record)
    {
        if (record.Damaged)
            return true;
        for (var i = columns.Count; i < record.Cells.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(record.Cells[i]))
                return true;
        }

        return false;
    }

    // Where every value fits its column and the place is one in Japan, nothing can have moved but the last cell.
    private RowRemark Shifted(TableRecord record, string? misfit, bool placed)
    {
        var where = misfit is null ? "" : $"（列「{misfit}」の値が合いません）";
        if (record.Damaged)
        {
            return misfit is null && placed
                ? new RowRemark(RemarkKind.Repaired, "broken-quotes", "引用符(\")が正しく閉じていないため、行の終わりまでを1件として読みました")
                : new RowRemark(RemarkKind.Suspect, "broken-quotes", $"引用符(\")が正しく閉じていないため、値の区切りを確かめられません{where}");
        }

        var extra = string.Join('、', record.Cells.Skip(columns.Count).Where(c => !string.IsNullOrWhiteSpace(c)).Take(3));
        return misfit is null && placed
            ? new RowRemark(RemarkKind.Note, "extra-cells", $"見出しより多い値（{extra}）があり、読みませんでした")
            : new RowRemark(RemarkKind.Suspect, "extra-cells", $"見出しより値の数が多く、途中で列がずれていると思われます{where}。値の中の区切り文字を引用符で囲んでください");
    }

    private IEnumerable<TableRecord> Records() => source.Records().Where(r => r.Line > layout.HeaderLine);
}
