using System.Globalization;
using Gis.SampleTown.Chance;
using Gis.SampleTown.Formats;
using Gis.SampleTown.Plan;
using Gis.SampleTown.Streets;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Places;

/// <summary>The town's open data lists: AED, toilets, facilities, wireless LAN, fire hydrants.</summary>
internal sealed class FacilityLists(List<PublicPlace> places)
{
    private static readonly string[] OldHead = ["都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名"];

    public void WriteAeds(string path)
    {
        string[] header =
        [
            "全国地方公共団体コード", "ID", "地方公共団体名", "名称", "名称_カナ", "名称_英字", .. PublicPlace.AddressHeader, "緯度", "経度", "高度の種別", "高度の値", "設置位置", "電話番号", "内線番号", "連絡先メールアドレス",
            "連絡先FormURL", "連絡先備考（その他、SNSなど）", "郵便番号", "法人番号", "団体名", "利用可能曜日", "開始時間", "終了時間", "利用可能日時特記事項", "小児対応設備の有無", "URL", "画像1", "画像1_ライセンス",
            "画像2", "画像2_ライセンス", "外部利用不可", "備考",
        ];
        Write(path, header, p => p.Kind is SiteKind.TownHall or SiteKind.School or SiteKind.Hospital or SiteKind.Library or SiteKind.Gym or SiteKind.CommunityHall or SiteKind.FireStation or SiteKind.Supermarket
            or SiteKind.Station or SiteKind.PoliceBox or SiteKind.Welfare or SiteKind.Nursery or SiteKind.FishMarket,
            (p, n) =>
            [
                TownName.Code6, $"{TownName.Code6}{n:0000}", TownName.Name, p.Site.Name, p.Site.Kana, null, .. p.AddressColumns, p.Lat, p.Lon, "階数", "1", p.Site.Kind == SiteKind.School ? "体育館入口" : "正面玄関", p.Phone, null, null,
                null, null, null, null, TownName.Name, p.Site.Kind is SiteKind.Station or SiteKind.PoliceBox or SiteKind.Hospital ? "月火水木金土日" : "月火水木金", "08:30", "17:15",
                p.Site.Kind is SiteKind.PoliceBox ? "24時間" : null, n % 3 == 0 ? "無" : "有", null, null, null, null, null, null, null,
            ]);
    }

    public void WriteToilets(string path)
    {
        string[] header =
        [
            "全国地方公共団体コード", "ID", "地方公共団体名", "名称", "名称_カナ", "名称_英語", .. PublicPlace.AddressHeader, "設置位置", "緯度", "経度", "高度の種別", "高度の値", "男性トイレ総数", "男性トイレ数（小便器）", "男性トイレ数（和式）",
            "男性トイレ数（洋式）", "女性トイレ総数", "女性トイレ数（和式）", "女性トイレ数（洋式）", "男女共用トイレ総数", "男女共用トイレ数（和式）", "男女共用トイレ数（洋式）", "バリアフリートイレ数", "車椅子使用者用トイレ有無",
            "乳幼児用設備設置トイレ有無", "オストメイト設置トイレ有無", "利用開始時間", "利用終了時間", "利用可能時間特記事項", "画像", "画像_ライセンス", "備考",
        ];
        Write(path, header, p => p.Kind is SiteKind.Park or SiteKind.Station or SiteKind.FishMarket or SiteKind.TownHall or SiteKind.Cemetery or SiteKind.Shrine,
            (p, n) =>
            {
                var large = p.Lot.Area > 3000;
                return
                [
                    TownName.Code6, $"{TownName.Code6}{n:0000}", TownName.Name, p.Site.Name + "公衆トイレ", p.Site.Kana + "コウシュウトイレ", null, .. p.AddressColumns, "敷地内", p.Lat, p.Lon, "階数", "1", large ? "5" : "2", large ? "3" : "1", "0",
                    large ? "2" : "1", large ? "4" : "2", large ? "1" : "0", large ? "3" : "2", "0", "0", "0", large ? "1" : "0", large ? "有" : "無", large ? "有" : "無", n % 4 == 0 ? "有" : "無", "00:00", "23:59", null, null, null, null,
                ];
            });
    }

    public void WriteFacilities(string path)
    {
        string[] header = [.. OldHead, "名称", "名称_カナ", "名称_通称", "POIコード", "住所", "方書", "緯度", "経度", "電話番号", "内線番号", "法人番号", "団体名", "利用可能曜日", "開始時間", "終了時間", "利用可能日時特記事項", "説明", "バリアフリー情報", "URL", "備考"];
        Write(path, header, p => p.Kind is not (SiteKind.Pond or SiteKind.Factory or SiteKind.Supermarket),
            (p, n) =>
            [
                TownName.Code6, $"{n:0000000000}", TownName.Prefecture, TownName.County + TownName.Name, p.Site.Name, p.Site.Kana, null, null, p.Address, null, p.Lat, p.Lon, p.Phone, null, null, TownName.Name, "月火水木金", "09:00", "17:00", null,
                Words(p.Site.Kind), null, null, null,
            ]);
    }

    public void WriteWirelessLans(string path)
    {
        string[] header = [.. OldHead, "名称", "名称_カナ", "名称_英語", "住所", "方書", "緯度", "経度", "設置者", "電話番号", "内線番号", "SSID", "提供エリア", "URL", "備考"];
        Write(path, header, p => p.Kind is SiteKind.TownHall or SiteKind.Library or SiteKind.Gym or SiteKind.CommunityHall or SiteKind.Station or SiteKind.Museum or SiteKind.Hospital,
            (p, n) =>
            [
                TownName.Code6, $"{n:0000000000}", TownName.Prefecture, TownName.County + TownName.Name, p.Site.Name, p.Site.Kana, null, p.Address, null, p.Lat, p.Lon, TownName.Name, p.Phone, null, "Shiomi_Free_Wi-Fi", "館内", null, null,
            ]);
    }

    /// <summary>Hydrants every hundred metres or so along built-up streets, cisterns in parks; a few rows were never surveyed and have no place.</summary>
    public void WriteHydrants(string path, IEnumerable<RoadSection> roads, Func<Coordinate, (Oaza Oaza, bool BuiltUp)> about)
    {
        string[] header = ["全国地方公共団体コード", "ID", "地方公共団体名", "種別", .. PublicPlace.AddressHeader, "緯度", "経度", "口径", "備考"];
        var random = SeededRandom.For("hydrants");
        var rows = new List<string?[]>();
        var taken = new List<Coordinate>();
        foreach (var road in roads.Where(r => r.Bridge is null && r.Kind is not (RoadKind.Levee or RoadKind.FarmTrack) && r.Line.Length > 40))
        {
            var line = new NetTopologySuite.LinearReferencing.LengthIndexedLine(road.Line);
            for (var along = 20.0; along < road.Line.Length; along += random.Range(80, 120))
            {
                var place = line.ExtractPoint(along, road.Width / 2 - 0.6);
                var (oaza, builtUp) = about(place);
                if (!builtUp || taken.Any(t => t.Distance(place) < 75))
                    continue;
                taken.Add(place);
                Add(oaza, place, "消火栓", random.Chance(0.3) ? "100" : "75");
            }
        }
        foreach (var p in places.Where(p => p.Site.Kind is SiteKind.Park or SiteKind.School or SiteKind.CommunityHall or SiteKind.Shrine))
            Add(p.Lot.Oaza, p.Lot.Shape.InteriorPoint.Coordinate, p.Site.Kind == SiteKind.School ? "プール" : "防火水そう", p.Site.Kind == SiteKind.School ? null : "40");
        foreach (var oaza in Oaza.All.Where(o => !o.HasBlockNumbers).Take(4))
            Add(oaza, null, "井戸", null);
        CsvFile.Write(path, JapaneseText.Utf8WithMark, header, rows);

        void Add(Oaza oaza, Coordinate? place, string kind, string? bore)
        {
            var position = place is null ? default : TownFrame.ToLonLat(place);
            rows.Add(
            [
                TownName.Code6, $"{TownName.Code6}{rows.Count + 1:0000}", TownName.Name, kind, TownName.Code6, $"{oaza.Code:0000}{oaza.Chome:000}", $"{TownName.Prefecture}{TownName.County}{TownName.Name}{oaza.Title}", TownName.Prefecture,
                TownName.County + TownName.Name, oaza.Title, null, null, place is null ? null : position.Lat.ToString("F6", CultureInfo.InvariantCulture), place is null ? null : position.Lon.ToString("F6", CultureInfo.InvariantCulture), bore,
                place is null ? "位置調査中" : null,
            ]);
        }
    }

    private void Write(string path, string[] header, Func<Site, bool> wanted, Func<PublicPlace, int, string?[]> row)
    {
        var number = 0;
        CsvFile.Write(path, JapaneseText.Utf8WithMark, header, places.Where(p => wanted(p.Site)).Select(p => row(p, ++number)));
    }

    private static string Words(SiteKind kind) => kind switch
    {
        SiteKind.TownHall => "役場",
        SiteKind.School => "学校",
        SiteKind.Hospital => "病院",
        SiteKind.Library => "図書館",
        SiteKind.Gym => "体育施設・集会施設",
        SiteKind.CommunityHall => "集会施設",
        SiteKind.FireStation => "消防署",
        SiteKind.FishMarket => "漁港施設",
        SiteKind.Shrine or SiteKind.Temple => "神社・寺院",
        SiteKind.Park => "公園",
        SiteKind.Nursery => "保育所・こども園",
        SiteKind.Station => "駅",
        SiteKind.Welfare => "福祉施設",
        SiteKind.Museum => "資料館",
        SiteKind.PostOffice => "郵便局",
        SiteKind.PoliceBox => "交番",
        SiteKind.Cemetery => "墓地",
        _ => "その他の施設",
    };
}
