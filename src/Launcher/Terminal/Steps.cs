using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Gis.Launcher.Terminal;

/// <summary>Shows the steps of a long verb: a moving line in a terminal, one plain line a step in a log.</summary>
/// <param name="console">Where it is shown.</param>
internal sealed class Steps(IAnsiConsole console)
{
    /// <summary>Runs one step and shows what it is about and how long it took.</summary>
    /// <param name="title">What is done, in Japanese.</param>
    /// <param name="work">The step; it may report details while it runs and returns a remark for the finished line, or null.</param>
    public async Task RunAsync(string title, Func<Action<string>, Task<string?>> work)
    {
        var clock = Stopwatch.StartNew();
        string? remark = null;
        if (console.Profile.Capabilities.Interactive && console.Profile.Capabilities.Ansi)
        {
            await console.Status().Spinner(Spinner.Known.Dots).StartAsync(
                Markup.Escape(title),
                async context => remark = await work(detail => context.Status = Markup.Escape($"{title} … {detail}")));
        }
        else
        {
            console.WriteLine($"… {title}");
            remark = await work(static _ => { });
        }

        var time = string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0.0} 秒");
        console.MarkupLineInterpolated($"[green]✓[/] {title}{(remark is null ? "" : "：" + remark)} [grey]{time}[/]");
    }
}
