using System.Globalization;
using Gis.SampleTown.Chance;
using Gis.SampleTown.Parcels;

namespace Gis.SampleTown.Cadastre;

/// <summary>Gives every parcel its 地番: block after block through each 大字, branch numbers where an old lot was divided.</summary>
internal static class Numbering
{
    private static readonly string[] AzaNames =
        ["前田", "川端", "天神前", "宮ノ下", "堂ノ前", "下河原", "上河原", "沢尻", "猿田", "峯", "日向", "日影", "塚越", "長坂", "大久保", "池ノ谷", "道祖神", "藤ノ木", "松葉", "石原", "山際", "向山", "寺田", "柳町"];

    public static void Apply(Survey survey)
    {
        foreach (var oaza in survey.Parcels.GroupBy(p => p.Oaza).OrderBy(g => g.Key.Code * 10 + g.Key.Chome))
        {
            var random = SeededRandom.For("numbers " + oaza.Key.Title);
            var hamlets = Hamlets(oaza, random);
            var number = oaza.Key.Chome > 0 ? (oaza.Key.Chome - 1) * 900 : 0;
            var blocks = oaza.Where(p => p.Block > 0).GroupBy(p => p.Block)
                .Select(b => (Lots: b.ToList(), X: b.Average(p => p.Shape.EnvelopeInternal.Centre.X), Y: b.Average(p => p.Shape.EnvelopeInternal.Centre.Y)))
                .OrderBy(b => Serpentine(b.X, b.Y)).ToList();
            foreach (var (lots, x, y) in blocks)
            {
                SetAza(lots, hamlets, x, y);
                number = NumberBlock(lots, x, y, number, random);
            }
            NumberStrips([.. oaza.Where(p => p.Block == 0)], number, hamlets, random);
        }
    }

    /// <summary>Bands of 240 m, north to south, read alternately from the west and from the east.</summary>
    private static double Serpentine(double x, double y)
    {
        var band = Math.Floor((5000 - y) / 240);
        return band * 100_000 + (band % 2 == 0 ? x : 10_000 - x);
    }

    private static int NumberBlock(List<Parcel> lots, double x, double y, int number, SeededRandom random)
    {
        var around = lots.OrderBy(p => -Math.Atan2(p.Shape.EnvelopeInternal.Centre.Y - y, p.Shape.EnvelopeInternal.Centre.X - x)).ThenBy(p => p.Id).ToList();
        for (var i = 0; i < around.Count;)
        {
            number++;
            var old = Math.Min(around.Count - i, random.Chance(0.3) ? 1 : 2 + random.Index(11));
            for (var branch = 1; branch <= old; branch++, i++)
                around[i].Number = old == 1 ? Text(number) : $"{number}-{branch}";
        }
        return number;
    }

    private static void NumberStrips(List<Parcel> strips, int number, List<(double X, double Y, string Name, int Code)> hamlets, SeededRandom random)
    {
        int roads = 0, waters = 0;
        foreach (var parcel in strips.OrderBy(p => Serpentine(p.Shape.EnvelopeInternal.Centre.X, p.Shape.EnvelopeInternal.Centre.Y)).ThenBy(p => p.Id))
        {
            var centre = parcel.Shape.EnvelopeInternal.Centre;
            SetAza([parcel], hamlets, centre.X, centre.Y);
            // Old lanes and rivers were never given a number (道, 水); the rest was.
            if (parcel.Use == LandUse.River)
                parcel.Number = $"水-{++waters}";
            else if (parcel.Use == LandUse.Lane && random.Chance(0.35))
                parcel.Number = $"道-{++roads}";
            else
                parcel.Number = Text(++number);
        }
    }

    private static void SetAza(List<Parcel> lots, List<(double X, double Y, string Name, int Code)> hamlets, double x, double y)
    {
        if (hamlets.Count == 0)
            return;
        var (_, _, name, code) = hamlets.MinBy(h => (h.X - x) * (h.X - x) + (h.Y - y) * (h.Y - y));
        foreach (var lot in lots)
            (lot.Aza, lot.AzaCode) = (name, code);
    }

    /// <summary>Only country 大字 have 小字.</summary>
    private static List<(double X, double Y, string Name, int Code)> Hamlets(IGrouping<Plan.Oaza, Parcel> oaza, SeededRandom random)
    {
        if (oaza.Key.HasBlockNumbers)
            return [];
        var parcels = oaza.ToList();
        var names = AzaNames.OrderBy(_ => random.NextBits()).ToList();
        var result = new List<(double, double, string, int)>();
        for (var i = 0; i < Math.Min(names.Count, 4 + parcels.Count / 220); i++)
        {
            var centre = random.Pick(parcels).Shape.EnvelopeInternal.Centre;
            result.Add((centre.X, centre.Y, names[i], i + 1));
        }
        return result;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
