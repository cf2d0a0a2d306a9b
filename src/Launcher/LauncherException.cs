namespace Gis.Launcher;

/// <summary>Something the person at the terminal can mend: the message is one Japanese sentence that says what happened and what to do.</summary>
internal sealed class LauncherException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Shown as it is, without a stack trace.</param>
    public LauncherException(string message)
        : base(message)
    {
    }
}
