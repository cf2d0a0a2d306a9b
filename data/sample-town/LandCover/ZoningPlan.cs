using Gis.SampleTown.Cadastre;
using Gis.SampleTown.Parcels;
using Gis.SampleTown.Plan;

namespace Gis.SampleTown.LandCover;

/// <summary>One 用途地域 with its limits in per cent (建ぺい率, 容積率).</summary>
internal sealed record ZoningClass(int Code, string Name, int Coverage, int FloorArea);

/// <summary>用途地域 (都市計画法 第8条): decided by town part and by what is near.</summary>
internal static class ZoningPlan
{
    private static readonly ZoningClass LowRise = new(1, "第一種低層住居専用地域", 50, 100);
    private static readonly ZoningClass MidRise = new(3, "第一種中高層住居専用地域", 60, 200);
    private static readonly ZoningClass Residential = new(5, "第一種住居地域", 60, 200);
    private static readonly ZoningClass Neighbourhood = new(9, "近隣商業地域", 80, 200);
    private static readonly ZoningClass Commercial = new(10, "商業地域", 80, 400);
    private static readonly ZoningClass LightIndustry = new(11, "準工業地域", 60, 200);
    private static readonly ZoningClass Industry = new(12, "工業地域", 60, 200);

    /// <summary>Null outside the zoned area (用途地域の指定のない区域).</summary>
    public static ZoningClass? Of(Parcel parcel)
    {
        if (parcel.Use is LandUse.Forest or LandUse.River or LandUse.Beach or LandUse.PineGrove or LandUse.Paddy)
            return null;
        var centre = parcel.Shape.EnvelopeInternal.Centre;
        var plan = Bend.Undo(centre.X, centre.Y);
        var (x, y) = (plan.X, plan.Y);
        return parcel.Oaza.Name switch
        {
            "新町" when Math.Abs(x - 3290) < 210 && y is > 1180 and < 1640 => Commercial,
            "新町" when y > 1600 => MidRise,
            "新町" => Residential,
            "本町" when Math.Abs(y - 1150) < 55 || Math.Abs(x - 2350) < 45 && y > 830 => Neighbourhood,
            "本町" or "浜町" => Residential,
            "港町" when y < 880 || x < 1480 && y < 1080 => LightIndustry,
            "港町" => Residential,
            "潮見台" => LowRise,
            "松原" when y < 1350 && x < 4400 => Math.Abs(x - 3600) < 160 && y is > 1000 and < 1140 ? Neighbourhood : Residential,
            "中田" when y is > 1840 and < 2000 && x > 2300 => Industry,
            "川合" when x < 2860 && y is > 1840 and < 2010 => Industry,
            _ => null,
        };
    }
}
