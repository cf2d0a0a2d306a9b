using System.Text.RegularExpressions;

namespace Gis.Importer.Formats;

/// <summary>Folders that archives of the nation use to hold one thing in several formats or encodings.</summary>
internal static partial class TwinFolder
{
    /// <summary>Whether a folder's name says only in which form its files come.</summary>
    public static bool IsOne(string name) => Name().IsMatch(name);

    [GeneratedRegex("^([0-9_-]*)(utf-?8|shift[-_]?jis|s-?jis|cp932|(シェープ(ファイル)?|shape(file)?|shp|geo-?json|gml|kml|csv|excel|xlsx)(形式)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
