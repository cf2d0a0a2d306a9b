namespace Gis.Core.Database;

/// <summary>The database cannot be used; the message is one Japanese sentence that says what to do.</summary>
public sealed class DatabaseUnavailableException : Exception
{
    /// <summary>Makes the error from a sentence for the user.</summary>
    public DatabaseUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error from a sentence for the user and what caused it.</summary>
    public DatabaseUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
