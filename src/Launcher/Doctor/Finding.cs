namespace Gis.Launcher.Doctor;

/// <summary>One line of the doctor.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Mend">What to do; null when all is well.</param>
internal sealed record Finding(string Subject, string State, string? Mend = null);
