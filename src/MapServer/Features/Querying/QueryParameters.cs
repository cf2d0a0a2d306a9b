using System.Globalization;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Features.Querying;

/// <summary>Reading of query parameters by the rules of OGC API: what is not declared is refused.</summary>
internal static class QueryParameters
{
    /// <exception cref="RequestProblemException">The query holds another parameter, or one twice.</exception>
    public static void AllowOnly(HttpRequest request, params IReadOnlyCollection<string> names)
    {
        foreach (var (name, values) in request.Query)
        {
            if (!names.Contains(name, StringComparer.Ordinal))
                throw RequestProblemException.Bad(names.Count == 0
                    ? "このアドレスでは、条件（? のあと）は使えません。"
                    : $"使えない条件があります。使えるのは {string.Join("、", names)} です。");
            if (values.Count > 1)
                throw RequestProblemException.Bad($"{name} は一度だけ指定してください。");
        }
    }

    /// <summary>The text of a parameter; null when it is not there.</summary>
    public static string? Text(HttpRequest request, string name) => request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>A whole number; values above the maximum are taken as the maximum.</summary>
    /// <exception cref="RequestProblemException">It is not a number, or below the minimum.</exception>
    public static long Number(HttpRequest request, string name, long minimum, long maximum, long otherwise)
    {
        if (Text(request, name) is not { } text)
            return otherwise;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < minimum)
            throw RequestProblemException.Bad($"{name} は {minimum} 以上の整数で指定してください。");
        return Math.Min(number, maximum);
    }
}
