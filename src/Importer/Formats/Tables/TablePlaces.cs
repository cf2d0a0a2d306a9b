using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Core.Japanese;
using Gis.Importer.Formats.Coordinates;
using Gis.Importer.Formats.Text;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Tables;

/// <summary>
/// Finds the place of rows that have coordinate columns. All rows are observed first, so that a file whose 緯度 and 経度 are exchanged throughout
/// is told from one bad row.
/// </summary>
internal sealed class TablePlaces : ITablePlaces
{
    private const int Kept = 200;
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), CoordinateTransform.Srid);

    private readonly SourceFile file;
    private readonly CoordinateColumns columns;
    private readonly int systemColumn;
    private readonly HashSet<string> systems = new(StringComparer.Ordinal);
    private readonly List<(double North, double East)> sample = [];
    private CrsGuess range = CrsGuess.Empty;
    private long upright;
    private long exchanged;
    private long packed;
    private long seen;
    private bool exchange;
    private bool unpack;
    private CoordinateTransform? transform;

    public TablePlaces(SourceFile file, CoordinateColumns columns, IReadOnlyList<string> names)
    {
        this.file = file;
        this.columns = columns;
        systemColumn = names.ToList().FindIndex(n => n is "座標系" or "測地系" or "座標参照系" or "座標系番号" or "系番号" or "系" or "crs" or "CRS" or "EPSG" or "epsg" or "srid" or "rep_srid");
    }

    public GeometryFamily Geometry => transform is null ? GeometryFamily.None : GeometryFamily.Point;

    public Detected<Crs>? Crs { get; private set; }

    public string? Method => transform?.Method;

    public double? ErrorMetres => transform?.ExpectedErrorMetres;

    public List<string> Remarks { get; } = [];

    public void Observe(IReadOnlyList<string> cells)
    {
        if (Values(cells) is not var (north, east) || (north == 0 && east == 0))
            return;
        seen++;
        range = range.With(east, north);
        if (sample.Count < Kept)
            sample.Add((north, east));
        if (new LonLat(east, north).IsInJapan)
            upright++;
        else if (new LonLat(north, east).IsInJapan)
            exchanged++;
        else if (CoordinateText.Unpack(north) is { } lat && CoordinateText.Unpack(east) is { } lon)
            CountPacked(lat, lon);
        if (systemColumn >= 0 && systemColumn < cells.Count && systems.Count < 10 && cells[systemColumn].Trim() is { Length: > 0 } system)
            systems.Add(Width.Fold(system));
    }

    public void Decide(ReadOptions options)
    {
        // Three and four digits more than a degree has are degrees, minutes and seconds written together: 351820.5.
        unpack = columns.Naming == CoordinateNaming.Geographic && packed > 0 && packed * 2 > seen;
        if (unpack)
            Remarks.Add($"{columns.Names}の値を度分秒を続けて書いたもの（351820.5は35度18分20.5秒）として読みました");
        exchange = exchanged > upright;
        if (exchange)
            Remarks.Add($"{columns.Names}の値が入れ替わっているため、逆に読みました");
        if (columns.Second < 0 && seen == 0)
        {
            Remarks.Add($"{columns.Names}の列に経緯度の組が1つもないため、位置のない行として扱います");
            return;
        }

        if (Choose(options) is not { } chosen)
            return;
        Crs = chosen;
        transform = KnownTransforms.To6668(chosen.Value, file, options);
        if (PlaneZone.FromEpsg(chosen.Value.Epsg) is { } zone)
            Order(zone, options.Near?.Value);
        else if (chosen.Value.Epsg >= 30161 && chosen.Value.Epsg <= 30179)
            Order(new PlaneZone(chosen.Value.Epsg - 30160), null);
        else if (chosen.Value.Epsg == 3857)
            exchange = range.MinX < 10_000_000;
    }

    public (Geometry? Geometry, Placement Placement) Resolve(IReadOnlyList<string> cells, List<RowRemark> remarks)
    {
        if (transform is null)
            return Nowhere(remarks, RemarkKind.Note, "no-coordinates", "座標系が分からないため位置がありません");
        var (first, second) = (columns.TextOf(cells, false), columns.TextOf(cells, true));
        if (string.IsNullOrWhiteSpace(first) && string.IsNullOrWhiteSpace(second))
            return Nowhere(remarks, RemarkKind.Note, "no-coordinates", $"{columns.Names}が空のため位置がありません");
        if (Values(cells) is not var (north, east))
            return Nowhere(remarks, RemarkKind.Suspect, "unreadable-coordinates", $"{columns.Names}の値「{Excerpt.Of(first)}」{(columns.Second < 0 ? "" : $"「{Excerpt.Of(second)}」")}を数値として読めません");
        if (north == 0 && east == 0)
            return Nowhere(remarks, RemarkKind.Suspect, "zero-coordinates", $"{columns.Names}がどちらも0です");
        if (unpack)
            (north, east) = (CoordinateText.Unpack(north) ?? north, CoordinateText.Unpack(east) ?? east);
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

    private void CountPacked(double lat, double lon)
    {
        if (new LonLat(lon, lat).IsInJapan)
            (packed, upright) = (packed + 1, upright + 1);
        else if (new LonLat(lat, lon).IsInJapan)
            (packed, exchanged) = (packed + 1, exchanged + 1);
    }

    // These hold degrees, so 999 in such a file is an error and not a plane coordinate.
    private bool IsDegrees() => Crs!.Value.Epsg is 6668 or 4326 or 4612 or 4301;

    private Detected<Crs>? Choose(ReadOptions options)
    {
        if (options.Crs is { } ordered)
            return new Detected<Crs>(ordered, "指定された座標系", true);

        // A list with both kinds of coordinates (位置参照情報) names the zone of the other pair.
        if (FromColumn() is { } written && !(upright + exchanged > 0 && PlaneZone.FromEpsg(written.Value.Epsg) is not null))
            return written;
        if (upright + exchanged > 0)
        {
            return columns.IsOldDatum
                ? new Detected<Crs>(new Crs(4301), $"{columns.Names}の値が日本の経緯度で、列の名前に日本測地系とあります")
                : new Detected<Crs>(Formats.Crs.Jgd2011, $"{columns.Names}の値が日本の経緯度です");
        }

        if (columns.Zone is { } zone)
            return new Detected<Crs>(new Crs(zone.Jgd2011Epsg), $"列の名前に{zone.Number}系とあります");
        return Guess(options.Near);
    }

    private Detected<Crs>? Guess(Lazy<PlaceHint?>? town)
    {
        try
        {
            return range.IsEmpty
                ? new Detected<Crs>(Formats.Crs.Jgd2011, $"{columns.Names}に値が1つもないため既定の値です")
                : range.Exchanged.IsWebMercator ? range.Exchanged.Decide(file, $"{columns.Names}に座標系の指定がなく")
                : range.Decide(file, $"{columns.Names}に座標系の指定がなく");
        }
        catch (SourceException) when (town?.Value is { } near && InTown(near) is { } guess)
        {
            return guess;
        }
        catch (SourceException e) when (columns.Naming == CoordinateNaming.Cartesian)
        {
            // Columns called x and y need not be coordinates at all, so the rows are kept without a place instead of being refused.
            Remarks.Add($"{e.What}。位置のない行として扱います。{e.Remedy}");
            return null;
        }
    }

    // Metres without a zone: those of the town's own zone, if most of them then lie in the town.
    private Detected<Crs>? InTown(PlaceHint near)
    {
        var (straight, turned) = InTown(near, near.Zone);
        var best = Math.Max(straight, turned);
        if (near.West is not null && best * 2 < sample.Count)
            return null;
        var why = near.West is null ? "" : string.Create(CultureInfo.InvariantCulture, $"、{sample.Count}件中{best}件が町の範囲に入ります");
        return new Detected<Crs>(new Crs(near.Zone.Jgd2011Epsg), $"{columns.Names}に座標系の指定がなく、町の{near.Zone.Number}系とみなしました{why}");
    }

    private (int Straight, int Turned) InTown(PlaceHint near, PlaneZone zone) => (
        sample.Count(s => near.Holds(zone.ToLonLat(new PlanePoint(North: s.North, East: s.East))) ?? false),
        sample.Count(s => near.Holds(zone.ToLonLat(new PlanePoint(North: s.East, East: s.North))) ?? false));

    // Which of the two is north: where the town lies says it for certain, else the custom of those who name columns so.
    private void Order(PlaneZone zone, PlaceHint? near)
    {
        exchange = columns.Naming == CoordinateNaming.Ambiguous;
        if (near?.West is not null && InTown(near, zone) is var (straight, turned) && straight != turned && columns.Naming != CoordinateNaming.Geographic)
            exchange = turned > straight;
        var northFirst = columns.Naming is CoordinateNaming.Survey ? !exchange : exchange;
        if (columns.Naming == CoordinateNaming.Geographic)
            return;
        Remarks.Add(northFirst ? $"{columns.Names}のXを北、Yを東として読みました" : $"{columns.Names}のxを東、yを北として読みました");
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
        return SystemName.Parse(text) is { } crs ? new Detected<Crs>(crs, $"座標系の列に「{Excerpt.Of(text)}」とあります") : null;
    }

    private (double North, double East)? Values(IReadOnlyList<string> cells)
    {
        if (columns.Second < 0)
            return CoordinateText.ParsePair(columns.TextOf(cells, false));
        return CoordinateText.Parse(columns.TextOf(cells, false)) is { } first && CoordinateText.Parse(columns.TextOf(cells, true)) is { } second ? (first, second) : null;
    }
}
