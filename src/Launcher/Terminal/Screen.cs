using Spectre.Console;

namespace Gis.Launcher.Terminal;

/// <summary>The console progress is shown on.</summary>
internal static class Screen
{
    /// <summary>Colours and moving lines in a terminal; plain text, never broken into lines, in a pipe, a log or CI.</summary>
    public static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected && Environment.GetEnvironmentVariable("CI") is null or "")
        {
            return AnsiConsole.Console;
        }

        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = 500;
        return plain;
    }
}
