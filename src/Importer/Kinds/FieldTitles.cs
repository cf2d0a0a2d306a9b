using System.Text.RegularExpressions;

namespace Gis.Importer.Kinds;

/// <summary>
/// Words for the columns of 国土数値情報 A31a and A31b (洪水浸水想定区域), whose codes are built from a group and a number; the other sets stand in the
/// reader's own table. No resident should meet "A31a_205".
/// </summary>
internal static partial class FieldTitles
{
    /// <summary>The title of a column, or null when its own name is the title.</summary>
    public static string? Of(string column)
    {
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
