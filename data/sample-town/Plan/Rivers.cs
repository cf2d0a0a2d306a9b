using Gis.SampleTown.Shapes;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Plan;

/// <summary>One watercourse: its middle line from source to mouth and its width.</summary>
/// <param name="Name">As the signs at its bridges say it.</param>
/// <param name="Line">Town metres, downstream.</param>
/// <param name="Width">Metres, from source (0) to mouth (1).</param>
/// <param name="SourceHeight">Height of the bed at the source in metres above the sea.</param>
/// <param name="MouthHeight">Height of the bed at the mouth.</param>
internal sealed record Watercourse(string Name, Coordinate[] Line, Func<double, double> Width, double SourceHeight, double MouthHeight)
{
    public Polygon Water { get; } = Curve.Band(Line, Width);

    /// <summary>Metres above the sea; rivers fall fast at first and then slowly.</summary>
    public double BedHeight(double share) => MouthHeight + (SourceHeight - MouthHeight) * Math.Pow(1 - share, 1.6);
}

/// <summary>The rivers of the town and the small streams that cut its side valleys (谷戸).</summary>
internal static class Rivers
{
    public static Watercourse Shiomi { get; } = new(
        "潮見川",
        Curve.Through(
            [(2200, 4560), (2270, 4300), (2180, 4080), (2400, 3790), (2310, 3480), (2370, 3230), (2560, 2990), (2780, 2740), (2690, 2480), (2560, 2300),
             (2640, 2080), (2880, 1860), (2930, 1600), (2810, 1390), (2690, 1200), (2680, 980), (2650, 800), (2630, 660), (2620, 560)], 24),
        t => 9 + 34 * t * t + (t > 0.94 ? (t - 0.94) * 200 : 0), 40, -1.5);

    public static Watercourse Ozawa { get; } = new(
        "小沢川",
        Curve.Through([(4330, 3700), (4200, 3420), (4060, 3150), (3860, 2980), (3720, 2760), (3500, 2620), (3330, 2450), (3160, 2300), (3020, 2130), (2830, 1990), (2760, 1960)], 22),
        t => 5 + 9 * t, 46, 5.2);

    public static Watercourse Nishiya { get; } = new(
        "西谷川",
        Curve.Through([(560, 3000), (760, 2780), (960, 2600), (1130, 2340), (1250, 2080), (1330, 1850), (1460, 1600), (1520, 1350), (1480, 1130), (1530, 960), (1560, 850), (1562, 780)], 22),
        t => 4 + 5 * t, 58, -0.5);

    /// <summary>Those with water parcels of their own.</summary>
    public static IReadOnlyList<Watercourse> All { get; } = [Shiomi, Ozawa, Nishiya];

    /// <summary>Streams that shape valleys but run in ditches beside the fields; source to mouth.</summary>
    public static IReadOnlyList<Coordinate[]> SideValleys { get; } =
    [
        Curve.Through([(1500, 3750), (1700, 3620), (1900, 3560), (2150, 3420), (2330, 3360)], 30),
        Curve.Through([(1350, 3150), (1560, 3060), (1780, 2960), (2000, 2850), (2250, 2760)], 30),
        Curve.Through([(1560, 2680), (1760, 2560), (1980, 2450), (2200, 2380)], 30),
        Curve.Through([(2950, 4250), (2800, 4050), (2640, 3930), (2440, 3800)], 30),
        Curve.Through([(3250, 3900), (3060, 3700), (2860, 3500), (2640, 3380), (2400, 3300)], 30),
        Curve.Through([(3550, 3550), (3380, 3330), (3200, 3120), (3000, 2950), (2800, 2780)], 30),
        Curve.Through([(4560, 2900), (4360, 2800), (4100, 2700), (3850, 2660), (3620, 2640)], 30),
        Curve.Through([(4780, 2350), (4560, 2250), (4330, 2230), (4050, 2180), (3800, 2250), (3550, 2350)], 30),
        Curve.Through([(620, 2150), (800, 2060), (980, 1950), (1180, 1880), (1330, 1830)], 30),
        Curve.Through([(430, 1650), (650, 1560), (900, 1480), (1150, 1420), (1420, 1380)], 30),
        Curve.Through([(640, 1180), (820, 1100), (1000, 980), (1150, 930), (1290, 870)], 30),
        Curve.Through([(4830, 1900), (4700, 1700), (4560, 1480), (4480, 1250)], 30),
        Curve.Through([(1180, 2900), (1130, 2700), (1050, 2500)], 30),
    ];
}
