using System.CommandLine;

namespace Gis.Launcher.Verbs;

/// <summary>The option every verb takes.</summary>
internal static class HomeOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string?> Create() => new("--home") { Description = "データ・設定・記録を置くフォルダー（既定は .gis）", HelpName = "DIR" };
}
