namespace Gis.Core.Japanese;

/// <summary>The words 大字, 小字 and 字 in names of places, which some sources write and others leave out.</summary>
public static class AzaMarks
{
    /// <summary>The name without them: 大字浜字西 → 浜西. A 字 that ends a name (十文字) or belongs to a word (文字) stays.</summary>
    public static string Remove(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var prefix in (ReadOnlySpan<string>)["大字", "小字", "字"])
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length)
                text = text[prefix.Length..];
        }

        for (var i = text.IndexOf('字', StringComparison.Ordinal); i > 0 && i + 1 < text.Length; i = i + 1 < text.Length ? text.IndexOf('字', i + 1) : -1)
        {
            if (text[i - 1] is '文' or '十' or '名' or '数')
                continue;
            var start = text[i - 1] is '大' or '小' && i > 1 ? i - 1 : i;
            text = text.Remove(start, i + 1 - start);
        }

        return text;
    }
}
