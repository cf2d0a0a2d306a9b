using System.Globalization;
using Gis.Importer.Formats.Coordinates;

namespace Gis.Importer.Formats.MojMap;

/// <summary>The elements of one name of a map: 筆界点, 筆界線, 基準点, 図郭 or 仮行政界線. Only opened when asked for by name.</summary>
internal sealed class MojElementDataset : Dataset
{
    private readonly SourceFile file;
    private readonly MojMapHeader header;
    private readonly MojElement element;
    private readonly CoordinateTransform? transform;

    public MojElementDataset(SourceFile file, string format, MojMapHeader header, MojElement element, ReadOptions options)
    {
        (this.file, this.header, this.element) = (file, header, element);
        Format = format;
        Fields = [new SourceField("地図名", FieldType.Text), .. element.Columns.Select(c => new SourceField(c, c == "縮尺分母" ? FieldType.Integer : FieldType.Text))];
        if (header.Zone(file) is not { } zone)
            return;
        Crs = options.Crs is { } ordered ? new Detected<Crs>(ordered, "指定された座標系", true) : new Detected<Crs>(new Crs(zone.Jgd2011Epsg), $"地図XMLの座標系が「{header.System}」");
        transform = KnownTransforms.To6668(Crs.Value, file, options);
    }

    public override string Name => element.Name;

    public override string Format { get; }

    public override string SourcePath => file.DisplayPath;

    public override Detected<Crs>? Crs { get; }

    public override string? CoordinateMethod => transform?.Method;

    public override double? CoordinateErrorMetres => transform?.ExpectedErrorMetres;

    public override GeometryFamily Geometry => element.Family;

    public override IReadOnlyList<SourceField> Fields { get; }

    public override KindHint? Hint => new("other", $"地図XMLの{element.Name}");

    public override string? PartOf => element.Layer;

    public override IReadOnlyDictionary<string, string> Facts => header.Elements;

    public override IEnumerable<SourceRow> Read(CancellationToken cancellation)
    {
        long number = 0;
        foreach (var row in new MojElementReader(file, element).Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Row(++number, row);
        }
    }

    private SourceRow Row(long number, MojElementRow row)
    {
        var notes = new List<RowRemark>();
        if (row.Shape is null)
            notes.Add(new RowRemark(RemarkKind.Suspect, "missing-shape", "形状の参照先がファイルの中にありません"));
        Placement placement = transform is null ? new Placement.Unplaced(header.MapName) : row.Shape is null ? new Placement.Unplaced(null) : Placement.Placed;
        var shape = row.Shape is null || transform is null ? row.Shape : transform.Apply(row.Shape);
        var values = new object?[Fields.Count];
        values[0] = header.MapName;
        for (var i = 1; i < values.Length; i++)
        {
            if (row.Values.TryGetValue(Fields[i].Name, out var text) && text.Length > 0)
                values[i] = Fields[i].Type == FieldType.Integer ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null : text;
        }

        return new SourceRow(number, string.Create(CultureInfo.InvariantCulture, $"{element.Name} {number}"), shape, values, null, placement, notes);
    }
}
