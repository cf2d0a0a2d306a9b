using Gis.SampleTown.Plan;
using Gis.SampleTown.Shapes;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Streets;

/// <summary>The roads that were there first: laid by hand, wider first, for a wider one keeps its ground where two cross.</summary>
internal static class MainRoads
{
    public static IReadOnlyList<Street> All { get; } =
    [
        Road("国道五九九号", RoadKind.National, 13, (60, 1010), (320, 950), (640, 860), (900, 840), (1130, 905), (1330, 930), (1600, 905), (1850, 872), (2200, 815),
            (2500, 800), (2680, 802), (2900, 815), (3250, 870), (3650, 955), (4050, 1085), (4350, 1230), (4620, 1330), (4880, 1300), (5250, 1270)),
        Road("町道駅前大通り", RoadKind.Town, 16, (3290, 1492), (3290, 1300), (3290, 1100), (3290, 878)),
        Road("県道八一二号潮見大沢線", RoadKind.Prefectural, 9, (2030, 842), (2070, 1000), (2085, 1150), (2150, 1460), (2270, 1790), (2390, 2120), (2430, 2440), (2370, 2700),
            (2250, 3000), (2180, 3300), (2215, 3560), (2230, 3800), (2110, 4080), (2130, 4330), (2080, 4560)),
        Road("県道八一三号潮見港停車場線", RoadKind.Prefectural, 8, (1450, 925), (1560, 1020), (1800, 1100), (2085, 1150), (2400, 1165), (2620, 1140), (2780, 1150), (2950, 1205), (3110, 1330), (3210, 1440), (3284, 1480)),
        Road("県道八一四号潮見川合線", RoadKind.Prefectural, 8, (3225, 1540), (3190, 1850), (3220, 2080), (3400, 2300), (3640, 2490), (3900, 2790), (4130, 3120), (4310, 3450), (4520, 3700)),
        Road("町道西谷線", RoadKind.Town, 6, (1560, 1020), (1450, 1250), (1390, 1500), (1290, 1760), (1190, 2040), (1060, 2280), (880, 2520), (640, 2740), (470, 3050)),
        Road("町道潮見台中央線", RoadKind.Town, 8, (2215, 1650), (2080, 1700), (1960, 1800), (1900, 1930), (1790, 2030), (1660, 1990), (1540, 1900), (1430, 1800), (1290, 1770)),
        Road("町道上野原線", RoadKind.Town, 7, (3222, 1552), (3400, 1556), (3600, 1560), (3950, 1590), (4110, 1740), (4240, 1930), (4200, 2150), (4010, 2300), (3780, 2400), (3640, 2490)),
        Road("町道中田橋線", RoadKind.Town, 6, (2430, 2440), (2680, 2420), (2930, 2390), (3080, 2230), (3220, 2080)),
        Road("町道川合線", RoadKind.Town, 6, (2280, 1800), (2560, 1800), (2900, 1790), (3190, 1830)),
        Road("町道大沢橋線", RoadKind.Town, 5, (2190, 3280), (2330, 3290), (2560, 3360), (2840, 3490), (3050, 3690), (3180, 3850)),
        Road("町道小沢北線", RoadKind.Town, 5, (2430, 2480), (2700, 2780), (2860, 2830), (3090, 2830), (3400, 2810), (3700, 2990), (3900, 3090), (4060, 3250)),
        Road("町道港岸壁線", RoadKind.Town, 7, (1330, 930), (1310, 850), (1330, 828), (1500, 825), (1720, 828), (1800, 800), (1850, 868)),
        Road("町道磯崎灯台線", RoadKind.Town, 5, (1130, 905), (1120, 740), (1060, 600), (1000, 470), (940, 400)),
        Road("町道浜通り", RoadKind.Town, 6, (1830, 770), (2000, 740), (2250, 715), (2560, 700)),
        Road("町道松原線", RoadKind.Town, 6, (2704, 1004), (3000, 1020), (3290, 1070), (3650, 1110), (3900, 1190), (4120, 1330), (4240, 1480), (4110, 1740)),
        Road("町道大門通り", RoadKind.Town, 6, (2330, 802), (2350, 1000), (2360, 1165), (2345, 1300), (2352, 1342)),
        Road("町道新町橋線", RoadKind.Town, 8, (2124, 1332), (2400, 1345), (2700, 1350), (2950, 1345), (3290, 1345), (3900, 1345), (3960, 1590)),
        Road("町道上野原東線", RoadKind.Town, 5, (4240, 1930), (4420, 1870), (4560, 1720), (4560, 1500), (4480, 1290)),
        Road("町道谷戸一号線", RoadKind.FarmTrack, 4, (2400, 2700), (2200, 2770), (2000, 2870), (1800, 2975), (1580, 3070)),
        Road("町道谷戸二号線", RoadKind.FarmTrack, 4, (2410, 2340), (2200, 2400), (2000, 2465), (1780, 2570), (1600, 2670)),
        Road("町道谷戸三号線", RoadKind.FarmTrack, 4, (2200, 3400), (2050, 3490), (1900, 3575), (1710, 3635), (1530, 3740)),
        Road("町道谷戸四号線", RoadKind.FarmTrack, 4, (2230, 3800), (2440, 3815), (2640, 3945), (2790, 4050), (2930, 4220)),
        Road("町道谷戸五号線", RoadKind.FarmTrack, 4, (2860, 2830), (3000, 2970), (3190, 3130), (3370, 3340), (3530, 3530)),
        Road("町道谷戸六号線", RoadKind.FarmTrack, 4, (3640, 2490), (3850, 2645), (4100, 2685), (4360, 2785), (4540, 2880)),
    ];

    /// <summary>The railway: a single track from border to border, under the hills in tunnels.</summary>
    public static Coordinate[] Railway { get; } = Curve.Through(
        [(60, 1690), (500, 1600), (1000, 1500), (1500, 1440), (2100, 1440), (2700, 1500), (3000, 1515), (3300, 1515), (3700, 1515), (4150, 1600), (4700, 1720), (5250, 1830)], 30);

    public static (double From, double To) OpenRailway { get; } = (1290, 4330);

    /// <summary>Roads on the banks of the main river, from where the plain widens.</summary>
    public static IReadOnlyList<Street> Levees { get; } = [Levee("潮見川右岸堤防道路", -1), Levee("潮見川左岸堤防道路", 1)];

    public const double LeveeWidth = 5;

    public static readonly double LeveeStart = 0.33;

    private static Street Road(string name, RoadKind kind, double width, params (double, double)[] points) =>
        new(name, kind, width, Curve.Through(points, 26));

    private static Street Levee(string name, int side)
    {
        var river = Rivers.Shiomi;
        var line = Curve.Beside(river.Line, t => side * (river.Width(t) / 2 + LeveeWidth / 2));
        var from = (int)(LeveeStart * line.Length);
        var mouth = Array.FindLastIndex(line, c => c.Y > 690);
        return new Street(name, RoadKind.Levee, 4, line[from..(mouth + 1)]);
    }
}
