using System.Text.RegularExpressions;
using Gis.Core.Japanese;

namespace Gis.Engine.Search;

/// <summary>Takes an address apart that begins with postcode, prefecture, county or town, as people write it on envelopes.</summary>
public static partial class WithinTown
{
    /// <summary>What stands after the town's name.</summary>
    /// <param name="key">What was typed, normalised by <see cref="SearchText.Normalise"/>.</param>
    /// <param name="town">Name of the town, e.g. 潮見町; null before the first import.</param>
    /// <returns>The rest, normalised; null when the town's name does not stand there, when something else than an address stands before it,
    /// or when nothing follows.</returns>
    public static string? Of(string key, string? town)
    {
        ArgumentNullException.ThrowIfNull(key);
        var name = SearchText.Normalise(town ?? "");
        var at = name.Length == 0 ? -1 : key.IndexOf(name, StringComparison.Ordinal);
        if (at < 0 || at + name.Length == key.Length || !Before().IsMatch(key[..at]))
            return null;
        var rest = SearchText.Normalise(key[(at + name.Length)..]);
        return rest.Length == 0 ? null : rest;
    }

    [GeneratedRegex("^〒?(?:[0-9]{3}-?[0-9]{4})?(?:東京都|北海道|京都府|大阪府|[^0-9]{2,3}県)?(?:[^0-9]{1,6}郡)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Before();
}
