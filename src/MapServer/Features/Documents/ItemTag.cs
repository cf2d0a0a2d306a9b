using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gis.MapServer.Features.Documents;

/// <summary>
/// Strong entity tags of single features: the version of the row in front, then a mark of how it was asked for. A writer's If-Match is compared by the
/// version, so that a feature read in one system or form can be replaced in another.
/// </summary>
internal static class ItemTag
{
    /// <summary>The tag of an answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="edition">Names the fields and the view.</param>
    /// <param name="since">Since when the row is as it is, in microseconds.</param>
    /// <param name="form">The form of the answer.</param>
    public static string Of(HttpContext context, string edition, long since, AnswerForm form)
    {
        var request = context.Request;
        // What travels compressed is another representation.
        var packed = request.Headers.AcceptEncoding.ToString() is var coding && (coding.Contains("br", StringComparison.Ordinal) || coding.Contains("gzip", StringComparison.Ordinal));
        var asked = $"{request.Scheme}|{request.Host}|{request.Path}{request.QueryString}|{edition}|{form}|{packed}";
        return $"\"{Version(since)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)).AsSpan(0, 6))}\"";
    }

    /// <summary>The tag of a row that was just written.</summary>
    public static string Of(long since) => $"\"{Version(since)}-0\"";

    /// <summary>The version that a tag names, in microseconds; null when it is none of ours.</summary>
    public static long? VersionOf(string tag)
    {
        var (start, end) = (1, tag.IndexOf('-', StringComparison.Ordinal));
        return tag.StartsWith('"') && end > start && long.TryParse(tag.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var since)
            ? since
            : null;
    }

    private static string Version(long since) => since.ToString("x", CultureInfo.InvariantCulture);
}
