using System.Text.RegularExpressions;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Features.Querying;

/// <summary>
/// The <c>datetime</c> parameter: an RFC 3339 date or time, or an interval with open ends. The layers carry no time of their own yet,
/// and features without time match every <c>datetime</c>, so it is checked and then selects everything.
/// </summary>
internal static partial class Datetime
{
    /// <exception cref="RequestProblemException">The text is none of these.</exception>
    public static void Check(string text)
    {
        var parts = text.Split('/');
        var good = parts.Length switch
        {
            1 => IsInstant(parts[0]),
            2 => parts.All(p => p is "" or ".." || IsInstant(p)) && parts.Any(p => p is not ("" or "..")),
            _ => false,
        };
        if (!good)
            throw RequestProblemException.Bad("datetime は 2026-04-01 や 2026-04-01T00:00:00Z、期間は「開始/終了」（片方は .. でもよい）で指定してください。");
    }

    private static bool IsInstant(string text) => Instant().IsMatch(text)
        && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}([Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Instant();
}
