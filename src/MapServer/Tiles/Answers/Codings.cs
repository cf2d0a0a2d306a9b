using Microsoft.Extensions.Primitives;

namespace Gis.MapServer.Tiles.Answers;

/// <summary>What a request says about forms of the answer, read without making anything (RFC 9110 §12.5.3 and §13.1.2).</summary>
internal static class Codings
{
    /// <summary>Whether an answer in gzip and one in Brotli are welcome.</summary>
    public static (bool Gzip, bool Brotli) Read(StringValues acceptEncoding)
    {
        var (gzip, brotli) = (false, false);
        for (var i = 0; i < acceptEncoding.Count; i++)
        {
            foreach (var range in acceptEncoding[i].AsSpan().Split(','))
            {
                var entry = acceptEncoding[i].AsSpan()[range];
                var semicolon = entry.IndexOf(';');
                var name = (semicolon < 0 ? entry : entry[..semicolon]).Trim();
                if (semicolon >= 0 && IsZero(entry[(semicolon + 1)..]))
                    continue;
                gzip |= name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name is "*";
                brotli |= name.Equals("br", StringComparison.OrdinalIgnoreCase);
            }
        }

        return (gzip, brotli);
    }

    /// <summary>Whether a tag is among those that the asker has.</summary>
    public static bool Has(StringValues ifNoneMatch, string tag)
    {
        for (var i = 0; i < ifNoneMatch.Count; i++)
        {
            foreach (var range in ifNoneMatch[i].AsSpan().Split(','))
            {
                var one = ifNoneMatch[i].AsSpan()[range].Trim();
                if (one.StartsWith("W/", StringComparison.Ordinal))
                    one = one[2..];
                if (one.SequenceEqual(tag) || one is "*")
                    return true;
            }
        }

        return false;
    }

    // q=0, q=0.0 and so on.
    private static bool IsZero(ReadOnlySpan<char> parameter)
    {
        var value = parameter.Trim();
        return value.StartsWith("q=", StringComparison.OrdinalIgnoreCase) && value[2..].TrimEnd('0').TrimEnd('.') is "" or "0";
    }
}
