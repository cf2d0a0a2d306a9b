using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;

namespace Gis.Importer.Kinds;

/// <summary>Makes layer ids from names of files and tables.</summary>
internal static class LayerNaming
{
    /// <summary>
    /// The id for a name: ASCII names keep their letters (<c>Sabae Way</c> → <c>sabae_way</c>). A Japanese name cannot be spelled without knowing how it is
    /// read, so it becomes the kind and a short hash of the name: the same file always comes to the same layer, two files never to one.
    /// </summary>
    public static LayerId FromName(string name, Kind kind)
    {
        var folded = Width.Fold(name).Trim();
        var slug = Slug(folded);
        if (slug.Length > 0 && folded.All(c => c < 128))
            return LayerId.Parse(slug);
        var prefix = kind.Id == "other" ? "layer" : Slug(kind.Id);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded)))[..6];
        return LayerId.Parse(string.Create(CultureInfo.InvariantCulture, $"{prefix}_{hash}"));
    }

    private static string Slug(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                result.Append(c);
            else if (result.Length > 0 && result[^1] != '_')
                result.Append('_');
        }

        var slug = result.ToString().Trim('_');
        return slug.Length <= 56 ? slug : slug[..56].TrimEnd('_');
    }
}
