using System.Buffers;

namespace Gis.Importer.Formats.GeoJson;

/// <summary>Finds where a JSON value ends, at the speed of a search for brackets and quotes; whether it is well-formed is not its matter.</summary>
internal static class JsonExtent
{
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> Ends = SearchValues.Create(",]} \t\r\n"u8);

    /// <summary>The length of the value that the bytes begin with.</summary>
    /// <param name="json">Begins with the value's first byte.</param>
    /// <returns>-1 when it does not end in these bytes.</returns>
    public static int Of(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return -1;
        if (json[0] is not ((byte)'{' or (byte)'[' or (byte)'"'))
            return json.IndexOfAny(Ends);
        var depth = 0;
        for (var at = 0; at < json.Length; at++)
        {
            var ahead = json[at..].IndexOfAny(Marks);
            if (ahead < 0)
                return -1;
            at += ahead;
            switch (json[at])
            {
                case (byte)'"':
                    var text = Text(json[(at + 1)..]);
                    if (text < 0)
                        return -1;
                    at += text;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            if (depth == 0)
                return at + 1;
        }

        return -1;
    }

    // The length of a text behind its opening quote, the closing one included.
    private static int Text(ReadOnlySpan<byte> json)
    {
        for (var at = 0; at < json.Length; at++)
        {
            var ahead = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (ahead < 0)
                return -1;
            at += ahead;
            if (json[at] == (byte)'"')
                return at + 1;
            at++;
        }

        return -1;
    }
}
