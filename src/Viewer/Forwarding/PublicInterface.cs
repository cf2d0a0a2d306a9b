using Microsoft.AspNetCore.Routing.Template;

namespace Gis.Viewer.Forwarding;

/// <summary>
/// What the town's public server answers to those who read. The list is the one that a test holds the server itself to (<c>data/http/public-endpoints.txt</c>): a page that the
/// server gains opens in the window too, and nothing else does.
/// </summary>
internal static class PublicInterface
{
    private const string Reading = "GET ";

    // For those who watch over the server; no page asks for it.
    private const string Health = "/healthz";

    private static readonly PathString Assets = "/assets";

    private static readonly TemplateMatcher[] Routes = [.. Templates().Select(static template => new TemplateMatcher(TemplateParser.Parse(template), new RouteValueDictionary()))];

    /// <summary>Whether the public server answers a path.</summary>
    /// <param name="path">The path of a request.</param>
    public static bool Answers(PathString path) =>
        path.StartsWithSegments(Assets, StringComparison.Ordinal) || Array.Exists(Routes, route => route.TryMatch(path, new RouteValueDictionary()));

    private static IEnumerable<string> Templates()
    {
        using var list = new StreamReader(typeof(PublicInterface).Assembly.GetManifestResourceStream("http/public-endpoints.txt")!);
        return [.. list.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries)
            .Where(static line => line.StartsWith(Reading, StringComparison.Ordinal)).Select(static line => line[Reading.Length..]).Where(static path => path != Health)];
    }
}
