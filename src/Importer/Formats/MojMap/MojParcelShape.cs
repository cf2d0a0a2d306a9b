using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.MojMap;

/// <summary>Makes the area of a 筆 in the map's own plane coordinates (x = east, y = north, metres).</summary>
internal static class MojParcelShape
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>The area, or null with the reason; remarks say what was done to it.</summary>
    public static Polygon? Build(MojParcel parcel, MojMapContent content, List<RowRemark> remarks)
    {
        if (parcel.Surface is null || !content.Surfaces.TryGetValue(parcel.Surface, out var surface))
            return Fail(remarks, "missing-shape", "形状の参照先がファイルの中にありません");
        if (MojRings.Join(surface.Exterior, content) is not { } exterior)
            return Fail(remarks, "broken-ring", "外周の線がつながらないか、面積がありません");

        var holes = new List<LinearRing>();
        foreach (var generators in surface.Interiors)
        {
            if (MojRings.Join(generators, content) is { } hole)
                holes.Add(Factory.CreateLinearRing(hole));
            else
                remarks.Add(new RowRemark(RemarkKind.Suspect, "broken-hole", "穴の線がつながらないため、穴を除けませんでした"));
        }

        if (MojRings.SplitBridges(exterior) is { } rings)
        {
            exterior = rings[0];
            holes.AddRange(rings.Skip(1).Select(r => Factory.CreateLinearRing(r)));
            remarks.Add(new RowRemark(RemarkKind.Repaired, "bridge-removed", "外周から穴へ往復する線を取り除きました"));
        }

        return Factory.CreatePolygon(Factory.CreateLinearRing(exterior), holes.ToArray());
    }

    private static Polygon? Fail(List<RowRemark> remarks, string code, string text)
    {
        remarks.Add(new RowRemark(RemarkKind.Suspect, code, text));
        return null;
    }
}
