namespace Gis.Importer.Formats;

/// <summary>A source that cannot be read. <see cref="Exception.Message"/> is one Japanese sentence: file, row, what happened, what to do.</summary>
public sealed class SourceException : Exception
{
    /// <summary>Builds the sentence from its parts.</summary>
    /// <param name="file">The file as people know it.</param>
    /// <param name="place">The row in words (<c>3行目</c>), null when the whole file is meant.</param>
    /// <param name="what">What happened, in Japanese, without the final mark (…ません).</param>
    /// <param name="remedy">What to do, in Japanese, without the final mark (…してください).</param>
    /// <param name="inner">The cause, for the log.</param>
    public SourceException(string file, string? place, string what, string remedy, Exception? inner = null)
        : base(Text.Excerpt.Line($"{file}{(place is null ? "" : $"({place})")}: {what}。{remedy}。"), inner)
    {
        File = file;
        Place = place;
        What = what;
        Remedy = remedy;
    }

    /// <summary>The file as people know it.</summary>
    public string File { get; }

    /// <summary>The row in words, null when the whole file is meant.</summary>
    public string? Place { get; }

    /// <summary>What happened, in Japanese.</summary>
    public string What { get; }

    /// <summary>What to do, in Japanese.</summary>
    public string Remedy { get; }
}
