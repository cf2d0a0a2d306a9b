using System.Globalization;
using System.Text;

namespace Gis.ImportBench.MapXml;

/// <summary>
/// Makes a 地図XML as the registry delivers it: every corner a point, every border a curve that refers to two of them and is shared by two neighbours, every parcel a
/// surface of four curves, indented with tabs. A grid of parcels of 20 m in 公共座標9系.
/// </summary>
internal static class MapWriter
{
    private const double Side = 20;

    /// <summary>Writes a map of so many parcels by so many.</summary>
    public static void Write(string file, int across)
    {
        using var writer = new StreamWriter(file, false, new UTF8Encoding(false), 1 << 16);
        writer.Write("""
            <?xml version="1.0" encoding="UTF-8"?>
            <地図 xmlns="http://www.moj.go.jp/MINJI/tizuxml" xmlns:zmn="http://www.moj.go.jp/MINJI/tizuzumen">
                <version>ver1.0</version>
                <地図名>測定用</地図名>
                <市区町村コード>14999</市区町村コード>
                <市区町村名>測定町</市区町村名>
                <座標系>公共座標9系</座標系>
                <測地系判別>測量</測地系判別>
                <空間属性>

            """);
        Points(writer, across);
        Curves(writer, across);
        Surfaces(writer, across);
        writer.WriteLine("\t</空間属性>\n\t<主題属性>");
        Parcels(writer, across);
        writer.WriteLine("\t</主題属性>\n</地図>");
    }

    private static void Points(StreamWriter writer, int across)
    {
        for (var i = 0; i < (across + 1) * (across + 1); i++)
        {
            var (x, y) = (-80_000 + (Side * (i / (across + 1))), -50_000 + (Side * (i % (across + 1))));
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"\t\t<zmn:GM_Point id=\"P{i + 1:D9}\">\n\t\t\t<zmn:GM_Point.position>\n\t\t\t\t<zmn:DirectPosition>\n\t\t\t\t\t<zmn:X>{x + (i % 7 * 0.131):F3}</zmn:X>\n\t\t\t\t\t<zmn:Y>{y + (i % 5 * 0.217):F3}</zmn:Y>\n\t\t\t\t</zmn:DirectPosition>\n\t\t\t</zmn:GM_Point.position>\n\t\t</zmn:GM_Point>\n"));
        }
    }

    // First the borders that run east, then those that run north.
    private static void Curves(StreamWriter writer, int across)
    {
        var number = 0;
        for (var row = 0; row <= across; row++)
        {
            for (var column = 0; column < across; column++)
                Curve(writer, ++number, Point(row, column, across), Point(row, column + 1, across));
        }

        for (var row = 0; row < across; row++)
        {
            for (var column = 0; column <= across; column++)
                Curve(writer, ++number, Point(row, column, across), Point(row + 1, column, across));
        }
    }

    private static void Curve(StreamWriter writer, int number, int from, int to)
    {
        writer.Write($"\t\t<zmn:GM_Curve id=\"C{number:D9}\">\n\t\t\t<zmn:GM_Curve.segment>\n\t\t\t\t<zmn:GM_LineString>\n\t\t\t\t\t<zmn:GM_LineString.controlPoint>\n");
        foreach (var point in (ReadOnlySpan<int>)[from, to])
            writer.Write($"\t\t\t\t\t\t<zmn:GM_PointArray.column>\n\t\t\t\t\t\t\t<zmn:GM_Position.indirect>\n\t\t\t\t\t\t\t\t<zmn:GM_PointRef.point idref=\"P{point:D9}\"/>\n\t\t\t\t\t\t\t</zmn:GM_Position.indirect>\n\t\t\t\t\t\t</zmn:GM_PointArray.column>\n");
        writer.Write("\t\t\t\t\t</zmn:GM_LineString.controlPoint>\n\t\t\t\t</zmn:GM_LineString>\n\t\t\t</zmn:GM_Curve.segment>\n\t\t</zmn:GM_Curve>\n");
    }

    private static void Surfaces(StreamWriter writer, int across)
    {
        for (var i = 0; i < across * across; i++)
        {
            var (row, column) = (i / across, i % across);
            var north = (across + 1) * across;
            writer.Write($"\t\t<zmn:GM_Surface id=\"F{i + 1:D9}\">\n\t\t\t<zmn:GM_Surface.patch>\n\t\t\t\t<zmn:GM_Polygon>\n\t\t\t\t\t<zmn:GM_Polygon.boundary>\n\t\t\t\t\t\t<zmn:GM_SurfaceBoundary>\n\t\t\t\t\t\t\t<zmn:GM_SurfaceBoundary.exterior>\n\t\t\t\t\t\t\t\t<zmn:GM_Ring>\n");
            foreach (var curve in (ReadOnlySpan<int>)[(row * across) + column + 1, north + (row * (across + 1)) + column + 2, ((row + 1) * across) + column + 1, north + (row * (across + 1)) + column + 1])
                writer.Write($"\t\t\t\t\t\t\t\t\t<zmn:GM_CompositeCurve.generator idref=\"C{curve:D9}\"/>\n");
            writer.Write("\t\t\t\t\t\t\t\t</zmn:GM_Ring>\n\t\t\t\t\t\t\t</zmn:GM_SurfaceBoundary.exterior>\n\t\t\t\t\t\t</zmn:GM_SurfaceBoundary>\n\t\t\t\t\t</zmn:GM_Polygon.boundary>\n\t\t\t\t</zmn:GM_Polygon>\n\t\t\t</zmn:GM_Surface.patch>\n\t\t</zmn:GM_Surface>\n");
        }
    }

    private static void Parcels(StreamWriter writer, int across)
    {
        for (var i = 0; i < across * across; i++)
            writer.Write($"\t\t<筆 id=\"H{i + 1:D9}\">\n\t\t\t<大字コード>{1 + (i / 5000):D3}</大字コード>\n\t\t\t<丁目コード>000</丁目コード>\n\t\t\t<小字コード>0000</小字コード>\n\t\t\t<予備コード>00</予備コード>\n\t\t\t<大字名>測定{1 + (i / 5000)}</大字名>\n\t\t\t<地番>{1 + (i % 5000 / 3)}-{1 + (i % 3)}</地番>\n\t\t\t<形状 idref=\"F{i + 1:D9}\"/>\n\t\t\t<精度区分>甲三</精度区分>\n\t\t\t<座標値種別>測量成果</座標値種別>\n\t\t</筆>\n");
    }

    private static int Point(int row, int column, int across) => (row * (across + 1)) + column + 1;
}
