using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Features.Querying;

/// <summary>A feature's place in the order of a page: the values it was ordered by, then its fid. It travels in the link to the next page.</summary>
/// <param name="Values">Values of the order's fields as the database writes them; null where there is none.</param>
/// <param name="Fid">The feature.</param>
public sealed record PageKey(IReadOnlyList<string?> Values, long Fid)
{
    private const int MostCharacters = 6000;

    /// <summary>As it stands in an address: the fid alone, or all of it in Base64url.</summary>
    public override string ToString()
    {
        var fid = Fid.ToString(CultureInfo.InvariantCulture);
        return Values.Count == 0 ? fid : Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((string?[])[.. Values, fid]));
    }

    /// <summary>Reads one.</summary>
    /// <param name="text">From an address.</param>
    /// <param name="levels">Number of fields of the order.</param>
    /// <exception cref="RequestProblemException">It is no place in such an order.</exception>
    public static PageKey Parse(string text, int levels)
    {
        if (levels == 0)
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var alone) ? new PageKey([], alone) : throw Bad();
        try
        {
            var parts = text.Length > MostCharacters ? null : JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text));
            if (parts?.Length != levels + 1 || !long.TryParse(parts[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var fid))
                throw Bad();
            return new PageKey(parts[..^1], fid);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Bad();
        }
    }

    /// <summary>What is said about a wrong one.</summary>
    public static RequestProblemException Bad() => RequestProblemException.Bad("after は、前のページの next のリンクにある値をそのまま指定してください。");
}
