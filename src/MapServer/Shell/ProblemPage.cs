using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gis.Core.Catalogue;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Shell;

/// <summary>
/// A problem as a page for whoever opened an address in a browser: what happened, what to do, and where else to look. Written without the catalogue, the
/// database or a view, because it stands for all of them when they cannot answer, and costs next to nothing on a night when many are turned away.
/// </summary>
internal static class ProblemPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly (string Path, string Key)[] Elsewhere = [("/", "page.home"), ("/sites", "page.sites"), ("/facilities", "page.facilities"), ("/paper", "page.paper"), ("/data", "page.data")];

    /// <summary>Whether a request comes from somebody's browser that is to show the answer as a page; programs and scripts name another form or none.</summary>
    public static bool IsWanted(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Query["f"].ToString() is "" or "html"
        && request.GetTypedHeaders().Accept.OrderByDescending(a => a.Quality ?? 1).FirstOrDefault() is { } first && first.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The page, as UTF-8.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="detail">A Japanese sentence for people; null takes the general one of the status.</param>
    public static byte[] Write(HttpContext context, int status, string? detail)
    {
        // What threw has left the pipeline, and with it the language that was chosen there.
        Language.Current = LanguageChoice.Of(context.Request);
        var japanese = Language.Current.IsJapanese;
        var title = Messages.Of(Problems.Key(status, "title"));
        var page = new StringBuilder();
        string Text(string words) => Encoder.Encode(words);
        string Look(string name, params string[] known) => PageFrame.Chosen(context.Request, name, known) is { } chosen ? $" data-{name}=\"{chosen}\"" : "";
        page.Append($"<!doctype html>\n<html lang=\"{Language.Current.Lang}\"{Look("theme", "light", "dark", "contrast")}{Look("text", "large", "largest")}>\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"icon\" href=\"data:,\">\n")
            .Append($"<title>{Text(title)}</title>\n<link rel=\"stylesheet\" href=\"/assets/pages.css\">\n</head>\n<body>\n<main id=\"main\">\n<h1>{Text(title)}</h1>\n");
        if (!Language.Current.Reviewed)
            page.Append($"<p class=\"notice\">{Text(Messages.Of("language.unreviewed"))}</p>\n");
        // A sentence made for this request exists in Japanese only, and goes before the general one.
        if (japanese)
            page.Append($"<p class=\"lead\">{Text(detail ?? Messages.Of(Problems.Key(status, "text")))}</p>\n");
        else
            page.Append($"<p class=\"lead\">{Text(Messages.Of(Problems.Key(status, "text")))}</p>\n<p lang=\"ja\">{Text(detail ?? Messages.Original(Problems.Key(status, "text")))}</p>\n");
        var isPublic = context.RequestServices.GetRequiredService<ServerOptions>().Audience == Audience.Public;
        if (status is StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError)
        {
            if (isPublic)
                page.Append($"<p><b>{Text(Messages.Of("problem.wait"))}</b></p>\n").Append(japanese ? "" : $"<p lang=\"ja\">{Text(Messages.Original("problem.wait"))}</p>\n");
            // The same address: not written out, as one that begins with two slashes would lead to another host.
            page.Append($"<p><a class=\"button\" href=\"\">{Text(Messages.Of("problem.again"))}</a></p>\n");
        }

        page.Append($"<nav aria-label=\"{Text(Messages.Of("problem.elsewhere"))}\">\n<h2>{Text(Messages.Of("problem.elsewhere"))}</h2>\n<ul>\n");
        foreach (var (path, key) in isPublic ? Elsewhere : [("/staff", "page.home")])
            page.Append($"<li><a href=\"{path}\">{Text(Messages.Of(key))}</a></li>\n");
        return Encoding.UTF8.GetBytes(page.Append("</ul>\n</nav>\n</main>\n</body>\n</html>\n").ToString());
    }
}
