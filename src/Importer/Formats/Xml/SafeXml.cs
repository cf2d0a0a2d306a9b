using System.Xml;

namespace Gis.Importer.Formats.Xml;

/// <summary>The one way in which XML from outside is opened: no DTD, no entity, no stylesheet, nothing from elsewhere.</summary>
internal static class SafeXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreWhitespace = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    // In the text of a workbook's cell a blank is a character like any other.
    private static readonly XmlReaderSettings Keeping = WithBlanks();

    // Metadata of the nation still comes in Shift_JIS.
    static SafeXml() => System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="SourceException">Its very first bytes are no characters.</exception>
    public static XmlReader Open(SourceFile file, string what = "XML") =>
        Open(file, what, new FileStream(file.LocalPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), Settings);

    /// <summary>Opens a stream of a file with settings of the caller's own; it is closed when that fails.</summary>
    /// <exception cref="SourceException">Its very first bytes are no characters.</exception>
    public static XmlReader Open(SourceFile file, string what, Stream stream, XmlReaderSettings settings)
    {
        try
        {
            return XmlReader.Create(stream, settings);
        }
        catch (XmlException e)
        {
            // Creating a reader reads the declaration already.
            stream.Dispose();
            throw Broken(file, what, null, e);
        }
    }

    /// <summary>Opens a stream; it is closed with the reader.</summary>
    public static XmlReader Open(Stream stream, bool keepBlanks = false) => XmlReader.Create(stream, keepBlanks ? Keeping : Settings);

    /// <summary>What is said of a file that is no well-formed XML.</summary>
    public static SourceException Broken(SourceFile file, string what, XmlReader? reader, Exception cause)
    {
        var line = (cause as XmlException)?.LineNumber ?? (reader as IXmlLineInfo)?.LineNumber ?? 0;
        var place = line > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{line}行目") : null;
        return new SourceException(file.DisplayPath, place, $"{what}が途中で切れているか壊れています", "元のファイルをもう一度入手してください", cause);
    }

    private static XmlReaderSettings WithBlanks()
    {
        var settings = Settings.Clone();
        settings.IgnoreWhitespace = false;
        return settings;
    }
}
