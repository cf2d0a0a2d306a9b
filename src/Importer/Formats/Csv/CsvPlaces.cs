using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Geodesy;
using Gis.Core.Japanese;
using Gis.Importer.Formats.Coordinates;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Csv;

/// <summary>
/// Finds the place of rows that have two coordinate columns. All rows are observed first, so that a file whose 緯度 and 経度 are exchanged throughout
/// is told from one bad row.
/// </summary>
internal sealed partial class CsvPlaces : ICsvPlaces
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), CoordinateTransform.Srid);

    private readonly SourceFile file;
    private readonly CoordinateColumns columns;
    private readonly int systemColumn;
    private readonly HashSet<string> systems = new(StringComparer.Ordinal);
    private CrsGuess range = CrsGuess.Empty;
    private long upright;
    private long exchanged;
    private bool exchange;
    private CoordinateTransform? transform;

    public CsvPlaces(SourceFile file, CoordinateColumns columns, IReadOnlyList<string> names)
    {
        this.file = file;
        this.columns = columns;
        systemColumn = names.ToList().FindIndex(n => n is "座標系" or "測地系" or "座標参照系" or "crs" or "CRS" or "EPSG" or "epsg" or "srid");
    }

    public GeometryFamily Geometry => transform is null ? GeometryFamily.None : GeometryFamily.Point;

    public Detected<Crs>? Crs { get; private set; }

    public string? Method => transform?.Method;

    public double? ErrorMetres => transform?.ExpectedErrorMetres;

    public List<string> Remarks { get; } = [];

    public void Observe(IReadOnlyList<string> cells)
    {
        if (Values(cells) is not var (north, east))
            return;
        range = range.With(east, north);
        if (new LonLat(east, north).IsInJapan)
            upright++;
        else if (new LonLat(north, east).IsInJapan)
            exchanged++;
        if (systemColumn >= 0 && systemColumn < cells.Count && systems.Count < 10 && cells[systemColumn].Trim() is { Length: > 0 } system)
            systems.Add(Width.Fold(system));
    }

    public void Decide(ReadOptions options)
    {
        exchange = exchanged > upright;
        if (exchange)
            Remarks.Add($"{columns.Names}の値が入れ替わっているため、逆に読みました");
        if (options.Crs is { } ordered)
            Crs = new Detected<Crs>(ordered, "指定された座標系", true);
        else if (FromColumn() is { } written)
            Crs = written;
        else if (upright + exchanged > 0)
            Crs = new Detected<Crs>(Formats.Crs.Jgd2011, $"{columns.Names}の値が日本の経緯度です");
        else if (!Guess())
            return;
        transform = KnownTransforms.To6668(Crs!.Value, file);
        if (columns.Naming != CoordinateNaming.Geographic && Crs.Value.Epsg is not (6668 or 4326 or 4612))
            Remarks.Add(columns.Naming == CoordinateNaming.Survey ? $"{columns.Names}のXを北、Yを東として読みました" : $"{columns.Names}のxを東、yを北として読みました");
    }

    public (Geometry? Geometry, Placement Placement) Resolve(IReadOnlyList<string> cells, List<RowRemark> remarks)
    {
        if (transform is null)
            return Nowhere(remarks, RemarkKind.Note, "no-coordinates", "座標系が分からないため位置がありません");
        var (first, second) = (Cell(cells, columns.First), Cell(cells, columns.Second));
        if (string.IsNullOrWhiteSpace(first) && string.IsNullOrWhiteSpace(second))
            return Nowhere(remarks, RemarkKind.Note, "no-coordinates", $"{columns.Names}が空のため位置がありません");
        if (Values(cells) is not var (north, east))
            return Nowhere(remarks, RemarkKind.Suspect, "unreadable-coordinates", $"{columns.Names}の値「{Short(first)}」「{Short(second)}」を数値として読めません");
        if (north == 0 && east == 0)
            return Nowhere(remarks, RemarkKind.Suspect, "zero-coordinates", $"{columns.Names}がどちらも0です");
        if (exchange)
            (north, east) = (east, north);
        return range.CouldBeDegrees || IsDegrees() ? Degrees(north, east, remarks) : Placed(north, east);
    }

    private (Geometry?, Placement) Degrees(double north, double east, List<RowRemark> remarks)
    {
        if (!new LonLat(east, north).IsInJapan && new LonLat(north, east).IsInJapan)
        {
            remarks.Add(new RowRemark(RemarkKind.Suspect, "swapped-lat-lon", "この行だけ緯度と経度が入れ替わっています"));
            return Placed(east, north);
        }

        return new LonLat(east, north).IsOnEarth
            ? Placed(north, east)
            : Nowhere(remarks, RemarkKind.Suspect, "impossible-coordinates", string.Create(CultureInfo.InvariantCulture, $"緯度{north}・経度{east}は地球上にありません"));
    }

    private (Geometry?, Placement) Placed(double north, double east)
    {
        var (lon, lat) = transform!.Apply(east, north);
        return (Factory.CreatePoint(new Coordinate(lon, lat)), Placement.Placed);
    }

    private static (Geometry?, Placement) Nowhere(List<RowRemark> remarks, RemarkKind kind, string code, string text)
    {
        remarks.Add(new RowRemark(kind, code, text));
        return (null, new Placement.Unplaced(null));
    }

    // 6668, 4326, 4612 and 4301 hold degrees, so 999 in such a file is an error and not a plane coordinate.
    private bool IsDegrees() => Crs!.Value.Epsg is 6668 or 4326 or 4612 or 4301;

    private bool Guess()
    {
        try
        {
            Crs = range.IsEmpty
                ? new Detected<Crs>(Formats.Crs.Jgd2011, $"{columns.Names}に値が1つもないため既定の値です")
                : range.Decide(file, $"{columns.Names}に座標系の指定がなく");
            return true;
        }
        catch (SourceException e) when (columns.Naming == CoordinateNaming.Cartesian)
        {
            // Columns called x and y need not be coordinates at all, so the rows are kept without a place instead of being refused.
            Remarks.Add($"{e.What}。位置のない行として扱います。{e.Remedy}");
            return false;
        }
    }

    private Detected<Crs>? FromColumn()
    {
        if (systems.Count != 1)
        {
            if (systems.Count > 1)
                Remarks.Add("座標系の列の値が行によって違うため、列の値は使いませんでした");
            return null;
        }

        var text = systems.First();
        var crs = Formats.Crs.TryParse(text) ?? Named(text);
        return crs is null ? null : new Detected<Crs>(crs, $"座標系の列に「{text}」とあります");
    }

    private static Crs? Named(string text)
    {
        if (ZoneName().Match(text) is { Success: true } zone && int.Parse(zone.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is >= 1 and <= 19 and var number)
            return new Crs(new PlaneZone(number).Jgd2011Epsg);
        if (text.Contains("日本測地系", StringComparison.Ordinal) && !text.Contains("日本測地系20", StringComparison.Ordinal))
            return new Crs(4301);
        if (text.Contains("Tokyo", StringComparison.OrdinalIgnoreCase))
            return new Crs(4301);
        if (text.Contains("2000", StringComparison.Ordinal))
            return new Crs(4612);
        if (text.Contains("WGS", StringComparison.OrdinalIgnoreCase))
            return Formats.Crs.Wgs84;
        return text.Contains("JGD", StringComparison.OrdinalIgnoreCase) || text.Contains("世界測地系", StringComparison.Ordinal) || text.Contains("日本測地系20", StringComparison.Ordinal)
            ? Formats.Crs.Jgd2011
            : null;
    }

    private (double North, double East)? Values(IReadOnlyList<string> cells) =>
        CoordinateText.Parse(Cell(cells, columns.First)) is { } first && CoordinateText.Parse(Cell(cells, columns.Second)) is { } second ? (first, second) : null;

    private static string Cell(IReadOnlyList<string> cells, int at) => at < cells.Count ? cells[at] : "";

    private static string Short(string text) => text.Length <= 30 ? text : text[..30] + "…";

    [GeneratedRegex("(\\d{1,2})系")]
    private static partial Regex ZoneName();
}
