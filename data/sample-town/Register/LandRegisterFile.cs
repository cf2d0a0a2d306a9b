using System.Globalization;
using Gis.SampleTown.Cadastre;
using Gis.SampleTown.Chance;
using Gis.SampleTown.Formats;
using Gis.SampleTown.Parcels;
using Gis.SampleTown.Plan;

namespace Gis.SampleTown.Register;

/// <summary>土地台帳: one row for every numbered parcel. All owners are invented and marked, see <see cref="OwnerMarker"/>.</summary>
internal static class LandRegisterFile
{
    public static readonly string[] Header = ["大字", "字", "地番", "地目", "登記地積", "現況地目", "所有者氏名", "所有者住所"];

    private static readonly string[] Families =
        ["潮田", "浜岡", "磯部", "沖本", "港川", "松波", "岬", "砂原", "汐見", "渚", "舟木", "網野", "魚住", "海老原", "貝塚", "帆足", "岸本", "湊", "波多野", "白浜", "青木", "上野", "中田", "小沢", "大沢", "西谷", "川合", "石渡", "杉崎", "二見"];

    private static readonly string[] Given =
        ["一郎", "二郎", "三郎", "太郎", "花子", "幸子", "和子", "正", "清", "茂", "実", "勇", "進", "恵子", "洋子", "節子", "明", "博", "隆", "誠", "久美子", "真由美", "健太", "大輔", "翔", "美咲", "陽菜", "蓮", "千代", "とめ"];

    private static readonly string[] Elsewhere = ["架空県見本市中央町1番2号", "架空県例示市本通三丁目4番5号", "架空県仮置郡試作町大字仮地67番地8", "架空県見本市緑台二丁目11番9号"];

    public static int Write(string path, IEnumerable<Parcel> parcels)
    {
        var random = SeededRandom.For("register");
        var row = 0;
        CsvFile.Write(path, JapaneseText.Cp932, Header, parcels.Where(p => p.IsRegistered)
            .OrderBy(p => p.Oaza.Code * 10 + p.Oaza.Chome).ThenBy(p => p.Number, NumberOrder.Instance).Select(p => Row(p, row++, random)));
        return row;
    }

    private static string?[] Row(Parcel parcel, int row, SeededRandom random)
    {
        var category = LandCategory.Of(parcel, random);
        var present = random.Chance(0.05) && parcel.Use is LandUse.Field or LandUse.Paddy ? (random.Chance(0.5) ? "雑種地" : "原野") : LandCategory.Present(parcel, category);
        // Old surveys differ from the map by a few per cent; farm and forest land is registered in whole square metres.
        var registered = parcel.Area * (1 + 0.03 * (random.Next() - 0.5));
        var area = category is "宅地" or "鉱泉地" || registered < 10
            ? (Math.Floor(registered * 100) / 100).ToString("F2", CultureInfo.InvariantCulture)
            : Math.Floor(registered).ToString("F0", CultureInfo.InvariantCulture);
        return [parcel.Oaza.Place, parcel.Aza, parcel.Number, category, area, present, Owner(parcel, random) + OwnerMarker.For(row, 0), Address(parcel, random) + OwnerMarker.For(row, 1)];
    }

    private static string Owner(Parcel parcel, SeededRandom random) => parcel switch
    {
        { IsRoad: true } or { Use: LandUse.Pond or LandUse.Quay } or { Site.Kind: SiteKind.Park or SiteKind.TownHall or SiteKind.School or SiteKind.Gym or SiteKind.CommunityHall or SiteKind.Library } => "潮見町　",
        { Use: LandUse.Railway } => "架空鉄道株式会社　",
        { Use: LandUse.Tower } => "架空電力株式会社　",
        { Use: LandUse.PineGrove or LandUse.Beach } => "国　",
        { Site.Kind: SiteKind.Shrine or SiteKind.Temple } => $"宗教法人{parcel.Site!.Name}　",
        { Site: not null } => $"{parcel.Site.Name}管理組合　",
        _ => $"{random.Pick(Families)}　{random.Pick(Given)}" + (random.Chance(0.06) ? $"外{1 + random.Index(4)}名" : "") + "　",
    };

    private static string Address(Parcel parcel, SeededRandom random) =>
        random.Chance(0.14) ? random.Pick(Elsewhere) + "　" : $"{TownName.County}{TownName.Name}{parcel.Oaza.Title}{1 + random.Index(400)}番地{1 + random.Index(12)}　";
}

/// <summary>地番 in the order people read them: 2 before 10, 5-2 before 5-10.</summary>
internal sealed class NumberOrder : IComparer<string>
{
    public static readonly NumberOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (Parts(x!), Parts(y!));
        return a.CompareTo(b);
    }

    private static (int, int) Parts(string number)
    {
        var parts = number.Split('-');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
    }
}
