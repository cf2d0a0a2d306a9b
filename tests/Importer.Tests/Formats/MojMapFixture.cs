using System.Globalization;
using System.Text;

namespace Gis.Importer.Tests.Formats;

/// <summary>Writes small 地図XML files.</summary>
internal static class MojMapFixture
{
    internal sealed record Parts(string Spatial, string Parcels);

    public static string Map(string system, Parts parts) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <地図 xmlns="http://www.moj.go.jp/MINJI/tizuxml" xmlns:zmn="http://www.moj.go.jp/MINJI/tizuzumen">
        <version>ver1.0</version><地図名>試験図</地図名><市区町村コード>14000</市区町村コード><市区町村名>潮見町</市区町村名><座標系>{system}</座標系>
        <空間属性>{parts.Spatial}</空間属性><主題属性>{parts.Parcels}</主題属性>
        <図郭><地図番号>A1</地図番号><縮尺分母>500</縮尺分母><筆参照 idref="H1"/></図郭>
        </地図>
        """;

    /// <summary>A square of the given side with its south-west corner at X (north), Y (east), as four curves.</summary>
    public static Parts Square(double x, double y, double side, bool turned = false)
    {
        (double X, double Y)[] corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)];
        var spatial = new StringBuilder();
        Points(spatial, 0, corners);
        for (var i = 0; i < 4; i++)
            Curve(spatial, i, turned && i % 2 == 1 ? (i + 1) % 4 : i, turned && i % 2 == 1 ? i : (i + 1) % 4);
        Surface(spatial, [0, 1, 2, 3], []);
        return new Parts(spatial.ToString(), Parcel);
    }

    /// <summary>A square of 100 m with a hole of 20 m, drawn with an interior ring or by running to the hole and back.</summary>
    public static Parts SquareWithHole(bool bridge)
    {
        var spatial = new StringBuilder();
        Points(spatial, 0, [(0, 0), (100, 0), (100, 100), (0, 100)]);
        Points(spatial, 4, [(40, 40), (40, 60), (60, 60), (60, 40)]);
        for (var i = 0; i < 4; i++)
        {
            Curve(spatial, i, i, (i + 1) % 4);
            Curve(spatial, 4 + i, 4 + i, 4 + (i + 1) % 4);
        }

        Curve(spatial, 8, 0, 4);
        if (bridge)
            Surface(spatial, [8, 4, 5, 6, 7, 8, 0, 1, 2, 3], []);
        else
            Surface(spatial, [0, 1, 2, 3], [4, 5, 6, 7]);
        return new Parts(spatial.ToString(), Parcel);
    }

    private const string Parcel = """
        <筆 id="H1"><大字コード>001</大字コード><丁目コード>000</丁目コード><小字コード>0000</小字コード><予備コード>00</予備コード><大字名>本町</大字名><地番>1-2</地番><形状 idref="F1"/></筆>
        """;

    private static void Points(StringBuilder spatial, int first, (double X, double Y)[] points)
    {
        for (var i = 0; i < points.Length; i++)
        {
            spatial.Append(CultureInfo.InvariantCulture, $"""<zmn:GM_Point id="P{first + i}"><zmn:GM_Point.position><zmn:DirectPosition>""");
            spatial.Append(CultureInfo.InvariantCulture, $"<zmn:X>{points[i].X}</zmn:X><zmn:Y>{points[i].Y}</zmn:Y>");
            spatial.Append("</zmn:DirectPosition></zmn:GM_Point.position></zmn:GM_Point>");
        }
    }

    private static void Curve(StringBuilder spatial, int id, int from, int to)
    {
        spatial.Append(CultureInfo.InvariantCulture, $"""<zmn:GM_Curve id="C{id}"><zmn:GM_Curve.segment><zmn:GM_LineString><zmn:GM_LineString.controlPoint>""");
        foreach (var point in (int[])[from, to])
        {
            spatial.Append("<zmn:GM_PointArray.column><zmn:GM_Position.indirect>");
            spatial.Append(CultureInfo.InvariantCulture, $"""<zmn:GM_PointRef.point idref="P{point}"/></zmn:GM_Position.indirect></zmn:GM_PointArray.column>""");
        }

        spatial.Append("</zmn:GM_LineString.controlPoint></zmn:GM_LineString></zmn:GM_Curve.segment></zmn:GM_Curve>");
    }

    private static void Surface(StringBuilder spatial, int[] exterior, int[] interior)
    {
        spatial.Append("""<zmn:GM_Surface id="F1"><zmn:GM_Surface.patch><zmn:GM_Polygon><zmn:GM_Polygon.boundary><zmn:GM_SurfaceBoundary>""");
        spatial.Append("<zmn:GM_SurfaceBoundary.exterior>").Append(Ring(exterior)).Append("</zmn:GM_SurfaceBoundary.exterior>");
        if (interior.Length > 0)
            spatial.Append("<zmn:GM_SurfaceBoundary.interior>").Append(Ring(interior)).Append("</zmn:GM_SurfaceBoundary.interior>");
        spatial.Append("</zmn:GM_SurfaceBoundary></zmn:GM_Polygon.boundary></zmn:GM_Polygon></zmn:GM_Surface.patch></zmn:GM_Surface>");
    }

    private static string Ring(int[] curves) =>
        "<zmn:GM_Ring>" + string.Concat(curves.Select(c => $"""<zmn:GM_CompositeCurve.generator idref="C{c}"/>""")) + "</zmn:GM_Ring>";
}
