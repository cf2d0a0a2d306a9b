using System.Globalization;
using System.Text;
using Gis.SampleTown.Chance;
using Gis.SampleTown.Plan;

namespace Gis.SampleTown.Cadastre.Maps;

/// <summary>
/// Writes a map as 地図XML ver1.0 (法務省 登記所備付地図データ): UTF-8, CRLF, tabs, points referred to by curves, curves shared by surfaces.
/// </summary>
internal sealed partial class MojXmlWriter
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

    private void Position(int depth, double x, double y)
    {
        Line($"{new string('\t', depth)}<zmn:X>{x.ToString("F3", CultureInfo.InvariantCulture)}</zmn:X>");
        Line($"{new string('\t', depth)}<zmn:Y>{y.ToString("F3", CultureInfo.InvariantCulture)}</zmn:Y>");
    }

    private void Element(int depth, string name, string value) => Line($"{new string('\t', depth)}<{name}>{value}</{name}>");

    private static string Id(char letter, int number) => $"{letter}{number:000000000}";

    private void Line(string line) => _text.Append(line).Append("\r\n");
}
