using System.CommandLine;

namespace Gis.Launcher;

/// <summary>A fault of the program itself: one sentence for the person at the terminal, the rest for whoever mends it.</summary>
internal static class UnexpectedFault
{
    /// <summary>The sentence; what a developer needs goes to the home's logs, where there is such a folder, or follows when it was asked for.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="parsed">The command line, for the home it names.</param>
    /// <param name="verbose">True to show the whole of it.</param>
    public static string Describe(Exception exception, ParseResult parsed, bool verbose)
    {
        var sentence = $"プログラムの誤りのため中断しました（{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}）。";
        if (verbose)
        {
            return $"{sentence}この記録を添えて問い合わせてください。\n{exception}";
        }

        return Keep(exception, parsed) is { } log
            ? $"{sentence}詳しい記録 {log} を添えて問い合わせてください。"
            : $"{sentence}もう一度 --verbose をつけて実行し、表示された記録を添えて問い合わせてください。";
    }

    private static string? Keep(Exception exception, ParseResult parsed)
    {
        try
        {
            var logs = Installation.Current().Home(parsed.GetResult("--home") is null ? null : parsed.GetValue<string?>("--home")).Logs;
            if (!Directory.Exists(logs))
            {
                return null;
            }

            var log = Path.Combine(logs, "launcher.log");
            File.AppendAllText(log, $"{DateTimeOffset.Now:O} {exception}\n");
            return log;
        }
        catch (Exception secondary) when (secondary is LauncherException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
