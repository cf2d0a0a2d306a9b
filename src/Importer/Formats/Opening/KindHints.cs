using System.Text.RegularExpressions;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats;

/// <summary>
/// Guesses the kind of a dataset from column names that only one kind of national data has (国土数値情報 codes, 自治体標準オープンデータセット, 国土地理院の避難場所), and then
/// from plain words in its name. Sources: the format descriptions of each data set.
/// </summary>
public static partial class KindHints
{
    private static readonly (Regex Column, string Kind)[] ByColumn =
    [
        (FloodDepth(), "flood-depth"),
        (FloodDuration(), "flood-duration"),
        (HouseCollapse(), "house-collapse"),
        (Landslide(), "landslide"),
        (Tsunami(), "tsunami"),
        (StormSurge(), "storm-surge"),
        (Boundary(), "boundary"),
        (Zoning(), "zoning"),
        (EmergencySite(), "emergency-site"),
        (Shelter(), "shelter"),
        (Aed(), "aed"),
        (Wifi(), "wifi"),
        (Toilet(), "toilet"),
        (Hydrant(), "hydrant"),
        (LandRegister(), "land-register"),
    ];

    private static readonly (string Word, string Kind)[] ByName =
    [
        ("flood_assumed", "flood-depth"), ("浸水継続", "flood-duration"), ("家屋倒壊", "house-collapse"), ("内水", "inland-flood"), ("naisui", "inland-flood"), ("高潮", "storm-surge"), ("津波避難", "facility"),
        ("tsunami_evacuation", "facility"), ("津波", "tsunami"), ("tsunami", "tsunami"), ("浸水", "flood-depth"), ("土砂", "landslide"), ("緊急避難場所", "emergency-site"), ("evacuation_space", "emergency-site"),
        ("避難所", "shelter"), ("避難場所", "emergency-site"), ("refuge", "shelter"), ("aed", "aed"), ("toilet", "toilet"), ("トイレ", "toilet"), ("wireless_lan", "wifi"), ("wi-fi", "wifi"), ("無線lan", "wifi"),
        ("消火栓", "hydrant"), ("消防水利", "hydrant"), ("hydrant", "hydrant"), ("土地台帳", "land-register"), ("用途地域", "zoning"), ("行政区域", "boundary"), ("n03", "boundary"), ("行政区", "district"),
        ("建物", "building"), ("building", "building"), ("道路", "road"), ("road", "road"), ("_way", "road"), ("河川", "water"), ("水域", "water"), ("水部", "water"), ("facility", "facility"), ("施設", "facility"), ("hospital", "facility"), ("医療機関", "facility"), ("clinic", "facility"), ("school", "facility"), ("学校", "facility"),
        ("office", "facility"), ("fire_station", "facility"), ("community_center", "facility"), ("住居表示", "address"), ("地番", "parcel"), ("筆", "parcel"),
    ];

    /// <summary>The kind with the reason, or null when nothing points to one.</summary>
    public static KindHint? Find(string name, IReadOnlyList<SourceField> fields)
    {
        var names = fields.Select(f => f.Name).ToList();
        if (Tables.StandardDataset.Recognise(names) is { Kind: not "other" } standard)
            return new KindHint(standard.Kind, $"列の並びが「{standard.Title}」");
        foreach (var (column, kind) in ByColumn)
        {
            if (names.Find(column.IsMatch) is { } found)
                return new KindHint(kind, $"列「{found}」から");
        }

        if (Ksj.KsjTable.Find(name, names) is { } known)
        {
            // Stations lie in the same set as the lines.
            var kind = known.Code.Equals("N02", StringComparison.OrdinalIgnoreCase) && names.Exists(n => n.EndsWith("_005", StringComparison.Ordinal)) ? "station" : known.Set.Kind;
            return new KindHint(kind, $"国土数値情報「{known.Set.Title}」の列「{known.Column}」から");
        }

        var lower = Width.Fold(name).ToLowerInvariant();
        foreach (var (word, kind) in ByName)
        {
            if (lower.Contains(word, StringComparison.Ordinal))
                return new KindHint(kind, $"名前「{name}」の「{word}」から");
        }

        return null;
    }

    [GeneratedRegex("^A31[ab]?_[12]0[15]$")]
    private static partial Regex FloodDepth();

    [GeneratedRegex("^A31[ab]?_30[15]$")]
    private static partial Regex FloodDuration();

    [GeneratedRegex("^A31[ab]?_40[15]$")]
    private static partial Regex HouseCollapse();

    [GeneratedRegex("^A33_00[12]$")]
    private static partial Regex Landslide();

    [GeneratedRegex("^A40_00\\d$")]
    private static partial Regex Tsunami();

    [GeneratedRegex("^A49_00\\d$")]
    private static partial Regex StormSurge();

    [GeneratedRegex("^N03_00[1-7]$")]
    private static partial Regex Boundary();

    [GeneratedRegex("^(A29_00[1-9]|用途地域(名|コード)?)$")]
    private static partial Regex Zoning();

    [GeneratedRegex("^(災害種別_洪水|洪水|flood_L1|disaster1)$")]
    private static partial Regex EmergencySite();

    [GeneratedRegex("^(受入対象者|指定緊急避難場所との住所同一)$")]
    private static partial Regex Shelter();

    [GeneratedRegex("^(小児対応設備の有無|equipmentForChildren)$")]
    private static partial Regex Aed();

    [GeneratedRegex("^SSID$", RegexOptions.IgnoreCase)]
    private static partial Regex Wifi();

    [GeneratedRegex("^(男性トイレ総数|男女共用トイレ総数|totalMensRestroom)$")]
    private static partial Regex Toilet();

    [GeneratedRegex("^口径$")]
    private static partial Regex Hydrant();

    [GeneratedRegex("^登記(地積|地目|名義人)$")]
    private static partial Regex LandRegister();
}
