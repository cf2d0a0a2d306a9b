namespace Gis.SampleTown.Plan;

/// <summary>
/// A 大字, or one 丁目 of a town part. Codes are those of the 地図XML (大字 3, 丁目 3, 小字 4 digits).
/// </summary>
/// <param name="Code">大字コード, 1 to 999.</param>
/// <param name="Chome">丁目, 0 when the 大字 has none.</param>
/// <param name="Name">大字名 without 丁目.</param>
/// <param name="Kana">Reading in katakana.</param>
/// <param name="HasBlockNumbers">True where 住居表示 is in force: an address has a block and a house number instead of the 地番.</param>
internal sealed record Oaza(int Code, int Chome, string Name, string Kana, bool HasBlockNumbers)
{
    private const string Digits = "〇一二三四五六七八九";

    /// <summary>「本町一丁目」 or 「大字中田」.</summary>
    public string Title => Chome > 0 ? $"{Name}{Digits[Chome]}丁目" : $"大字{Name}";

    /// <summary>「本町一丁目」 or 「中田」, as registers and addresses write it.</summary>
    public string Place => Chome > 0 ? $"{Name}{Digits[Chome]}丁目" : Name;

    public static IReadOnlyList<(Oaza Oaza, double East, double North)> Seeds { get; } = MakeSeeds();

    public static IReadOnlyList<Oaza> All { get; } = [.. Seeds.Select(s => s.Oaza).Distinct()];

    public static Oaza At(double x, double y) =>
        Seeds.MinBy(s => (s.East - x) * (s.East - x) + (s.North - y) * (s.North - y)).Oaza;

    private static (Oaza, double, double)[] MakeSeeds()
    {
        var result = new List<(Oaza, double, double)>();
        Add(1, 1, "本町", "ホンチョウ", true, (1950, 1240), (2000, 1000), (1850, 1360));
        Add(1, 2, "本町", "ホンチョウ", true, (2250, 1000), (2260, 1250), (2200, 1370));
        Add(1, 3, "本町", "ホンチョウ", true, (2540, 1240), (2530, 980), (2520, 1400));
        Add(2, 1, "浜町", "ハマチョウ", true, (1960, 770), (2100, 750));
        Add(2, 2, "浜町", "ハマチョウ", true, (2330, 730), (2540, 710));
        Add(3, 0, "港町", "ミナトチョウ", false, (1480, 960), (1650, 960), (1400, 850), (1660, 1200));
        Add(4, 1, "新町", "シンチョウ", true, (3060, 1250), (3040, 1420), (2960, 1100));
        Add(4, 2, "新町", "シンチョウ", true, (3540, 1250), (3560, 1430), (3750, 1400));
        Add(4, 3, "新町", "シンチョウ", true, (3080, 1700), (3330, 1720), (3300, 1900));
        Add(4, 4, "新町", "シンチョウ", true, (3640, 1700), (3800, 1900), (3620, 2000));
        Add(5, 1, "潮見台", "シオミダイ", true, (1560, 1900), (1580, 2060));
        Add(5, 2, "潮見台", "シオミダイ", true, (1830, 1980), (1880, 1800));
        Add(6, 0, "松原", "マツバラ", false, (2900, 760), (3150, 860), (3500, 930), (3900, 1060), (4130, 1200), (4330, 1300));
        Add(7, 0, "上野原", "ウエノハラ", false, (4200, 1900), (4300, 2150), (4480, 1800), (4480, 1560), (4760, 2000), (4880, 1500), (4900, 1150));
        Add(8, 0, "中田", "ナカタ", false, (2330, 1950), (2480, 2250), (2300, 2600), (2520, 2650), (2450, 1620), (2100, 2250), (1900, 2500));
        Add(9, 0, "川合", "カワイ", false, (2860, 2200), (2950, 1900), (3050, 2550), (2830, 1620), (3350, 2180));
        Add(10, 0, "小沢", "オザワ", false, (3700, 2600), (3900, 2900), (4250, 3300), (3350, 2950), (4400, 2700), (3950, 2350), (3500, 3400));
        Add(11, 0, "大沢", "オオサワ", false, (2250, 3150), (2300, 3600), (2200, 4100), (2800, 3600), (1750, 3550), (1500, 3050), (2750, 4150), (2700, 3050));
        Add(12, 0, "西谷", "ニシヤ", false, (1250, 1650), (1150, 2100), (900, 2550), (600, 1800), (450, 2400), (1000, 3200), (1450, 2500), (1420, 1380));
        Add(13, 0, "磯崎", "イソザキ", false, (1050, 650), (1150, 950), (600, 900), (350, 1150), (800, 1250));
        return [.. result];

        void Add(int code, int chome, string name, string kana, bool blocks, params (double East, double North)[] places)
        {
            var oaza = new Oaza(code, chome, name, kana, blocks);
            foreach (var place in places)
                result.Add((oaza, place.East, place.North));
        }
    }
}
