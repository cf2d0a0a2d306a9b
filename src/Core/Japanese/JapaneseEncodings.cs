using System.Text;

namespace Gis.Core.Japanese;

/// <summary>The text encodings of Japanese administration's files.</summary>
public static class JapaneseEncodings
{
    /// <summary>Windows' Shift_JIS with the NEC and IBM characters (髙﨑①). Bytes that are no character become U+FFFD.</summary>
    public static Encoding Cp932 { get; } = CodePage(932, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));

    /// <summary>The same, throwing <see cref="DecoderFallbackException"/> at bytes that are no character.</summary>
    public static Encoding StrictCp932 { get; } = CodePage(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    /// <summary>UTF-8 without a byte order mark, throwing at malformed bytes.</summary>
    public static Encoding StrictUtf8 { get; } = new UTF8Encoding(false, true);

    /// <summary>
    /// The encoding that people mean by a name: <c>CP932</c>, <c>Shift_JIS</c>, <c>SJIS</c>, <c>MS932</c>, <c>Windows-31J</c>, <c>UTF-8</c>,
    /// <c>UTF-16</c>, <c>EUC-JP</c> …; null for an unknown name.
    /// </summary>
    public static Encoding? ByName(string name)
    {
        var plain = name.Trim().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
        return plain switch
        {
            "CP932" or "SHIFTJIS" or "SJIS" or "MS932" or "WINDOWS31J" or "932" or "CSWINDOWS31J" => Cp932,
            "UTF8" or "UTF8BOM" or "65001" => new UTF8Encoding(false, false),
            "UTF16" or "UTF16LE" or "UNICODE" => Encoding.Unicode,
            "UTF16BE" => Encoding.BigEndianUnicode,
            "EUCJP" or "UJIS" or "CP51932" => CodePage(51932, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD")),
            _ => null,
        };
    }

    // Asked of the provider itself, so that nothing depends on somebody having registered it for the process.
    private static Encoding CodePage(int number, EncoderFallback encoder, DecoderFallback decoder) =>
        CodePagesEncodingProvider.Instance.GetEncoding(number, encoder, decoder) ?? throw new PlatformNotSupportedException($"Code page {number} is missing.");

    /// <summary>The name that reports and <c>--encoding</c> use.</summary>
    public static string NameOf(Encoding encoding) => encoding.CodePage switch
    {
        932 => "CP932",
        65001 => "UTF-8",
        1200 => "UTF-16LE",
        1201 => "UTF-16BE",
        51932 => "EUC-JP",
        _ => encoding.WebName.ToUpperInvariant(),
    };
}
