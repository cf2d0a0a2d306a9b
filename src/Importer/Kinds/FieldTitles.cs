using System.Text.RegularExpressions;

namespace Gis.Importer.Kinds;

/// <summary>Words for columns whose names are codes (国土数値情報), so that no resident meets "A31a_205". Other columns are called what the source calls them.</summary>
internal static partial class FieldTitles
{
    private static readonly Dictionary<string, string> ByCode = new(StringComparer.OrdinalIgnoreCase)
    {
        ["N03_001"] = "都道府県名",
        ["N03_002"] = "支庁・振興局名",
        ["N03_003"] = "郡・政令市名",
        ["N03_004"] = "市区町村名",
        ["N03_005"] = "行政区名",
        ["N03_007"] = "行政区域コード",
        ["A33_001"] = "現象の種類",
        ["A33_002"] = "区域区分",
        ["A33_003"] = "都道府県コード",
        ["A33_004"] = "区域番号",
        ["A33_005"] = "区域名",
        ["A33_006"] = "所在地",
        ["A33_007"] = "公示日",
        ["A33_008"] = "特別警戒未指定フラグ",
        ["A40_001"] = "都道府県名",
        ["A40_002"] = "都道府県コード",
        ["A40_003"] = "津波浸水深の区分",
        ["A49_001"] = "都道府県名",
        ["A49_002"] = "都道府県コード",
        ["A49_003"] = "高潮浸水深の区分",
        ["A29_001"] = "行政コード",
        ["A29_002"] = "都道府県名",
        ["A29_003"] = "市区町村名",
        ["A29_004"] = "用途地域コード",
        ["A29_005"] = "用途地域名",
        ["A29_006"] = "建蔽率",
        ["A29_007"] = "容積率",
    };

    /// <summary>The title of a column, or null when its own name is the title.</summary>
    public static string? Of(string column)
    {
        if (ByCode.TryGetValue(column, out var title))
            return title;
        if (FloodCode().Match(column) is not { Success: true } match)
            return null;
        return (match.Groups[1].Value[0], match.Groups[1].Value[1..]) switch
        {
            (_, "01") when !column.StartsWith("A31b", StringComparison.OrdinalIgnoreCase) => "河川番号",
            (_, "02") => "河川名",
            (_, "03") => "河川管理者コード",
            (_, "04") => "河川管理者",
            ('1' or '2', _) => "浸水深ランク",
            ('3', _) => "浸水継続時間ランク",
            ('4', _) => "家屋倒壊等の区分",
            _ => null,
        };
    }

    [GeneratedRegex("^A31[ab]_?([1-4][0-9]{2})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FloodCode();
}
