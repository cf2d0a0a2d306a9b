using System.Net;
using System.Text.RegularExpressions;

namespace Gis.Importer.Formats.Kml;

/// <summary>The text of a balloon: descriptions in KML are often HTML, which no panel and no list may show as such.</summary>
internal static partial class HtmlText
{
    /// <summary>Plain text with one line a row, paragraph or break; addresses of links and pictures stay, behind the words they belong to.</summary>
    /// <param name="text">HTML, or text that is none and is returned as it is.</param>
    public static string Plain(string text)
    {
        if (!Tag().IsMatch(text))
            return text;
        var words = Unseen().Replace(text, "");
        words = Breaks().Replace(words, " ");
        words = Links().Replace(words, m => m.Groups["words"].Value.Trim() == m.Groups["to"].Value ? m.Groups["to"].Value : $"{m.Groups["words"].Value} {m.Groups["to"].Value} ");
        words = Pictures().Replace(words, m => $" {m.Groups["to"].Value} ");
        words = Ends().Replace(words, "\n");
        words = WebUtility.HtmlDecode(Tag().Replace(words, " "));
        return string.Join('\n', words.Split('\n').Select(l => Blanks().Replace(l, " ").Trim()).Where(l => l.Length > 0));
    }

    [GeneratedRegex("<(script|style|head)[ >].*?</(script|style|head)>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Unseen();

    [GeneratedRegex("[\\r\\n\\t]+", RegexOptions.NonBacktracking)]
    private static partial Regex Breaks();

    [GeneratedRegex("<a [^>]*href=[\"']?(?<to>[^\"' >]+)[^>]*>(?<words>.*?)</a>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Links();

    [GeneratedRegex("<img [^>]*src=[\"']?(?<to>[^\"' >]+)[^>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Pictures();

    [GeneratedRegex("<br ?/?>|</(p|div|tr|li|h[1-6]|table)>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Ends();

    [GeneratedRegex("</?[a-z][^<>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("[ \\u00A0\\u3000]+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}
