using System.Text;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Text;

/// <summary>A text file with its encoding found out.</summary>
internal sealed class TextSource
{
    private readonly SourceFile file;
    private readonly int preamble;

    private TextSource(SourceFile file, Encoding encoding, Detected<string> detected, long malformed, int preamble)
    {
        this.file = file;
        this.preamble = preamble;
        Encoding = encoding;
        Detected = detected;
        Malformed = malformed;
    }

    /// <summary>Decodes malformed bytes to U+FFFD.</summary>
    public Encoding Encoding { get; }

    /// <summary>The encoding's name and the evidence.</summary>
    public Detected<string> Detected { get; }

    /// <summary>Byte sequences that are no character.</summary>
    public long Malformed { get; }

    /// <summary>Looks through the whole file.</summary>
    /// <exception cref="SourceException">The ordered encoding has an unknown name.</exception>
    public static TextSource Inspect(SourceFile file, ReadOptions options)
    {
        var detector = new EncodingDetector();
        using (var stream = File.OpenRead(file.LocalPath))
        {
            var buffer = new byte[1 << 16];
            int read;
            while ((read = stream.Read(buffer)) > 0)
                detector.Feed(buffer.AsSpan(0, read));
        }

        var verdict = detector.Verdict();
        if (Ordered(file, options) is not { } ordered)
        {
            return new TextSource(
                file, verdict.Encoding, new Detected<string>(JapaneseEncodings.NameOf(verdict.Encoding), verdict.Evidence), verdict.Malformed, verdict.PreambleLength);
        }

        var sameFamily = ordered.CodePage == verdict.Encoding.CodePage;
        return new TextSource(
            file, ordered, new Detected<string>(JapaneseEncodings.NameOf(ordered), "指定された文字コード", true), sameFamily ? verdict.Malformed : 0, sameFamily ? verdict.PreambleLength : 0);
    }

    /// <summary>The encoding the command line orders, or null.</summary>
    /// <exception cref="SourceException">It has an unknown name.</exception>
    public static Encoding? Ordered(SourceFile file, ReadOptions options)
    {
        if (options.Encoding is not { } name)
            return null;
        return JapaneseEncodings.ByName(name)
            ?? throw new SourceException(file.DisplayPath, null, $"文字コード「{name}」は分かりません", "CP932、UTF-8、UTF-16、EUC-JPのいずれかを --encoding で指定してください");
    }

    /// <summary>Opens the text behind the byte order mark.</summary>
    public StreamReader Open() => new(OpenBytes(), Encoding, false, 1 << 16);

    /// <summary>Opens the text as UTF-8 bytes, converted when it is in another encoding.</summary>
    public Stream OpenUtf8() =>
        Encoding.CodePage == System.Text.Encoding.UTF8.CodePage ? OpenBytes() : System.Text.Encoding.CreateTranscodingStream(OpenBytes(), Encoding, System.Text.Encoding.UTF8);

    private FileStream OpenBytes() =>
        new(file.LocalPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan) { Position = preamble };
}
