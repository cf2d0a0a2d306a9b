using Spectre.Console;

namespace Gis.Importer.Commands;

/// <summary>The terminal as Spectre.Console draws on it.</summary>
internal static class TerminalConsole
{
    private const int Narrowest = 60;
    private const int Usual = 120;

    /// <summary>A console over a writer. Recorders and serial lines say they are 0 wide; nothing can be drawn on that.</summary>
    public static IAnsiConsole Create(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (console.Profile.Width < Narrowest)
            console.Profile.Width = Usual;
        return console;
    }
}
