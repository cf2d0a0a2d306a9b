namespace Gis.Launcher.Up;

/// <summary>What <c>up</c> was asked for.</summary>
/// <param name="PublicPort">Port of the public server.</param>
/// <param name="StaffPort">Port of the staff server.</param>
/// <param name="Bind">The address both listen on.</param>
/// <param name="Detach">True to return once both answer; otherwise <c>up</c> stays and stops everything at Ctrl-C.</param>
/// <param name="Sample">True to make and load the fictional town.</param>
internal sealed record UpOptions(int PublicPort, int StaffPort, string Bind, bool Detach, bool Sample)
{
    /// <summary>The address under which residents reach the public server, to be kept in the settings; null leaves what they say.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The port of one audience's server.</summary>
    public int Port(string audience) => audience == "staff" ? StaffPort : PublicPort;
}
