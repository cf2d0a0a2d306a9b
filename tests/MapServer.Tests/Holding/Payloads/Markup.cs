using System.Net;
using System.Text.RegularExpressions;

namespace Gis.MapServer.Tests.Holding.Payloads;

/// <summary>
/// What a browser would make of a visitor's words in a page: elements, attributes and scripts, not text. Words that come back with their angle brackets
/// escaped, or within the quotes of an attribute, are text; the same words without that are not.
/// </summary>
internal static partial class Markup
{
    private static readonly string[] Addresses = ["href", "src", "action", "formaction", "data", "xlink:href", "content", "srcset", "manifest", "poster"];

    /// <summary>What of the marked words became more than text; null: nothing.</summary>
    /// <param name="page">HTML or SVG, as a server sent it.</param>
    public static string? Became(string page)
    {
        foreach (Match tag in Tags().Matches(page))
        {
            var name = tag.Groups["name"].Value;
            if (name.Contains("x5s", StringComparison.OrdinalIgnoreCase))
                return tag.Value;
            if (name.Equals("base", StringComparison.OrdinalIgnoreCase) || (name.Equals("script", StringComparison.OrdinalIgnoreCase) && ScriptAfter(page, tag).Contains("x5s", StringComparison.OrdinalIgnoreCase)))
                return tag.Value;
            foreach (Match one in Attributes().Matches(tag.Groups["rest"].Value))
            {
                var (attribute, value) = (one.Groups["key"].Value.ToLowerInvariant(), WebUtility.HtmlDecode(one.Groups["value"].Value.Trim('"', '\'')).Trim());
                var runs = attribute.StartsWith("on", StringComparison.Ordinal) && value.Contains("x5s", StringComparison.OrdinalIgnoreCase);
                var leads = Addresses.Contains(attribute)
                    && (value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || value.StartsWith("data:text/html", StringComparison.OrdinalIgnoreCase)
                        || (attribute != "content" && (value.StartsWith("//", StringComparison.Ordinal) || value.StartsWith("/\\", StringComparison.Ordinal))));
                if (runs || leads || attribute.Contains("x5s", StringComparison.Ordinal))
                    return tag.Value;
            }
        }

        return null;
    }

    private static string ScriptAfter(string page, Match tag)
    {
        var begin = tag.Index + tag.Length;
        var end = page.IndexOf("</script", begin, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? page[begin..] : page[begin..end];
    }

    // A quote within a tag hides what looks like its end; one that is never closed goes on to the end of the page, as in a browser.
    [GeneratedRegex("<(?<name>[a-zA-Z][^\\s/>]*)(?<rest>(?:\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|[^>\"'])*)(?:>|$)")]
    private static partial Regex Tags();

    [GeneratedRegex("(?<key>[^\\s=/\"'>]+)\\s*(?:=\\s*(?<value>\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|[^\\s>\"']+))?")]
    private static partial Regex Attributes();
}
