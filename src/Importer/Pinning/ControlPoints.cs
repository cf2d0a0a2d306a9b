using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Core.Japanese;
using Gis.Importer.Formats;
using Gis.Importer.Formats.Csv;
using Gis.Importer.Formats.Tables;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Pinning;

/// <summary>A control point as the file has it.</summary>
/// <param name="Name">Its name, or its row.</param>
/// <param name="First">The column called x, or north when <see cref="ControlPoints.NamesDirections"/>.</param>
/// <param name="Second">The column called y, or east.</param>
/// <param name="Ground">Where it is.</param>
internal sealed record ControlPoint(string Name, double First, double Second, PlanePoint Ground);

/// <summary>
/// Control points from a CSV: map position (<c>x,y</c>, or <c>east,north</c> when the writer wants to be clear) and ground position
/// (<c>lon,lat</c>, or <c>X,Y</c> of a plane zone, where X is north).
/// </summary>
/// <param name="Points">The points.</param>
/// <param name="NamesDirections">Whether the map's columns say north and east; else which of x and y is north is found out by fitting.</param>
/// <param name="Ground">What the ground columns were taken for, in Japanese.</param>
/// <param name="Zone">Zone of the ground positions: the given one, else the nearest.</param>
internal sealed record ControlPoints(IReadOnlyList<ControlPoint> Points, bool NamesDirections, string Ground, PlaneZone Zone)
{
    private static readonly string[] MapNorth = ["map_north", "north", "地図北", "北"];
    private static readonly string[] MapEast = ["map_east", "east", "地図東", "東"];
    private static readonly string[] MapX = ["map_x", "mapx", "地図x", "図面x", "図x", "x"];
    private static readonly string[] MapY = ["map_y", "mapy", "地図y", "図面y", "図y", "y"];
    private static readonly string[] Lon = ["lon", "lng", "longitude", "経度"];
    private static readonly string[] Lat = ["lat", "latitude", "緯度"];
    private static readonly string[] PlaneX = ["plane_x", "planex", "公共x", "平面x", "世界x", "x座標", "world_x", "to_x", "plane_north"];
    private static readonly string[] PlaneY = ["plane_y", "planey", "公共y", "平面y", "世界y", "y座標", "world_y", "to_y", "plane_east"];
    private static readonly string[] Names = ["name", "点名", "点番名", "番号", "label", "id"];

    /// <summary>Reads the points.</summary>
    /// <param name="path">The CSV.</param>
    /// <param name="zone">Zone of X and Y, and of the fit; null when nobody said and the town has none.</param>
    /// <exception cref="SourceException">A row cannot be read.</exception>
    public static ControlPoints Read(string path, PlaneZone? zone)
    {
        if (!File.Exists(path))
            throw new SourceException(path, null, "ファイルが見つかりません", "パスを確認してください");
        var file = new SourceFile(Path.GetFileName(path), Path.GetFullPath(path));
        using var text = TextSource.Inspect(file, ReadOptions.Detect).Open();
        var reader = new DelimitedReader(text, ',', file);
        var header = reader.Read()?.Cells ?? throw new SourceException(file.DisplayPath, null, "対応点がありません", "1行目に列の名前、2行目から対応点を書いてください");
        var columns = Columns.Of(file, header);
        var points = new List<ControlPoint>();
        PlaneZone? chosen = zone;
        while (reader.Read() is { } record)
        {
            if (!record.IsBlank)
                points.Add(columns.Point(file, record, ref chosen));
        }

        return new ControlPoints(points, columns.NamesDirections, columns.IsPlane ? $"平面直角座標（{chosen}、X=北、Y=東）" : "経度・緯度", chosen ?? new PlaneZone(9));
    }

    private sealed record Columns(int First, int Second, int GroundFirst, int GroundSecond, bool NamesDirections, bool IsPlane, int? Name)
    {
        public static Columns Of(SourceFile file, List<string> header)
        {
            var exact = header.Select(h => Width.Fold(h).Trim()).ToList();
            // "x,y,X,Y": small letters are the map's, capitals the plane's.
            var both = exact.Contains("x") && exact.Contains("X") && exact.Contains("y") && exact.Contains("Y");
            var lower = exact.Select(h => both && h is "X" or "Y" ? "plane_" + h.ToLowerInvariant() : h.ToLowerInvariant()).ToList();
            int? Find(string[] names) => lower.FindIndex(h => names.Contains(h)) is >= 0 and var i ? i : null;
            var named = Find(MapNorth) is not null && Find(MapEast) is not null;
            var first = named ? Find(MapNorth) : Find(MapX);
            var second = named ? Find(MapEast) : Find(MapY);
            var plane = Find(Lon) is null || Find(Lat) is null;
            var groundFirst = plane ? Find(PlaneX) : Find(Lon);
            var groundSecond = plane ? Find(PlaneY) : Find(Lat);
            if (first is not { } f || second is not { } s || groundFirst is not { } gf || groundSecond is not { } gs)
            {
                throw new SourceException(
                    file.DisplayPath, "1行目", $"対応点の列が分かりません（{string.Join('、', header)}）", "列の名前を「x,y,lon,lat」または「x,y,plane_x,plane_y」にしてください（plane_x は北、plane_y は東）");
            }

            return new Columns(f, s, gf, gs, named, plane, Find(Names));
        }

        public ControlPoint Point(SourceFile file, TableRecord record, ref PlaneZone? zone)
        {
            double Number(int column) => column < record.Cells.Count && CoordinateText.Parse(record.Cells[column]) is { } value && double.IsFinite(value)
                ? value
                : throw new SourceException(file.DisplayPath, Row(record), "座標が数値ではありません", "4つの座標をすべて数値で書いてください");
            var (first, second) = (Number(GroundFirst), Number(GroundSecond));
            PlanePoint ground;
            if (IsPlane)
            {
                if (zone is null)
                    throw new SourceException(file.DisplayPath, null, "平面直角座標の系が分かりません", "--crs EPSG:6677 のように系を指定してください");
                ground = new PlanePoint(first, second);
            }
            else
            {
                var place = new LonLat(first, second);
                if (!place.IsInJapan)
                    throw new SourceException(file.DisplayPath, Row(record), "経度・緯度が日本の範囲にありません", "経度（122〜154）と緯度（20〜46）の列を確認してください");
                zone ??= Nearest(place);
                ground = zone.Value.ToPlane(place);
            }

            var name = Name is { } n && n < record.Cells.Count && record.Cells[n].Trim() is { Length: > 0 } text ? text : Row(record);
            return new ControlPoint(name, Number(First), Number(Second), ground);
        }

        private static string Row(TableRecord record) => record.Line.ToString(CultureInfo.InvariantCulture) + "行目";

        private static PlaneZone Nearest(LonLat place) =>
            Enumerable.Range(1, 19).Select(n => new PlaneZone(n)).MinBy(z => place.DistanceTo(new LonLat(z.OriginLon, z.OriginLat)));
    }
}
