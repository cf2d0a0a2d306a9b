namespace Gis.Importer.Formats;

/// <summary>The first bytes of a file, enough to recognise its format without opening it.</summary>
/// <param name="Head">Up to <see cref="Size"/> bytes from the beginning.</param>
/// <param name="Length">Length of the whole file in bytes.</param>
public sealed record FileSample(ReadOnlyMemory<byte> Head, long Length)
{
    /// <summary>How many bytes are looked at.</summary>
    public const int Size = 64 * 1024;

    /// <summary>Reads the sample of a file.</summary>
    /// <exception cref="SourceException">The file cannot be read.</exception>
    public static FileSample Of(SourceFile file)
    {
        try
        {
            using var stream = File.OpenRead(file.LocalPath);
            var head = new byte[(int)Math.Min(Size, stream.Length)];
            stream.ReadExactly(head);
            return new FileSample(head, stream.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException(file.DisplayPath, null, "ファイルを読み取れません", "ファイルの場所と読み取り権限を確認してください", e);
        }
    }

    /// <summary>Whether the file begins with these bytes.</summary>
    public bool StartsWith(ReadOnlySpan<byte> magic) => Head.Span.StartsWith(magic);

    /// <summary>Whether these bytes occur anywhere in the sample.</summary>
    public bool Contains(ReadOnlySpan<byte> needle) => Head.Span.IndexOf(needle) >= 0;
}
