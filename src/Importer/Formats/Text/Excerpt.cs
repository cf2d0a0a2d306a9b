namespace Gis.Importer.Formats.Text;

/// <summary>Text of a file as messages quote it: nothing in it may break the line or steer a terminal, and a cell may hold a whole page.</summary>
internal static class Excerpt
{
    /// <summary>The text on one line: line breaks and tabs become spaces, other control characters U+FFFD.</summary>
    public static string Line(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(c => !char.IsControl(c) ? c : char.IsWhiteSpace(c) ? ' ' : '\uFFFD'))
        : text;

    /// <summary>The beginning of a value, on one line.</summary>
    /// <param name="text">The value.</param>
    /// <param name="most">Characters that are kept.</param>
    public static string Of(string text, int most = 30) => Line(text.Length <= most ? text : text[..most] + "…");
}
