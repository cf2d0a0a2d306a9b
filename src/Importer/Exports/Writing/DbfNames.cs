using System.Globalization;
using System.Text;

namespace Gis.Importer.Exports.Writing;

/// <summary>Field names of a DBF: at most ten bytes, cut between characters and not through them, each only once.</summary>
internal static class DbfNames
{
    private const int Most = 10;

    /// <summary>The names for a list of names, in the same order.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> names, Encoding encoding)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var result = new List<string>();
        foreach (var name in names)
        {
            var cut = DbfText.Cut(name, Most, encoding);
            for (var n = 2; cut.Length == 0 || !taken.Add(cut); n++)
            {
                var suffix = string.Create(CultureInfo.InvariantCulture, $"_{n}");
                cut = DbfText.Cut(name, Most - suffix.Length, encoding) + suffix;
            }

            result.Add(cut);
        }

        return result;
    }
}
