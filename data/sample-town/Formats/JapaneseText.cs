using System.Text;

namespace Gis.SampleTown.Formats;

/// <summary>Text encodings of Japanese government files.</summary>
internal static class JapaneseText
{
    /// <summary>CP932 that refuses what it cannot hold instead of writing a question mark.</summary>
    public static Encoding Cp932 { get; } = MakeCp932();

    public static Encoding Utf8WithMark { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    /// <summary>「１２３」 for 123.</summary>
    public static string Wide(int number) =>
        string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(c => (char)(c - '0' + '０')));

    /// <summary>「十二」 for 12; 1 to 99.</summary>
    public static string Kanji(int number)
    {
        const string digits = "〇一二三四五六七八九";
        var tens = number / 10;
        return (tens > 1 ? digits[tens].ToString() : "") + (tens > 0 ? "十" : "") + (number % 10 > 0 || number == 0 ? digits[number % 10].ToString() : "");
    }

    private static Encoding MakeCp932()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
