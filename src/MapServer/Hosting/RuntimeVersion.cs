using System.Reflection;

namespace Gis.MapServer.Hosting;

/// <summary>
/// The runtime that the program was built and tested with. An older patch of it may read HTTP otherwise (CVE-2025-55315: a line feed alone in a chunk's
/// extension let one visitor's request pass for another's), and nobody would notice.
/// </summary>
public static class RuntimeVersion
{
    /// <summary>The oldest runtime that the server starts on.</summary>
    public static Version Oldest { get; } = Version.Parse(typeof(RuntimeVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "OldestRuntime").Value!);

    /// <summary>What is wrong with a runtime, as a sentence for the person who starts the server; null when nothing is.</summary>
    /// <param name="runtime">Its version.</param>
    public static string? Refuse(Version runtime)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        return runtime >= Oldest
            ? null
            : $".NET のランタイム {runtime.ToString(3)} は古く、既知の弱点が残っています。{Oldest.ToString(3)} 以上に更新してから起動してください。";
    }
}
