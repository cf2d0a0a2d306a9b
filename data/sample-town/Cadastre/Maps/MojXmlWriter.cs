using System.Globalization;
using System.Text;
using Gis.SampleTown.Chance;
using Gis.SampleTown.Plan;

namespace Gis.SampleTown.Cadastre.Maps;

/// <summary>
/// Writes a map as 地図XML ver1.0 (法務省 登記所備付地図データ): UTF-8, CRLF, tabs, points referred to by curves, curves shared by surfaces.
/// </summary>
internal sealed class MojXmlWriter
{
    private readonly CadastralMap _map;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<int, int> _points = [];
    private readonly Dictionary<(int, int), int> _curves = [];
    private readonly List<(int From, int To)> _curveList = [];
    private readonly List<(double X, double Y, string Name, string Kind)> _control = [];
    private readonly List<Sheet> _sheets;
    private int _frameCurves;

    private MojXmlWriter(CadastralMap map)
    {
        _map = map;
        _sheets = Sheets.Of(map);
        MakeControlPoints();
        foreach (var ring in map.Areas.SelectMany(a => a.Rings))
            Register(ring);
    }

    public static byte[] ToBytes(CadastralMap map)
    {
        var writer = new MojXmlWriter(map);
        writer.Write();
        return Encoding.UTF8.GetBytes(writer._text.ToString());
    }

    private void Register(int[] ring)
    {
        foreach (var corner in ring)
            _points.TryAdd(corner, _control.Count + _points.Count + 1);
        for (var i = 0; i < ring.Length; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
            var key = (Math.Min(a, b), Math.Max(a, b));
            if (_curves.TryAdd(key, _curves.Count + 1))
                _curveList.Add((a, b));
        }
    }

    /// <summary>Survey marks near corners of the map; a 公図 has none.</summary>
    private void MakeControlPoints()
    {
        if (_map.IsUnplaced)
            return;
        var random = SeededRandom.For("control points " + _map.FileName);
        var count = 4 + _map.Areas.Count / 120;
        for (var i = 0; i < count; i++)
        {
            var (x, y) = _map.Place(random.Pick(random.Pick(_map.Areas).Rings[0]));
            var triangle = i % 9 == 0;
            _control.Add((TownFrame.Millimetre(x + random.Range(-3, 3)), TownFrame.Millimetre(y + random.Range(-3, 3)),
                triangle ? $"A-{i / 9 + 1}" : $"B-{(char)('A' + i % 26)}{i / 26 + 1}", triangle ? "地籍図根三角点" : "地籍図根多角点"));
        }
    }

    private void Write()
    {
        Line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Line("<地図 xmlns=\"http://www.moj.go.jp/MINJI/tizuxml\" xmlns:zmn=\"http://www.moj.go.jp/MINJI/tizuzumen\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.moj.go.jp/MINJI/tizuxml tizuxml.xsd\">");
        Line("\t<version>ver1.0</version>");
        Element(1, "地図名", _map.Title);
        Element(1, "市区町村コード", TownName.Code5);
        Element(1, "市区町村名", TownName.County + TownName.Name);
        Element(1, "座標系", _map.IsUnplaced ? "任意座標系" : $"公共座標{TownFrame.ZoneNumber}系");
        if (_map.Quality.Datum.Length > 0)
            Element(1, "測地系判別", _map.Quality.Datum);
        if (_map.Quality.Datum == "変換")
        {
            Element(1, "変換プログラム", "TKY2JGD");
            Element(1, "変換プログラムバージョン", "1.3.79");
            Element(1, "変換パラメータバージョン", "2.1.1");
        }
        Line("\t<空間属性>");
        WritePoints();
        WriteCurves();
        for (var i = 0; i < _map.Areas.Count; i++)
            WriteSurface(i + 1, _map.Areas[i]);
        Line("\t</空間属性>");
        Line("\t<主題属性>");
        WriteThemes();
        Line("\t</主題属性>");
        foreach (var sheet in _sheets)
            WriteSheet(sheet);
        Line("</地図>");
    }

    private void WritePoints()
    {
        for (var i = 0; i < _control.Count; i++)
            WritePoint(i + 1, _control[i].X, _control[i].Y);
        foreach (var (corner, number) in _points)
        {
            var (x, y) = _map.Place(corner);
            WritePoint(number, x, y);
        }
    }

    private void WritePoint(int number, double x, double y)
    {
        Line($"\t\t<zmn:GM_Point id=\"{Id('P', number)}\">");
        Line("\t\t\t<zmn:GM_Point.position>");
        Line("\t\t\t\t<zmn:DirectPosition>");
        Position(5, x, y);
        Line("\t\t\t\t</zmn:DirectPosition>");
        Line("\t\t\t</zmn:GM_Point.position>");
        Line("\t\t</zmn:GM_Point>");
    }

    private void WriteCurves()
    {
        // The frames of the sheets come first, with coordinates of their own; nothing refers to them.
        foreach (var s in _sheets)
        {
            (double X, double Y)[] corners = [(s.South, s.West), (s.North, s.West), (s.North, s.East), (s.South, s.East)];
            for (var i = 0; i < 4; i++)
            {
                var (from, to) = (corners[i], corners[(i + 1) % 4]);
                BeginCurve(++_frameCurves);
                Direct(from.X, from.Y);
                Direct(to.X, to.Y);
                EndCurve();
            }
        }
        for (var i = 0; i < _curveList.Count; i++)
        {
            BeginCurve(_frameCurves + i + 1);
            Indirect(_points[_curveList[i].From]);
            Indirect(_points[_curveList[i].To]);
            EndCurve();
        }
    }

    private void BeginCurve(int number)
    {
        var id = Id('C', number);
        Line($"\t\t<zmn:GM_Curve id=\"{id}\">");
        Line("\t\t\t<zmn:GM_OrientablePrimitive.orientation>+</zmn:GM_OrientablePrimitive.orientation>");
        Line($"\t\t\t<zmn:GM_OrientablePrimitive.primitive idref=\"{id}\"/>");
        Line("\t\t\t<zmn:GM_Curve.segment>");
        Line("\t\t\t\t<zmn:GM_LineString>");
        Line("\t\t\t\t\t<zmn:GM_LineString.controlPoint>");
    }

    private void EndCurve()
    {
        Line("\t\t\t\t\t</zmn:GM_LineString.controlPoint>");
        Line("\t\t\t\t</zmn:GM_LineString>");
        Line("\t\t\t</zmn:GM_Curve.segment>");
        Line("\t\t</zmn:GM_Curve>");
    }

    private void Indirect(int point)
    {
        Line("\t\t\t\t\t\t<zmn:GM_PointArray.column>");
        Line("\t\t\t\t\t\t\t<zmn:GM_Position.indirect>");
        Line($"\t\t\t\t\t\t\t\t<zmn:GM_PointRef.point idref=\"{Id('P', point)}\"/>");
        Line("\t\t\t\t\t\t\t</zmn:GM_Position.indirect>");
        Line("\t\t\t\t\t\t</zmn:GM_PointArray.column>");
    }

    private void Direct(double x, double y)
    {
        Line("\t\t\t\t\t\t<zmn:GM_PointArray.column>");
        Line("\t\t\t\t\t\t\t<zmn:GM_Position.direct>");
        Position(8, x, y);
        Line("\t\t\t\t\t\t\t</zmn:GM_Position.direct>");
        Line("\t\t\t\t\t\t</zmn:GM_PointArray.column>");
    }

    private void WriteSurface(int number, MapArea area)
    {
        Line($"\t\t<zmn:GM_Surface id=\"{Id('F', number)}\">");
        Line("\t\t\t<zmn:GM_Surface.patch>");
        Line("\t\t\t\t<zmn:GM_Polygon>");
        Line("\t\t\t\t\t<zmn:GM_Polygon.boundary>");
        Line("\t\t\t\t\t\t<zmn:GM_SurfaceBoundary>");
        for (var i = 0; i < area.Rings.Count; i++)
            WriteRing(area.Rings[i], i == 0 ? "exterior" : "interior");
        Line("\t\t\t\t\t\t</zmn:GM_SurfaceBoundary>");
        Line("\t\t\t\t\t</zmn:GM_Polygon.boundary>");
        Line("\t\t\t\t</zmn:GM_Polygon>");
        Line("\t\t\t</zmn:GM_Surface.patch>");
        Line("\t\t</zmn:GM_Surface>");
    }

    private void WriteRing(int[] ring, string role)
    {
        Line($"\t\t\t\t\t\t\t<zmn:GM_SurfaceBoundary.{role}>");
        Line("\t\t\t\t\t\t\t\t<zmn:GM_Ring>");
        for (var i = 0; i < ring.Length; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
            Line($"\t\t\t\t\t\t\t\t\t<zmn:GM_CompositeCurve.generator idref=\"{Id('C', _frameCurves + _curves[(Math.Min(a, b), Math.Max(a, b))])}\"/>");
        }
        Line("\t\t\t\t\t\t\t\t</zmn:GM_Ring>");
        Line($"\t\t\t\t\t\t\t</zmn:GM_SurfaceBoundary.{role}>");
    }

    private void WriteThemes()
    {
        for (var i = 0; i < _control.Count; i++)
        {
            Line("\t\t<基準点>");
            Element(3, "名称", _control[i].Name);
            Line($"\t\t\t<形状 idref=\"{Id('P', i + 1)}\"/>");
            Element(3, "基準点種別", _control[i].Kind);
            Element(3, "埋標区分", i % 9 == 0 ? "埋標（その他）" : "非埋標");
            Line("\t\t</基準点>");
        }
        foreach (var (_, number) in _points)
        {
            Line("\t\t<筆界点>");
            Element(3, "点番名", (10_000 + number).ToString(CultureInfo.InvariantCulture));
            Line($"\t\t\t<形状 idref=\"{Id('P', number)}\"/>");
            Line("\t\t</筆界点>");
        }
        for (var i = 0; i < _curveList.Count; i++)
        {
            Line("\t\t<筆界線>");
            Line($"\t\t\t<形状 idref=\"{Id('C', _frameCurves + i + 1)}\"/>");
            Element(3, "線種別", "筆界線");
            Line("\t\t</筆界線>");
        }
        for (var i = 0; i < _map.Areas.Count; i++)
            WriteParcel(i + 1, _map.Areas[i]);
    }

    private void WriteParcel(int number, MapArea area)
    {
        var oaza = area.Oaza;
        Line($"\t\t<筆 id=\"{Id('H', number)}\">");
        Element(3, "大字コード", $"{oaza?.Code ?? 0:000}");
        Element(3, "丁目コード", $"{oaza?.Chome ?? 0:000}");
        Element(3, "小字コード", $"{area.AzaCode:0000}");
        Element(3, "予備コード", "00");
        if (oaza is not null)
        {
            Element(3, "大字名", oaza.Name);
            if (oaza.Chome > 0)
                Element(3, "丁目名", Formats.JapaneseText.Kanji(oaza.Chome) + "丁目");
            if (area.Aza.Length > 0)
                Element(3, "小字名", area.Aza);
        }
        Element(3, "地番", area.Number);
        Line($"\t\t\t<形状 idref=\"{Id('F', number)}\"/>");
        if (oaza is not null && _map.Quality.Grade.Length > 0)
            Element(3, "精度区分", _map.Quality.Grade);
        Element(3, "座標値種別", _map.Quality.Values);
        Line("\t\t</筆>");
    }

    private void WriteSheet(Sheet sheet)
    {
        Line("\t<図郭>");
        Element(2, "地図番号", sheet.Number);
        Element(2, "縮尺分母", _map.Quality.Scale.ToString(CultureInfo.InvariantCulture));
        Element(2, "方位不明フラグ", _map.IsUnplaced ? "true" : "false");
        Corner("左下座標", sheet.South, sheet.West);
        Corner("左上座標", sheet.North, sheet.West);
        Corner("右下座標", sheet.South, sheet.East);
        Corner("右上座標", sheet.North, sheet.East);
        Element(2, "地図種類", _map.Quality.Kind);
        Element(2, "地図分類", _map.Quality.Class);
        Element(2, "地図材質", _map.IsUnplaced ? "和紙" : "P-F");
        Line("\t\t<地図作成年月日>");
        Element(3, "年", _map.Quality.Year.ToString(CultureInfo.InvariantCulture));
        Element(3, "月", "3");
        Line("\t\t</地図作成年月日>");
        foreach (var area in sheet.Areas)
            Line($"\t\t<筆参照 idref=\"{Id('H', area + 1)}\"/>");
        Line("\t</図郭>");
    }

    private void Corner(string name, double x, double y)
    {
        Line($"\t\t<{name}>");
        Position(3, x, y);
        Line($"\t\t</{name}>");
    }

    private void Position(int depth, double x, double y)
    {
        Line($"{new string('\t', depth)}<zmn:X>{x.ToString("F3", CultureInfo.InvariantCulture)}</zmn:X>");
        Line($"{new string('\t', depth)}<zmn:Y>{y.ToString("F3", CultureInfo.InvariantCulture)}</zmn:Y>");
    }

    private void Element(int depth, string name, string value) => Line($"{new string('\t', depth)}<{name}>{value}</{name}>");

    private static string Id(char letter, int number) => $"{letter}{number:000000000}";

    private void Line(string line) => _text.Append(line).Append("\r\n");
}
