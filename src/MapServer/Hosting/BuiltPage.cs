using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Gis.MapServer.Hosting;

/// <summary>
/// Scripts and style sheets of a page that the build made, for pages that the server makes around them: their names change with their content, and the built page is
/// the one that knows them.
/// </summary>
/// <param name="options">Says where the built pages lie.</param>
public sealed partial class BuiltPage(ServerOptions options)
{
    private readonly ConcurrentDictionary<string, (DateTime Made, string Tags)> _known = new(StringComparer.Ordinal);

    /// <summary>Tags for the head of a page; empty when there are no built pages.</summary>
    /// <param name="name">Folder of the built page: <c>public</c> or <c>embed</c>.</param>
    public string Tags(string name)
    {
        if (options.Web is null)
            return "";
        var file = Path.Combine(options.Web, name, "index.html");
        if (!File.Exists(file))
            return "";
        var made = File.GetLastWriteTimeUtc(file);
        if (_known.TryGetValue(name, out var known) && known.Made == made)
            return known.Tags;
        // What stands in a noscript is for those whom the server's own content is made for.
        var head = Without().Replace(File.ReadAllText(file).Split("</head>", 2)[0], "");
        var tags = string.Concat(Wanted().Matches(head).Select(tag => tag.Value.Replace("=\"../", "=\"/", StringComparison.Ordinal) + "\n"));
        _known[name] = (made, tags);
        return tags;
    }

    [GeneratedRegex("<noscript>.*?</noscript>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Without();

    [GeneratedRegex("<script type=\"module\"[^>]*></script>|<link rel=\"(?:stylesheet|modulepreload|icon)\"[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Wanted();
}
