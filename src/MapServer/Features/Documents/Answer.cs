using Gis.MapServer.Hosting;

namespace Gis.MapServer.Features.Documents;

/// <summary>Forms in which an answer of the OGC API is given.</summary>
public enum AnswerForm
{
    /// <summary>JSON, or GeoJSON for features.</summary>
    Json,

    /// <summary>A page for people.</summary>
    Html,

    /// <summary>A table.</summary>
    Csv,
}

/// <summary>Which form a request wants: the parameter <c>f</c>, else the header Accept, else JSON.</summary>
public static class AnswerForms
{
    /// <summary>Chooses, and says in the answer that it depends on Accept.</summary>
    /// <param name="context">The request.</param>
    /// <param name="offered">What there is besides JSON.</param>
    /// <exception cref="RequestProblemException">The parameter names another form.</exception>
    public static AnswerForm Choose(HttpContext context, params ReadOnlySpan<AnswerForm> offered)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Headers.Append("Vary", "Accept");
        var forms = (AnswerForm[])[AnswerForm.Json, .. offered];
        if (context.Request.Query.TryGetValue("f", out var f))
        {
            var named = Array.FindIndex(forms, form => NameOf(form) == f.ToString());
            return named >= 0 ? forms[named] : throw RequestProblemException.Bad($"f は {string.Join("、", forms.Select(NameOf))} のどれかを指定してください。");
        }

        foreach (var accepted in context.Request.GetTypedHeaders().Accept.Where(a => a.Quality is null or > 0).OrderByDescending(a => a.Quality ?? 1))
        {
            var found = Array.FindIndex(forms, form => Array.Exists(TypesOf(form), type => type == accepted.MediaType.Value));
            if (found >= 0)
                return forms[found];
            if (accepted.MatchesAllTypes)
                return AnswerForm.Json;
        }

        return AnswerForm.Json;
    }

    /// <summary>The value of <c>f</c>.</summary>
    public static string NameOf(AnswerForm form) => form switch
    {
        AnswerForm.Html => "html",
        AnswerForm.Csv => "csv",
        _ => "json",
    };

    private static string[] TypesOf(AnswerForm form) => form switch
    {
        AnswerForm.Html => [Link.Html, "application/xhtml+xml"],
        AnswerForm.Csv => [Link.Csv],
        _ => [Link.Json, Link.GeoJson, Link.Schema, Link.OpenApi],
    };
}
