namespace Gis.SampleTown.Cadastre.Maps;

/// <summary>空間属性: points, curves and surfaces.</summary>
internal sealed partial class MojXmlWriter
{
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
}
