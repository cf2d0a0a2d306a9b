using Gis.SampleTown.Formats;
using Gis.SampleTown.Hazards;
using Gis.SampleTown.Plan;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace Gis.SampleTown.Places;

/// <summary>指定緊急避難場所 and 指定避難所. A flag is set where the place lies outside that hazard's zones, with two deliberate mistakes.</summary>
internal sealed class EmergencySites(List<PublicPlace> places, HazardMaps hazards)
{
    /// <summary>Rows a careful reader must notice: the list says the place is fit, the hazard map says it is under water.</summary>
    public static readonly IReadOnlyDictionary<string, string> Mistakes = new Dictionary<string, string> { ["本町公民館"] = "洪水", ["浜町広場"] = "津波" };

    private static readonly string[] Header =
    [
        "全国地方公共団体コード", "ID", "名称", "名称_カナ", "名称_英字", .. PublicPlace.AddressHeader, "緯度", "経度", "標高", "電話番号", "内線番号", "連絡先メールアドレス", "連絡先FormURL",
        "連絡先備考（その他、SNSなど）", "郵便番号", "市区町村コード", "地方公共団体名", "災害種別_洪水", "災害種別_崖崩れ、土石流及び地滑り", "災害種別_高潮", "災害種別_地震", "災害種別_津波",
        "災害種別_大規模な火事", "災害種別_内水氾濫", "災害種別_火山現象", "指定避難所との重複", "想定収容人数", "対象となる町会・自治会", "URL", "画像", "画像_ライセンス", "備考",
    ];

    private readonly IPreparedGeometry _flood = PreparedGeometryFactory.Prepare(hazards.WholeFlood);
    private readonly IPreparedGeometry _slides = PreparedGeometryFactory.Prepare(hazards.WholeLandslide);
    private readonly IPreparedGeometry _surge = PreparedGeometryFactory.Prepare(hazards.WholeStormSurge);
    private readonly IPreparedGeometry _tsunami = PreparedGeometryFactory.Prepare(hazards.WholeTsunami);
    private readonly IPreparedGeometry _inland = PreparedGeometryFactory.Prepare(hazards.WholeInlandFlood);

    private static bool IsEmergencySite(Site site) => site.Kind is SiteKind.School or SiteKind.Park or SiteKind.CommunityHall or SiteKind.Gym or SiteKind.Temple or SiteKind.Lighthouse;

    private static bool IsShelter(Site site) => site.Kind is SiteKind.School or SiteKind.Gym or SiteKind.Welfare || site.Kind == SiteKind.CommunityHall && !site.Name.Contains("集会所", StringComparison.Ordinal);

    public void WriteEmergencySites(string path)
    {
        var number = 0;
        CsvFile.Write(path, JapaneseText.Utf8WithMark, Header, places.Where(p => IsEmergencySite(p.Site)).Select(p => Row(p, ++number)));
    }

    private string?[] Row(PublicPlace p, int number)
    {
        var open = p.Site.Kind is SiteKind.School or SiteKind.Park or SiteKind.Lighthouse;
        var capacity = (int)(open ? p.Lot.Area * 0.45 / 2 : p.Lot.Area * 0.12 / 2) / 10 * 10;
        return
        [
            TownName.Code6, $"{TownName.Code6}{number:0000}", p.Site.Name, p.Site.Kana, null, .. p.AddressColumns, p.Lat, p.Lon, hazards.HeightAt(p.Place), p.Phone, null, null, null,
            null, null, TownName.Code6, TownName.Name,
            Flag(p, "洪水", !In(_flood, p)), Flag(p, "土砂", !In(_slides, p)), Flag(p, "高潮", !In(_surge, p)), "1", Flag(p, "津波", !In(_tsunami, p)),
            open && p.Lot.Area > 2500 ? "1" : null, Flag(p, "内水", !In(_inland, p)), null, IsShelter(p.Site) ? "1" : null,
            $"{capacity}人（2平方メートルあたり1人）", $"{p.Lot.Oaza.Place}自治会", null, null, null, "架空の町のデータです",
        ];
    }

    private static bool In(IPreparedGeometry zone, PublicPlace place) => zone.Contains(new Point(place.Place));

    private static string? Flag(PublicPlace place, string hazard, bool fits) =>
        fits || Mistakes.TryGetValue(place.Site.Name, out var wrong) && wrong == hazard ? "1" : null;

    public void WriteShelters(string path)
    {
        string[] header =
        [
            "全国地方公共団体コード", "ID", "共通ID", "名称", "名称_カナ", .. PublicPlace.AddressHeader, "緯度", "経度", "電話番号", "地方公共団体名", "指定緊急避難場所との重複", "受入対象者", "想定収容人数", "備考",
        ];
        var number = 0;
        CsvFile.Write(path, JapaneseText.Utf8WithMark, header, places.Where(p => IsShelter(p.Site)).Select(p =>
        {
            number++;
            var welfare = p.Site.Kind == SiteKind.Welfare;
            return (string?[])
            [
                TownName.Code6, $"{TownName.Code6}{number:0000}", $"E{TownName.Code5}{number:00000}1{(welfare ? 2 : 1)}1", p.Site.Name, p.Site.Kana, .. p.AddressColumns, p.Lat, p.Lon, p.Phone, TownName.Name,
                IsEmergencySite(p.Site) ? "1" : null, welfare ? "高齢者、障害のある方など配慮が必要な方" : null, $"{(int)(p.Lot.Area * 0.06 / 3) / 10 * 10}人（3平方メートルあたり1人）", "架空の町のデータです",
            ];
        }));
    }
}
