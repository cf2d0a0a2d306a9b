using Gis.Core.Geometry;
using Gis.Importer.Formats.Coordinates;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Gis.Importer.Formats.Tables;

/// <summary>Rows whose shape stands in one column as WKT or hexadecimal (E)WKB, as PostGIS and CARTO export them.</summary>
internal sealed class TableShapes(SourceFile file, CoordinateColumns columns) : ITablePlaces
{
    private CrsGuess range = CrsGuess.Empty;
    private int srid;
    private CoordinateTransform? transform;
    private GeometryFamily? family;

    public GeometryFamily Geometry => family ?? GeometryFamily.None;

    public Detected<Crs>? Crs { get; private set; }

    public string? Method => transform?.Method;

    public double? ErrorMetres => transform?.ExpectedErrorMetres;

    public List<string> Remarks { get; } = [];

    public void Observe(IReadOnlyList<string> cells)
    {
        if (Parse(Cell(cells)) is not { IsEmpty: false } shape)
            return;
        var box = shape.EnvelopeInternal;
        range = range.With(box.MinX, box.MinY).With(box.MaxX, box.MaxY);
        if (srid == 0)
            srid = shape.SRID;
        family = Families.Join(family, shape);
    }

    public void Decide(ReadOptions options)
    {
        if (family is null)
        {
            Remarks.Add($"{columns.Names}の列に図形が1つもないため、位置のない行として扱います");
            return;
        }

        Crs = options.Crs is { } ordered ? new Detected<Crs>(ordered, "指定された座標系", true)
            : srid > 0 ? new Detected<Crs>(new Crs(srid), $"{columns.Names}の図形がSRID {srid}を持っています")
            : range.Decide(file, $"{columns.Names}の図形に座標系の指定がなく");
        transform = KnownTransforms.To6668(Crs.Value, file, options);
    }

    public (Geometry? Geometry, Placement Placement) Resolve(IReadOnlyList<string> cells, List<RowRemark> remarks)
    {
        var text = Cell(cells);
        if (transform is not null && Parse(text) is { IsEmpty: false } shape)
            return (transform.Apply(shape), Placement.Placed);
        var blank = string.IsNullOrWhiteSpace(text);
        remarks.Add(blank
            ? new RowRemark(RemarkKind.Note, "no-coordinates", $"{columns.Names}が空のため位置がありません")
            : new RowRemark(RemarkKind.Suspect, "unreadable-coordinates", $"{columns.Names}の値を図形として読めません"));
        return (null, new Placement.Unplaced(null));
    }

    private string Cell(IReadOnlyList<string> cells) => columns.First < cells.Count ? cells[columns.First].Trim() : "";

    private static Geometry? Parse(string text)
    {
        if (text.Length < 10)
            return null;
        try
        {
            return text.StartsWith("00", StringComparison.Ordinal) || text.StartsWith("01", StringComparison.Ordinal)
                ? Ewkb.Read(Convert.FromHexString(text))
                : new WKTReader().Read(text[(text.IndexOf(';', StringComparison.Ordinal) + 1)..]);
        }
        catch (Exception e) when (e is ParseException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
