namespace Gis.Launcher.Doctor;

/// <summary>One line of the doctor.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Mend">What to do; null when all is well.</param>
/// <param name="Optional">True when the maps run without it.</param>
internal sealed record Finding(string Subject, string State, string? Mend = null, bool Optional = false)
{
    /// <summary>True when something has to be mended.</summary>
    public bool IsWrong => Mend is not null && !Optional;

    /// <summary>The line for the terminal.</summary>
    public override string ToString() =>
        $"{(Mend is null ? "○" : Optional ? "△" : "×")} {Subject}: {State}{(Mend is null ? "" : " → " + Mend)}";
}
