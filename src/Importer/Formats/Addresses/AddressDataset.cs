using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Addresses;

/// <summary>
/// A list of addresses for searching: the table's own columns, and before them the address in words. Where the register keeps names and positions in two files, the
/// positions are taken from the other one (<see cref="Join"/>).
/// </summary>
internal sealed class AddressDataset(Dataset source, AddressTable columns) : Dataset
{
    private static readonly SourceCredit Register = new("デジタル庁 アドレス・ベース・レジストリ", "アドレス・ベース・レジストリ利用規約", Processing: "アドレス・ベース・レジストリを加工して作成");
    private static readonly SourceField[] Added = [new("表記", FieldType.Text), new("読み", FieldType.Text), new("所在", FieldType.Text), new("区分", FieldType.Text)];

    private readonly Dataset table = source;
    private readonly List<string> remarks = [];
    private AddressDataset? positions;
    private AddressDataset? names;

    public override string Name => table.Name;

    public override string Format => "住所の一覧";

    public override string SourcePath => table.SourcePath;

    public override Detected<string>? Encoding => table.Encoding;

    public override Detected<Crs>? Crs => positions?.Crs ?? table.Crs;

    public override string? CoordinateMethod => positions?.CoordinateMethod ?? table.CoordinateMethod;

    public override double? CoordinateErrorMetres => positions?.CoordinateErrorMetres ?? table.CoordinateErrorMetres;

    public override GeometryFamily Geometry => positions?.Geometry ?? table.Geometry;

    public override IReadOnlyList<SourceField> Fields { get; } = columns.IsPositions ? source.Fields : [.. Added, .. source.Fields];

    public override long? RowCount => table.RowCount;

    public override KindHint? Hint => columns.IsPositions ? new KindHint("other", "住所の位置だけの一覧です") : new KindHint("gazetteer", $"列の並びが「{columns.Category}」の住所の一覧");

    public override SourceCredit? Credit => table.Credit ?? (table.Fields.Any(f => f.Name == "lg_code") ? Register : null);

    public override string? UsedBy => names?.Name;

    public override IReadOnlyList<string> Remarks => [.. table.Remarks.Where(r => positions is null || !r.Contains("位置のない行として扱います", StringComparison.Ordinal)), .. remarks];

    /// <summary>Pairs tables of names with their positions: <c>mt_parcel_city465054</c> with <c>mt_parcel_pos_city465054</c>.</summary>
    public static void Join(IEnumerable<Dataset> datasets)
    {
        var all = datasets.OfType<AddressDataset>().ToList();
        foreach (var master in all.Where(d => !d.IsPositions && d.positions is null && d.table.Geometry == GeometryFamily.None))
        {
            if (all.Find(d => d.IsPositions && d.names is null && d.Name.Replace("_pos", "", StringComparison.Ordinal) == master.Name) is not { } found)
                continue;
            (master.positions, found.names) = (found, master);
            master.remarks.Add($"位置は{Path.GetFileName(found.SourcePath)}から取りました");
        }
    }

    public override IEnumerable<SourceRow> Read(CancellationToken cancellation)
    {
        if (columns.IsPositions)
        {
            foreach (var row in table.Read(cancellation))
                yield return row;
            yield break;
        }

        var places = Places(cancellation);
        foreach (var row in table.Read(cancellation))
            yield return Row(row, places);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            table.Dispose();
        base.Dispose(disposing);
    }

    private bool IsPositions => columns.IsPositions;

    private SourceRow Row(SourceRow row, Dictionary<ulong, Coordinate>? places)
    {
        var address = columns.Read(row.Values);
        object?[] values = [address.Name, address.Kana, address.Area, columns.Category, .. row.Values];
        var (geometry, placement) = (row.Geometry, row.Placement);
        IReadOnlyList<RowRemark> notes = row.Remarks;
        if (places is not null)
        {
            var found = address.Key is { } key && places.TryGetValue(Hash(key), out var place) ? place : null;
            geometry = found is null ? null : new Point(found.Copy()) { SRID = Coordinates.CoordinateTransform.Srid };
            placement = found is null ? new Placement.Unplaced(null) : Placement.Placed;
            notes = found is null ? [new RowRemark(RemarkKind.Note, "no-coordinates", "位置の一覧にこの住所がありません")] : [];
        }

        if (address.Ended)
            notes = [.. notes, new RowRemark(RemarkKind.SetAside, "ended-address", "廃止された住所です")];
        return row with { Values = values, Geometry = geometry, Placement = placement, SourceKey = address.Key, Remarks = notes };
    }

    // A prefecture has millions of addresses: eight bytes a key instead of the key itself.
    private Dictionary<ulong, Coordinate>? Places(CancellationToken cancellation)
    {
        if (positions is null)
            return null;
        var places = new Dictionary<ulong, Coordinate>();
        foreach (var row in positions.table.Read(cancellation))
        {
            if (row is { Geometry: Point { IsEmpty: false } point } && row.Remarks.All(r => r.Kind == RemarkKind.Note) && positions.KeyOf(row) is { } key)
                places[Hash(key)] = point.Coordinate;
        }

        return places;
    }

    private string? KeyOf(SourceRow row) => columns.Read(row.Values).Key;

    // FNV-1a, 64 bits.
    private static ulong Hash(string key)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var c in key)
            hash = (hash ^ c) * 1_099_511_628_211UL;
        return hash;
    }
}
