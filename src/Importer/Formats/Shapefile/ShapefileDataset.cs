using System.Globalization;
using Gis.Importer.Formats.Coordinates;
using Gis.Importer.Formats.Gdal;

namespace Gis.Importer.Formats.Shapefile;

/// <summary>The shapes of a <c>.shp</c> joined by record number with the attributes of its <c>.dbf</c>.</summary>
internal sealed class ShapefileDataset : Dataset
{
    private static readonly string[] Drivers = ["ESRI Shapefile"];
    private readonly SourceFile file;
    private readonly List<string> remarks = [];
    private readonly StagingArea staging = new();
    private readonly GdalSource? source;
    private readonly DbfTable? table;
    private readonly CoordinateTransform? transform;
    private readonly PlainShapes? plain;

    public ShapefileDataset(SourceFile file, string format, ReadOptions options)
    {
        this.file = file;
        Format = format;
        try
        {
            table = OpenTable(options, out var encoding);
            Encoding = encoding;
            Fields = Ksj.KsjTable.Describe(Name, table?.Columns.ConvertAll(c => new SourceField(c.Name, c.Type, c.Length)) ?? []);
            Credit = Ksj.SidecarMetadata.Of(file);

            // An empty ENCODING keeps GDAL from recoding the attributes, which are not taken from it.
            source = GdalSource.Open(file, ShapePath(), Drivers, ["ENCODING="], remarks);
            var layer = source.Layer(0);
            GdalSource.IgnoreAttributes(layer);
            RowCount = NativeGdal.OGR_L_GetFeatureCount(layer, 0) is >= 0 and var count ? count : null;
            Geometry = GdalGeometryType.FamilyOf(NativeGdal.OGR_L_GetGeomType(layer)) ?? GeometryFamily.Mixed;
            Crs = Decide(layer, options);
            transform = KnownTransforms.To6668(Crs.Value, file, options);
            plain = PlainShapes.Open(file);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override string Name => Path.GetFileNameWithoutExtension(file.Name);

    public override string Format { get; }

    public override string SourcePath => file.DisplayPath;

    public override Detected<string>? Encoding { get; }

    public override Detected<Crs>? Crs { get; }

    public override string? CoordinateMethod => transform?.Method;

    public override double? CoordinateErrorMetres => transform?.ExpectedErrorMetres;

    public override GeometryFamily Geometry { get; }

    public override IReadOnlyList<SourceField> Fields { get; }

    public override long? RowCount { get; }

    public override KindHint? Hint => KindHints.Find(Name, Fields);

    public override SourceCredit? Credit { get; }

    public override int TwinRank => 1;

    public override IReadOnlyList<string> Remarks => remarks;

    public override IEnumerable<SourceRow> Read(CancellationToken cancellation) => plain is null ? ReadAll(cancellation) : ReadPlain(plain, cancellation);

    private IEnumerable<SourceRow> ReadAll(CancellationToken cancellation)
    {
        long number = 0;
        foreach (var feature in source!.Features(source.Layer(0)))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return RowOf(feature, ++number);
        }
    }

    private IEnumerable<SourceRow> ReadPlain(PlainShapes shapes, CancellationToken cancellation)
    {
        long number = 0;
        for (long record = 0; record < shapes.Records; record++)
        {
            if (record % 256 == 0)
                cancellation.ThrowIfCancellationRequested();
            if (table?.IsDeleted(record) == true)
                continue;
            number++;
            if (!shapes.TryRead(record, out var shape))
            {
                yield return source!.Feature(source.Layer(0), record, feature => RowOf(feature, number));
                continue;
            }

            List<RowRemark> notes = [];
            var values = table?.Values(record, notes) ?? [];
            if (shape is null)
            {
                GdalPlaces.Place(null, null, transform, notes);
                yield return new SourceRow(number, Place(record), null, values, null, new Placement.Unplaced(null), notes);
                continue;
            }

            transform!.Apply(shape.X, shape.Y);
            yield return new SourceRow(number, Place(record), null, values, null, Placement.Placed, notes) { Flat = shape };
        }

        if (shapes.DropsHeight)
            source!.RemarkHeights();
    }

    private SourceRow RowOf(IntPtr feature, long number)
    {
        var notes = new List<RowRemark>();
        var record = NativeGdal.OGR_F_GetFID(feature);
        var values = table?.Values(record, notes) ?? [];
        var shape = source!.Shape(feature, out var fault);
        var (geometry, placement) = GdalPlaces.Place(shape, fault, transform, notes);
        return new SourceRow(number, Place(record), geometry, values, null, placement, notes);
    }

    private static string Place(long record) => string.Create(CultureInfo.InvariantCulture, $"レコード {record + 1}");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source?.Dispose();
            table?.Dispose();
            plain?.Dispose();
            staging.Dispose();
        }

        base.Dispose(disposing);
    }

    private DbfTable? OpenTable(ReadOptions options, out Detected<string>? encoding)
    {
        encoding = null;
        if (ShapefileParts.Find(file, ".dbf") is not { } path)
        {
            remarks.Add("属性の表(.dbf)がないため、図形だけを読みます");
            return null;
        }

        var opened = DbfTable.Open(file, path);
        var (chosen, detected) = ShapefileEncoding.Choose(file, opened, opened.Survey(), options);
        opened.Use(chosen);
        encoding = detected;
        if (opened.Records < opened.DeclaredRecords)
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"属性の表(.dbf)は{opened.DeclaredRecords}行のはずが{opened.Records}行で切れています"));
        return opened;
    }

    // The index only says where each shape begins. GDAL rebuilds it from the shapes, which it does by writing: so on a copy.
    private string ShapePath()
    {
        if (ShapefileParts.Find(file, ".shx") is not null)
            return file.LocalPath;
        remarks.Add("索引(.shx)がないため、図形から作り直して読みます");
        var copy = Path.Combine(staging.NewFolder(), "copy.shp");
        File.Copy(file.LocalPath, copy);
        NativeGdalConfig.RestoreIndex(file, copy, Drivers);
        return copy;
    }

    private Detected<Crs> Decide(IntPtr layer, ReadOptions options)
    {
        Crs? declared = null;
        if (ShapefileParts.Find(file, ".prj") is { } prj && new FileInfo(prj).Length < 64 * 1024)
            declared = PrjText.Recognise(File.ReadAllText(prj)) ?? GdalCrs.Declared(layer);

        if (declared is null && options.Crs is null && Ksj.KsjFormat.SystemBeside(file) is { } beside)
            return new Detected<Crs>(beside, ".prjがなく、同じフォルダーの国土数値情報のGMLに書かれています");

        // Where the values alone must decide, the range in the header is not enough: some programs leave it at zero.
        var range = declared is null && options.Crs is null ? source!.ScannedExtent(layer) : GdalSource.Extent(layer);
        return GdalCrs.Decide(file, declared, ".prj", range, () => source!.IsInJapan(layer), options);
    }
}
