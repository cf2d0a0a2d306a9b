using System.Text;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Archives;

/// <summary>
/// Decodes names in zip files that do not set the UTF-8 flag: Windows writes them in CP932, macOS and many web services in UTF-8 without saying so.
/// Bytes that are well-formed UTF-8 are taken as UTF-8 (two or more CP932 kanji are hardly ever well-formed UTF-8), anything else as CP932.
/// </summary>
internal sealed class MemberNameEncoding : Encoding
{
    /// <summary>The one instance; it has no state.</summary>
    public static MemberNameEncoding Instance { get; } = new();

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        UTF8.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => Decode(bytes, index, count).Length;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var text = Decode(bytes, byteIndex, byteCount);
        text.CopyTo(0, chars, charIndex, text.Length);
        return text.Length;
    }

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => byteCount + 1;

    private static string Decode(byte[] bytes, int index, int count)
    {
        try
        {
            return JapaneseEncodings.StrictUtf8.GetString(bytes, index, count);
        }
        catch (DecoderFallbackException)
        {
            return JapaneseEncodings.Cp932.GetString(bytes, index, count);
        }
    }
}
