namespace Gis.SampleTown.Plan;

/// <summary>What stands on a named place.</summary>
internal enum SiteKind
{
    TownHall, School, Hospital, Library, Gym, CommunityHall, FireStation, FishMarket, Shrine, Temple, Park, Nursery, Factory, Supermarket, Station, Pond,
    Waterworks, Cemetery, PoliceBox, PostOffice, Welfare, Museum, Lighthouse,
}

/// <summary>A place that gets a piece of ground of its own.</summary>
/// <param name="Name">Name as on signs.</param>
/// <param name="Kana">Reading in katakana.</param>
/// <param name="Kind">What it is.</param>
/// <param name="East">Town metres of the plan.</param>
/// <param name="North">Town metres of the plan.</param>
/// <param name="Area">Wished size of its ground in square metres.</param>
internal sealed record Site(string Name, string Kana, SiteKind Kind, double East, double North, double Area)
{
    public static IReadOnlyList<Site> All { get; } =
    [
        new("潮見町役場", "シオミチョウヤクバ", SiteKind.TownHall, 3370, 1240, 9000),
        new("潮見小学校", "シオミショウガッコウ", SiteKind.School, 2210, 1275, 14000),
        new("新町小学校", "シンチョウショウガッコウ", SiteKind.School, 3560, 1730, 15000),
        new("潮見中学校", "シオミチュウガッコウ", SiteKind.School, 3010, 1660, 19000),
        new("潮見台小学校", "シオミダイショウガッコウ", SiteKind.School, 1760, 1930, 12000),
        new("大沢小学校", "オオサワショウガッコウ", SiteKind.School, 2290, 3180, 8000),
        new("県立潮見高等学校", "ケンリツシオミコウトウガッコウ", SiteKind.School, 4270, 2060, 21000),
        new("潮見町総合病院", "シオミチョウソウゴウビョウイン", SiteKind.Hospital, 3700, 1420, 9000),
        new("潮見町立図書館", "シオミチョウリツトショカン", SiteKind.Library, 3200, 1220, 3500),
        new("潮見町民体育館", "シオミチョウミンタイイクカン", SiteKind.Gym, 3780, 1660, 9000),
        new("本町公民館", "ホンチョウコウミンカン", SiteKind.CommunityHall, 2050, 1230, 1400),
        new("浜町公民館", "ハマチョウコウミンカン", SiteKind.CommunityHall, 2330, 755, 1000),
        new("港町コミュニティセンター", "ミナトチョウコミュニティセンター", SiteKind.CommunityHall, 1580, 960, 1100),
        new("潮見台集会所", "シオミダイシュウカイジョ", SiteKind.CommunityHall, 1570, 1960, 900),
        new("松原公民館", "マツバラコウミンカン", SiteKind.CommunityHall, 3500, 985, 1200),
        new("上野原公民館", "ウエノハラコウミンカン", SiteKind.CommunityHall, 4260, 1850, 1400),
        new("中田公民館", "ナカタコウミンカン", SiteKind.CommunityHall, 2460, 2300, 1300),
        new("川合公民館", "カワイコウミンカン", SiteKind.CommunityHall, 2990, 1850, 1300),
        new("小沢生活改善センター", "オザワセイカツカイゼンセンター", SiteKind.CommunityHall, 3680, 2620, 1200),
        new("大沢公民館", "オオサワコウミンカン", SiteKind.CommunityHall, 2200, 3690, 1100),
        new("西谷集会所", "ニシヤシュウカイジョ", SiteKind.CommunityHall, 1230, 2090, 900),
        new("磯崎集会所", "イソザキシュウカイジョ", SiteKind.CommunityHall, 1150, 860, 700),
        new("新町コミュニティセンター", "シンチョウコミュニティセンター", SiteKind.CommunityHall, 3440, 1860, 1800),
        new("潮見消防署", "シオミショウボウショ", SiteKind.FireStation, 3560, 1300, 3200),
        new("潮見漁港荷さばき所", "シオミギョコウニサバキジョ", SiteKind.FishMarket, 1650, 813, 4500),
        new("潮見八幡神社", "シオミハチマンジンジャ", SiteKind.Shrine, 2130, 1480, 4500),
        new("磯崎神社", "イソザキジンジャ", SiteKind.Shrine, 1010, 560, 1500),
        new("大沢熊野神社", "オオサワクマノジンジャ", SiteKind.Shrine, 2140, 3350, 1800),
        new("海雲寺", "カイウンジ", SiteKind.Temple, 1880, 1260, 4200),
        new("龍泉院", "リュウセンイン", SiteKind.Temple, 2640, 1230, 3000),
        new("宝林寺", "ホウリンジ", SiteKind.Temple, 3480, 2480, 2600),
        new("潮見中央公園", "シオミチュウオウコウエン", SiteKind.Park, 3560, 1560, 16000),
        new("松原海浜公園", "マツバラカイヒンコウエン", SiteKind.Park, 3700, 900, 24000),
        new("潮見城址公園", "シオミジョウシコウエン", SiteKind.Park, 1700, 1760, 12000),
        new("本町児童公園", "ホンチョウジドウコウエン", SiteKind.Park, 2450, 1080, 1800),
        new("浜町広場", "ハマチョウヒロバ", SiteKind.Park, 2080, 790, 1600),
        new("潮見台中央公園", "シオミダイチュウオウコウエン", SiteKind.Park, 1840, 2080, 3000),
        new("新町東公園", "シンチョウヒガシコウエン", SiteKind.Park, 3760, 1240, 3200),
        new("新町北公園", "シンチョウキタコウエン", SiteKind.Park, 3290, 1960, 3200),
        new("河川敷運動公園", "カセンジキウンドウコウエン", SiteKind.Park, 2560, 1560, 18000),
        new("港町広場", "ミナトチョウヒロバ", SiteKind.Park, 1420, 870, 1300),
        new("しおみ保育園", "シオミホイクエン", SiteKind.Nursery, 2460, 1330, 2000),
        new("新町こども園", "シンチョウコドモエン", SiteKind.Nursery, 3420, 1620, 2600),
        new("潮見台保育園", "シオミダイホイクエン", SiteKind.Nursery, 1900, 2000, 1600),
        new("潮見水産加工団地", "シオミスイサンカコウダンチ", SiteKind.Factory, 1390, 1010, 7000),
        new("潮見精機工場", "シオミセイキコウジョウ", SiteKind.Factory, 2440, 1900, 15000),
        new("川合工業団地一号棟", "カワイコウギョウダンチイチゴウトウ", SiteKind.Factory, 2700, 1930, 11000),
        new("スーパーしおみ", "スーパーシオミ", SiteKind.Supermarket, 3130, 1100, 6000),
        new("しおみショッピングプラザ", "シオミショッピングプラザ", SiteKind.Supermarket, 3600, 1080, 13000),
        new("潮見駅", "シオミエキ", SiteKind.Station, 3290, 1533, 3500),
        new("潮見浄水場", "シオミジョウスイジョウ", SiteKind.Waterworks, 2380, 2830, 8000),
        new("潮見霊園", "シオミレイエン", SiteKind.Cemetery, 4440, 1700, 9000),
        new("潮見駅前交番", "シオミエキマエコウバン", SiteKind.PoliceBox, 3250, 1450, 300),
        new("潮見郵便局", "シオミユウビンキョク", SiteKind.PostOffice, 2390, 1120, 900),
        new("潮見町総合福祉センター", "シオミチョウソウゴウフクシセンター", SiteKind.Welfare, 3420, 1420, 4500),
        new("特別養護老人ホーム上野原荘", "トクベツヨウゴロウジンホームウエノハラソウ", SiteKind.Welfare, 4180, 1990, 5000),
        new("潮見町郷土資料館", "シオミチョウキョウドシリョウカン", SiteKind.Museum, 2000, 1340, 1500),
        new("農村環境改善センター", "ノウソンカンキョウカイゼンセンター", SiteKind.Gym, 2300, 2080, 5000),
        new("中田大池", "ナカタオオイケ", SiteKind.Pond, 2180, 2560, 6000),
        new("小沢池", "オザワイケ", SiteKind.Pond, 3130, 3050, 4000),
        new("西谷池", "ニシヤイケ", SiteKind.Pond, 1010, 2300, 3200),
        new("上野原池", "ウエノハライケ", SiteKind.Pond, 4470, 1600, 3500),
        new("磯崎灯台", "イソザキトウダイ", SiteKind.Lighthouse, 948, 372, 900),
    ];
}
