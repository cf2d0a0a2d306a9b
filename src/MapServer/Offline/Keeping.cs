using Gis.Core.Catalogue;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Offline;

/// <summary>
/// Who may keep an answer about a place. Where people look is nobody's to keep, so such answers are <c>no-store</c>; only the copy that a resident's
/// own browser asks for by <see cref="Header"/>, to be read without a network, may be kept by that browser. What staff sees never may.
/// </summary>
internal static class Keeping
{
    /// <summary>The request header of a browser that wants to keep the answer for its owner.</summary>
    public const string Header = "Gis-Keep";

    private const string Nobody = "no-store", OwnBrowser = "private, no-cache";

    /// <summary>The Cache-Control of an answer about a place.</summary>
    public static string RuleFor(HttpContext context)
    {
        var services = context.RequestServices;
        return context.Request.Headers.ContainsKey(Header)
            && services.GetRequiredService<ServerOptions>().Audience == Audience.Public && services.GetRequiredService<TownSettings>().Offline
                ? OwnBrowser
                : Nobody;
    }
}
