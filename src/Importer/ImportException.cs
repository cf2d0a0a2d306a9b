using Gis.Importer.Formats.Text;

namespace Gis.Importer;

/// <summary>An import that cannot go on; nothing is changed. The message is one Japanese sentence: what happened, to what, what to do.</summary>
public sealed class ImportException : Exception
{
    /// <summary>Makes the error (exit status 1).</summary>
    public ImportException(string message)
        : base(Excerpt.Line(message))
    {
    }

    /// <summary>Makes the error with its cause for the log (exit status 1).</summary>
    public ImportException(string message, Exception inner)
        : base(Excerpt.Line(message), inner)
    {
    }

    /// <summary>Makes an error of use (exit status 2): an option that makes no sense here.</summary>
    public static ImportException Usage(string message) => new(message) { IsUsage = true };

    /// <summary>Whether the command line was wrong, rather than the data.</summary>
    public bool IsUsage { get; private init; }
}
