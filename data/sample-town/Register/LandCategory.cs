using Gis.SampleTown.Cadastre;
using Gis.SampleTown.Chance;
using Gis.SampleTown.Parcels;
using Gis.SampleTown.Plan;

namespace Gis.SampleTown.Register;

/// <summary>地目 (不動産登記規則 第99条) of a parcel.</summary>
internal static class LandCategory
{
    public static string Of(Parcel parcel, SeededRandom random) => parcel.Use switch
    {
        LandUse.Lane or LandUse.MainRoad => "公衆用道路",
        LandUse.Railway => "鉄道用地",
        LandUse.River => "用悪水路",
        LandUse.House or LandUse.Shop or LandUse.Workplace => random.Chance(0.04) ? "畑" : "宅地",
        LandUse.Paddy => "田",
        LandUse.Field => parcel.Oaza.HasBlockNumbers ? random.Chance(0.6) ? "雑種地" : "宅地" : "畑",
        LandUse.Forest => random.Chance(0.08) ? "保安林" : random.Chance(0.06) ? "原野" : "山林",
        LandUse.PineGrove => "保安林",
        LandUse.Pond => "ため池",
        LandUse.Site => OfSite(parcel.Site!.Kind),
        _ => "雑種地",
    };

    /// <summary>現況地目: what an officer sees today, in the words of the tax office.</summary>
    public static string Present(Parcel parcel, string category) => parcel.Use switch
    {
        LandUse.House or LandUse.Shop or LandUse.Workplace => "宅地",
        LandUse.Tower => "雑種地（鉄塔敷地）",
        LandUse.Quay => "雑種地（漁港施設用地）",
        LandUse.Beach => "雑種地（海浜地）",
        LandUse.Field when parcel.Oaza.HasBlockNumbers => "雑種地（駐車場）",
        _ => category,
    };

    private static string OfSite(SiteKind kind) => kind switch
    {
        SiteKind.School => "学校用地",
        SiteKind.Shrine or SiteKind.Temple => "境内地",
        SiteKind.Park => "公園",
        SiteKind.Cemetery => "墓地",
        SiteKind.Waterworks => "水道用地",
        SiteKind.Pond => "ため池",
        SiteKind.Station => "鉄道用地",
        _ => "宅地",
    };
}
