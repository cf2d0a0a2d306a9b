using System.Xml;
using Gis.Importer.Formats.Xml;

namespace Gis.Importer.Formats.Gml;

/// <summary>
/// Words for codes: from the <c>codelists</c> folder delivered beside the data (GML dictionaries), else from the national standard's own lists. A list is only
/// looked for by its file name in such a folder above the data file: what path the file itself writes is not followed.
/// </summary>
internal sealed class CodeLists(SourceFile file)
{
    private const int MaxSteps = 8;
    private const long MaxSize = 32L << 20;
    private readonly Dictionary<string, Dictionary<string, string>> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? folder = FolderAbove(file.LocalPath);

    /// <summary>The words, or null when no list has the code.</summary>
    public string? Find(string codeSpace, string code)
    {
        var name = Path.GetFileName(codeSpace.Replace('\\', '/'));
        if (!known.TryGetValue(name, out var list))
            known[name] = list = Read(name);
        return list.TryGetValue(code, out var words) ? words : StandardCodes.Find(name, code);
    }

    private Dictionary<string, string> Read(string name)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        if (folder is null || name.Length == 0 || Path.Combine(folder, name) is var path && (!File.Exists(path) || new FileInfo(path).Length > MaxSize))
            return words;
        try
        {
            using var xml = SafeXml.Open(file with { LocalPath = Path.Combine(folder, name) });
            string? description = null;
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element || xml.Depth < 2)
                    continue;
                if (xml.LocalName == "description")
                    description = xml.ReadString();
                else if (xml.LocalName == "name" && description is not null)
                    (words[xml.ReadString().Trim()], description) = (description.Trim(), null);
            }
        }
        catch (Exception e) when (e is XmlException or SourceException)
        {
            // A broken list costs its words, not the data.
        }

        return words;
    }

    private static string? FolderAbove(string path)
    {
        var at = Path.GetDirectoryName(path);
        for (var step = 0; at is not null && step < MaxSteps; step++, at = Path.GetDirectoryName(at))
        {
            if (Directory.Exists(Path.Combine(at, "codelists")))
                return Path.Combine(at, "codelists");
        }

        return null;
    }
}

/// <summary>Lists that are the same in every city (3D都市モデル標準製品仕様書, code lists). 独自ランク (rankOrg) is each river's own and stands in no standard list.</summary>
internal static class StandardCodes
{
    private static readonly Dictionary<string, string> Ranks = List("0.5m未満", "0.5m以上3m未満", "3m以上5m未満", "5m以上10m未満", "10m以上20m未満", "20m以上");
    private static readonly Dictionary<string, string> Slides = List("急傾斜地の崩壊", "土石流", "地滑り");
    private static readonly Dictionary<string, string> SlideZones = List("土砂災害警戒区域（指定済）", "土砂災害特別警戒区域（指定済）", "土砂災害警戒区域（指定前）", "土砂災害特別警戒区域（指定前）");

    private static readonly Dictionary<string, string> UseDistricts = List(
        "第1種低層住居専用地域", "第2種低層住居専用地域", "第1種中高層住居専用地域", "第2種中高層住居専用地域", "第1種住居地域", "第2種住居地域", "準住居地域", "田園住居地域",
        "近隣商業地域", "商業地域", "準工業地域", "工業地域", "工業専用地域");

    private static readonly Dictionary<string, string> Areas = new(StringComparer.Ordinal) { ["21"] = "都市計画区域", ["22"] = "市街化区域", ["23"] = "市街化調整区域" };

    private static readonly Dictionary<string, string> LandUses = new(StringComparer.Ordinal)
    {
        ["201"] = "田",
        ["202"] = "畑",
        ["203"] = "山林",
        ["204"] = "水面",
        ["205"] = "その他自然地",
        ["211"] = "住宅用地",
        ["212"] = "商業用地",
        ["213"] = "工業用地",
        ["214"] = "公益施設用地",
        ["215"] = "道路用地",
        ["216"] = "交通施設用地",
        ["217"] = "公共空地",
        ["218"] = "その他公的施設用地",
        ["219"] = "農林漁業施設用地",
        ["220"] = "その他の空地（ゴルフ場）",
        ["221"] = "その他の空地（太陽光発電施設）",
        ["222"] = "その他の空地（平面駐車場）",
        ["223"] = "その他の空地",
        ["231"] = "不明",
    };

    /// <summary>The words, or null.</summary>
    public static string? Find(string list, string code)
    {
        var words = Path.GetFileNameWithoutExtension(list) switch
        {
            "SedimentDisasterProneArea_disasterType" or "LandSlideRiskAttribute_description" => Slides,
            "SedimentDisasterProneArea_areaType" or "LandSlideRiskAttribute_areaType" => SlideZones,
            "Common_districtsAndZonesType" or "UseDistrict_function" => UseDistricts,
            "Common_areaClassificationType" => Areas,
            "Common_landUseType" => LandUses,
            var name when name.EndsWith("RiskAttribute_rank", StringComparison.Ordinal) => Ranks,
            _ => null,
        };
        return words is not null && words.TryGetValue(code, out var found) ? found : null;
    }

    private static Dictionary<string, string> List(params string[] words) =>
        words.Select((w, i) => (Key: (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), w)).ToDictionary(x => x.Key, x => x.w, StringComparer.Ordinal);
}
