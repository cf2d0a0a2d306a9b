using System.Globalization;

namespace Gis.SampleTown.Cadastre.Maps;

/// <summary>主題属性 (marks, corner points, boundary lines, parcels) and the sheets.</summary>
internal sealed partial class MojXmlWriter
{
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
}
