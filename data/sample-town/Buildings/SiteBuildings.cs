using Gis.SampleTown.Cadastre;
using Gis.SampleTown.Plan;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Buildings;

/// <summary>What stands on the ground of a school, a temple, a factory …: wings in metres, placed as shares of the ground.</summary>
internal static class SiteBuildings
{
    private readonly record struct Wing(double Width, double Depth, double ShareU, double ShareV, string Use, int Floors);

    public static void Add(Parcel lot, LotFrame frame, Action<Parcel, Coordinate[], string, string?, int> put)
    {
        var first = true;
        foreach (var wing in Wings(lot.Site!.Kind))
        {
            if (Fitted(frame, wing) is not { } corners)
                continue;
            put(lot, corners, wing.Use, first ? lot.Site.Name : null, wing.Floors);
            first = false;
        }
    }

    private static Coordinate[]? Fitted(LotFrame frame, Wing wing)
    {
        double width = frame.HighU - frame.LowU, depth = frame.HighV - frame.LowV;
        for (var scale = 1.0; scale > 0.3; scale -= 0.1)
        {
            double w = Math.Min(wing.Width, width * 0.9) * scale, d = Math.Min(wing.Depth, depth * 0.8) * scale;
            foreach (var shift in new[] { 0, 0.08, -0.08, 0.16, -0.16 })
            {
                var u = frame.LowU + width * Math.Clamp(wing.ShareU + shift, 0.02, 0.98) - w / 2;
                var v = frame.LowV + depth * Math.Clamp(wing.ShareV + shift / 2, 0.02, 0.98) - d / 2;
                if (frame.Fit(u, v, w, d, 2) is { } corners)
                    return corners;
            }
        }
        return null;
    }

    private static Wing[] Wings(SiteKind kind) => kind switch
    {
        SiteKind.School => [new(72, 13, 0.5, 0.86, "学校", 3), new(40, 12, 0.3, 0.66, "学校", 3), new(30, 24, 0.84, 0.7, "学校", 1), new(25, 12, 0.12, 0.2, "学校", 1)],
        SiteKind.TownHall => [new(58, 20, 0.4, 0.62, "公共施設", 4), new(24, 18, 0.8, 0.62, "公共施設", 2)],
        SiteKind.Hospital => [new(56, 22, 0.5, 0.62, "病院", 5), new(22, 18, 0.2, 0.3, "病院", 3)],
        SiteKind.Library => [new(36, 22, 0.45, 0.55, "公共施設", 2)],
        SiteKind.Gym => [new(46, 34, 0.4, 0.6, "公共施設", 2), new(16, 10, 0.85, 0.6, "公共施設", 1)],
        SiteKind.CommunityHall or SiteKind.Museum => [new(22, 14, 0.45, 0.58, "公共施設", 2)],
        SiteKind.FireStation => [new(30, 16, 0.5, 0.5, "公共施設", 3), new(6, 6, 0.85, 0.8, "公共施設", 4)],
        SiteKind.FishMarket => [new(70, 13, 0.5, 0.5, "市場・倉庫", 1)],
        SiteKind.Shrine => [new(11, 8, 0.5, 0.74, "神社・寺院", 1), new(9, 6, 0.5, 0.48, "神社・寺院", 1), new(8, 5, 0.8, 0.3, "神社・寺院", 1)],
        SiteKind.Temple => [new(18, 15, 0.5, 0.66, "神社・寺院", 1), new(16, 9, 0.78, 0.4, "神社・寺院", 2), new(5, 4, 0.45, 0.2, "神社・寺院", 1)],
        SiteKind.Nursery => [new(30, 13, 0.5, 0.66, "保育所", 2)],
        SiteKind.Factory => [new(80, 42, 0.42, 0.6, "工場", 1), new(24, 14, 0.86, 0.3, "工場", 2), new(30, 16, 0.82, 0.78, "倉庫", 1)],
        SiteKind.Supermarket => [new(62, 38, 0.55, 0.62, "店舗", 2)],
        SiteKind.Station => [new(42, 12, 0.5, 0.25, "駅舎", 2)],
        SiteKind.Waterworks => [new(22, 14, 0.3, 0.6, "公共施設", 2), new(24, 24, 0.7, 0.6, "公共施設", 1)],
        SiteKind.PoliceBox => [new(9, 7, 0.5, 0.5, "公共施設", 2)],
        SiteKind.PostOffice => [new(20, 13, 0.5, 0.5, "店舗", 2)],
        SiteKind.Welfare => [new(46, 16, 0.5, 0.62, "福祉施設", 3), new(16, 20, 0.25, 0.4, "福祉施設", 2)],
        SiteKind.Lighthouse => [new(6, 6, 0.5, 0.5, "公共施設", 1)],
        _ => [],
    };
}
