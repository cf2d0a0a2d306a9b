using Gis.Importer.Formats.Coordinates;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.MojMap;

/// <summary>The 筆 of one map file.</summary>
/// <remarks>
/// A file is read whole before its first row comes out: the sheets, which give 地図番号 and 縮尺分母, stand behind the parcels. Memory is bounded by one file;
/// the Ministry gives one file per map.
/// </remarks>
internal sealed class MojMapDataset : Dataset
{
    private readonly SourceFile file;
    private readonly MojMapHeader header;
    private readonly CoordinateTransform? transform;
    private readonly List<string> remarks = [];

    public MojMapDataset(SourceFile file, string format, MojMapHeader header, ReadOptions options)
    {
        this.file = file;
        this.header = header;
        Format = format;
        if (header.Zone(file) is { } zone)
        {
            Crs = options.Crs is { } ordered
                ? new Detected<Crs>(ordered, "指定された座標系", true)
                : new Detected<Crs>(new Crs(zone.Jgd2011Epsg), $"地図XMLの座標系が「{header.System}」(JGD2000とJGD2011は地図XMLでは区別されない)");
            transform = KnownTransforms.To6668(Crs.Value, file, options);
        }
        else
        {
            remarks.Add("任意座標系の地図です。地球上の位置がないため、地図には描かず、地番で検索できるように保管します");
            if (options.Crs is not null)
                remarks.Add("任意座標系の地図に座標系の指定は使えないため、指定を無視しました");
        }
    }

    public override string Name => Path.GetFileNameWithoutExtension(file.Name);

    public override string Format { get; }

    public override string SourcePath => file.DisplayPath;

    public override Detected<Crs>? Crs { get; }

    public override string? CoordinateMethod => transform?.Method;

    public override double? CoordinateErrorMetres => transform?.ExpectedErrorMetres;

    public override GeometryFamily Geometry => GeometryFamily.Polygon;

    public override IReadOnlyList<SourceField> Fields => MojParcelColumns.Fields;

    public override string? PartOf => Format;

    public override IReadOnlyList<string> AlsoHolds { get; } = MojElement.All.Select(e => e.Name).ToList();

    public override KindHint? Hint { get; } = new("parcel", "地図XMLの筆");

    public override IReadOnlyDictionary<string, string> Facts => header.Elements;

    public override IReadOnlyList<string> Remarks => remarks;

    public override IEnumerable<SourceRow> Read(CancellationToken cancellation)
    {
        MojMapContent content;
        using (var reader = new MojMapXml(file))
            content = reader.ReadContent(cancellation);

        var sheets = SheetsByParcel(content);
        var keys = new MojParcelKey(header);
        long number = 0;
        foreach (var parcel in content.Parcels)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Row(++number, parcel, content, sheets.GetValueOrDefault(parcel.Id) ?? [], keys);
        }
    }

    private SourceRow Row(long number, MojParcel parcel, MojMapContent content, List<MojSheet> sheets, MojParcelKey keys)
    {
        var notes = new List<RowRemark>();
        var parcelNumber = parcel["地番"] ?? "";
        var outside = parcelNumber.StartsWith("地区外", StringComparison.Ordinal);
        var elsewhere = parcelNumber.StartsWith("別図", StringComparison.Ordinal);
        if (outside)
            notes.Add(new RowRemark(RemarkKind.SetAside, "moj-outside-map", $"「{parcelNumber}」はこの地図の対象区域の外を示す区画で、筆ではありません"));
        else if (elsewhere)
            notes.Add(new RowRemark(RemarkKind.SetAside, "moj-other-map", $"「{parcelNumber}」は別の図に描かれていることを示す区画で、筆ではありません"));

        Geometry? shape = MojParcelShape.Build(parcel, content, notes);
        Placement placement = Placement.Placed;
        if (transform is null)
            placement = new Placement.Unplaced(header.MapName);
        else if (shape is null)
            placement = new Placement.Unplaced(null);
        else
            shape = transform.Apply(shape);

        var values = MojParcelColumns.Values(parcel, header, sheets);
        return new SourceRow(number, $"筆 {parcel.Id}", shape, values, keys.Next(parcel, outside || elsewhere), placement, notes);
    }

    private static Dictionary<string, List<MojSheet>> SheetsByParcel(MojMapContent content)
    {
        var byParcel = new Dictionary<string, List<MojSheet>>(StringComparer.Ordinal);
        foreach (var sheet in content.Sheets)
        {
            foreach (var parcel in sheet.Parcels)
            {
                if (!byParcel.TryGetValue(parcel, out var list))
                    byParcel[parcel] = list = [];
                list.Add(sheet);
            }
        }

        return byParcel;
    }
}
