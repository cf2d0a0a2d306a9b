namespace Gis.Launcher;

/// <summary>What the launcher's exit status says, the same for every verb.</summary>
internal static class ExitStatus
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed: a sentence on standard error says why, and nothing was changed.</summary>
    public const int Failed = 1;

    /// <summary>The command line was wrong.</summary>
    public const int WrongUsage = 2;
}
