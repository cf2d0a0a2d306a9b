using Gis.Core.Japanese;

namespace Gis.Importer.Kinds.Sites;

/// <summary>Reads the marks by which lists of emergency sites say for which hazards a site is meant.</summary>
internal static class SiteFlag
{
    /// <summary>Meant for the hazard.</summary>
    public const string Yes = "yes";

    /// <summary>Meant for it under a condition (△: upper floors only …).</summary>
    public const string Limited = "limited";

    /// <summary>Not meant for it.</summary>
    public const string No = "no";

    private static readonly HashSet<string> YesMarks = ["1", "○", "◯", "〇", "◎", "●", "⚪", "o", "有", "有り", "あり", "可", "適", "適合", "対応", "該当", "はい", "yes", "y", "true", "t", "レ", "✓", "✔", "☑", "指定"];
    private static readonly HashSet<string> LimitedMarks = ["△", "▲", "▽", "一部", "一部可", "条件付", "条件付き", "条件付可", "限定"];
    private static readonly HashSet<string> NoMarks = ["0", "×", "✕", "✖", "╳", "☓", "x", "無", "無し", "なし", "不可", "否", "不適", "非対応", "対象外", "非該当", "いいえ", "no", "n", "false", "f", "-", "ー", "/", "・", "*"];

    // Which words in a list of hazards (対象災害) mean which flag.
    private static readonly (string Flag, string[] Words)[] Hazards =
    [
        ("flood", ["洪水", "水害", "風水害", "外水"]),
        ("landslide", ["土砂", "崖崩れ", "がけ崩れ", "土石流", "地滑り", "地すべり"]),
        ("storm-surge", ["高潮"]),
        ("earthquake", ["地震"]),
        ("tsunami", ["津波"]),
        ("fire", ["火事", "火災"]),
        ("inland-flood", ["内水"]),
        ("volcano", ["火山", "噴火"]),
    ];

    /// <summary>
    /// Reads one mark. An empty cell means no: that is how 国土地理院 and 自治体標準オープンデータセット write it, and a resident must never be sent
    /// somewhere on the strength of a blank.
    /// </summary>
    /// <returns>yes, limited, no; null for words that are none of the known marks.</returns>
    public static string? Read(object? value)
    {
        switch (value)
        {
            case null:
                return No;
            case bool b:
                return b ? Yes : No;
            case long l:
                return l switch { 1 => Yes, 0 => No, _ => null };
            case double d:
                return d switch { 1 => Yes, 0 => No, _ => null };
        }

        var text = Width.FoldWithHyphens(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "").Trim().ToLowerInvariant();
        if (text.Length == 0 || text.All(c => c is '-' or 'ー'))
            return No;
        if (text is "1.0" || YesMarks.Contains(text))
            return Yes;
        if (text is "0.0" || NoMarks.Contains(text))
            return No;
        if (LimitedMarks.Contains(text) || text[0] is '△' or '▲')
            return Limited;
        return text[0] switch
        {
            '○' or '◯' or '〇' or '◎' or '●' => text.Length > 1 ? Limited : Yes,
            '×' or '✕' => No,
            _ => null,
        };
    }

    /// <summary>Reads a list of hazards in words (洪水・地震, 全災害) for one flag.</summary>
    public static string ReadList(string? text, string flag)
    {
        if (string.IsNullOrWhiteSpace(text))
            return No;
        if (IsAll(text))
            return Yes;
        var words = Hazards.FirstOrDefault(h => h.Flag == flag).Words ?? [];
        return words.Any(w => text.Contains(w, StringComparison.Ordinal)) ? Yes : No;
    }

    /// <summary>Whether a text names hazards at all.</summary>
    public static bool IsList(string text) => IsAll(text) || Hazards.Any(h => h.Words.Any(w => text.Contains(w, StringComparison.Ordinal)));

    private static bool IsAll(string text) =>
        text.Contains("全災害", StringComparison.Ordinal) || text.Contains("すべての災害", StringComparison.Ordinal) || text.Contains("全ての災害", StringComparison.Ordinal)
        || text.Trim() is "全て" or "すべて" or "全般";
}
