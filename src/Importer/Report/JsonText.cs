using System.Text.RegularExpressions;

namespace Gis.Importer.Report;

/// <summary>JSON as PostgreSQL takes it: jsonb knows no character U+0000, which broken files do hold.</summary>
internal static partial class JsonText
{
    /// <summary>The same JSON without U+0000 in its texts.</summary>
    public static string WithoutNul(string json) => json.Contains("\\u0000", StringComparison.Ordinal) ? Nul().Replace(json, "$1") : json;

    // An even number of backslashes before it: the escape is one, and not an escaped backslash before "u0000".
    [GeneratedRegex("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000")]
    private static partial Regex Nul();
}
