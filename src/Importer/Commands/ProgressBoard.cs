using Spectre.Console;

namespace Gis.Importer.Commands;

/// <summary>Shows in a terminal how far the layers of an order are: a bar each, or a count where nobody knows the end. Silent elsewhere.</summary>
internal sealed class ProgressBoard(CommandEnvironment environment)
{
    /// <summary>Runs the work with the bars on screen; they are gone when it ends.</summary>
    public Task RunAsync(Func<Func<string, long?, Action<long>?>, Task> work)
    {
        if (environment.IsJob)
            return work((_, _) => rows => environment.Out.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Jobs.JobChild.RowsMark}{rows}")));
        if (!environment.IsTerminal)
            return work((_, _) => null);
        var console = TerminalConsole.Create(environment.Out);
        return console.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => work((name, rows) => Follow(context, name, rows)));
    }

    private static Action<long> Follow(ProgressContext context, string name, long? rows)
    {
        var task = context.AddTask(Markup.Escape(name), maxValue: rows is > 0 ? rows.Value : 1);
        task.IsIndeterminate = rows is not > 0;
        return read =>
        {
            task.Description = Markup.Escape($"{name} {read:N0}行");
            if (!task.IsIndeterminate)
                task.Value = read;
        };
    }
}
