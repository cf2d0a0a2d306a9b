namespace Gis.Importer.Formats;

/// <summary>One file format. Implementations know nothing of the database and are safe to use from several threads.</summary>
public interface IFormat
{
    /// <summary>Name shown to people, e.g. <c>地図XML</c> or <c>Shapefile</c>.</summary>
    string Name { get; }

    /// <summary>Whether this reader is the one for the file, judged by its name and first bytes.</summary>
    bool Recognises(SourceFile file, FileSample head);

    /// <summary>
    /// Says in Japanese why a file is not read by itself: a companion of another file (<c>.dbf</c> of a Shapefile) or a style of it. Null when this
    /// format knows nothing of the file.
    /// </summary>
    /// <exception cref="SourceException">The file is a companion whose main file is missing.</exception>
    string? ExplainCompanion(SourceFile file) => null;

    /// <summary>Opens the layers of a file. The caller disposes each of them.</summary>
    /// <exception cref="SourceException">The file cannot be understood; the message is one Japanese sentence for people.</exception>
    IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options);
}
