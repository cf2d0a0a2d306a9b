namespace Gis.MapServer.Hosting;

/// <summary>
/// Which page may stand in frames of other people's pages, and whose. Everybody's, until the town names some: the page shows what is public anyway and can do nothing in a
/// reader's name, and who wants to warn his readers must not have to wait for an entry in a list.
/// </summary>
internal static class Framing
{
    /// <summary>The page that may be framed.</summary>
    public const string Path = "/embed";

    private static readonly object Key = new();

    /// <summary>Lets the answer of a request be framed by whom the town allows.</summary>
    public static void Allow(HttpContext context, TownSettings settings) => context.Items[Key] = Ancestors(settings);

    /// <summary>Who may frame an answer, as sources for <c>frame-ancestors</c>; null: nobody.</summary>
    public static string? Of(HttpContext context) => context.Items[Key] as string;

    // CSP level 3 §6.4.2. This server's own pages show it as a preview.
    private static string Ancestors(TownSettings settings) => settings.EmbedOn switch
    {
        null => "*",
        { Count: 0 } => "'self'",
        var sites => "'self' " + string.Join(' ', sites),
    };
}
