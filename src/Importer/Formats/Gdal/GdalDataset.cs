using Gis.Importer.Formats.Coordinates;

namespace Gis.Importer.Formats.Gdal;

/// <summary>One layer read through GDAL.</summary>
internal sealed class GdalDataset : Dataset
{
    private readonly SourceFile file;
    private readonly GdalSource source;
    private readonly IntPtr layer;
    private readonly int rank;
    private readonly CoordinateTransform? transform;
    private readonly List<(int Index, SourceField Field)> columns;
    private readonly List<string> remarks = [];

    public GdalDataset(SourceFile file, string format, int rank, string[] drivers, int index, string name, ReadOptions options)
    {
        this.file = file;
        this.rank = rank;
        Format = format;
        Name = name;
        source = GdalSource.Open(file, file.LocalPath, drivers, [], remarks);
        try
        {
            layer = source.Layer(index);
            columns = GdalFields.Of(layer);
            Fields = Ksj.KsjTable.Describe(Name, columns.ConvertAll(c => c.Field));
            Credit = Ksj.SidecarMetadata.Of(file);
            var count = NativeGdal.OGR_L_GetFeatureCount(layer, 0);
            RowCount = count >= 0 ? count : null;
            Geometry = GdalGeometryType.FamilyOf(NativeGdal.OGR_L_GetGeomType(layer)) ?? Seen();
            if (Geometry == GeometryFamily.None)
                return;
            Crs = GdalCrs.Decide(file, GdalCrs.Declared(layer), "ファイル", GdalSource.Extent(layer), () => source.IsInJapan(layer), options);
            transform = KnownTransforms.To6668(Crs.Value, file, options);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public override string Name { get; }

    public override string Format { get; }

    public override string SourcePath => file.DisplayPath;

    public override Detected<Crs>? Crs { get; }

    public override string? CoordinateMethod => transform?.Method;

    public override double? CoordinateErrorMetres => transform?.ExpectedErrorMetres;

    public override GeometryFamily Geometry { get; }

    public override IReadOnlyList<SourceField> Fields { get; }

    public override long? RowCount { get; }

    public override KindHint? Hint => KindHints.Find(Name, Fields);

    public override SourceCredit? Credit { get; }

    public override int TwinRank => rank;

    public override IReadOnlyList<string> Remarks => remarks;

    public override IEnumerable<SourceRow> Read(CancellationToken cancellation)
    {
        long number = 0;
        foreach (var feature in source.Features(layer))
        {
            cancellation.ThrowIfCancellationRequested();
            var notes = new List<RowRemark>();
            var values = new object?[columns.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = GdalFields.Value(feature, columns[i].Index, columns[i].Field.Type);
            var shape = source.Shape(feature, out var fault);
            var (geometry, placement) = GdalPlaces.Place(shape, fault, transform, notes);
            yield return new SourceRow(++number, $"フィーチャ {number}", geometry, values, null, placement, notes);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            source.Dispose();
        base.Dispose(disposing);
    }

    // A layer may say "any geometry" (all KML does); what it holds is then looked up.
    private GeometryFamily Seen()
    {
        GeometryFamily? seen = null;
        foreach (var feature in source.Features(layer))
        {
            if (source.Shape(feature, out _) is { } shape)
                seen = Families.Join(seen, shape);
        }

        return seen ?? GeometryFamily.None;
    }
}
