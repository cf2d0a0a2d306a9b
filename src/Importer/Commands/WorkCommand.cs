using System.CommandLine;
using Gis.Importer.Jobs;

namespace Gis.Importer.Commands;

/// <summary><c>work</c>: the worker that does what the staff page asks for.</summary>
internal static class WorkCommand
{
    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var memory = new Option<int>("--memory") { Description = "1つの仕事が使ってよいメモリ（MB）", DefaultValueFactory = _ => (int)(JobLimits.Default.MemoryBytes >> 20) };
        var file = new Option<int>("--file-size") { Description = "ファイルの大きさの上限（MB）", DefaultValueFactory = _ => (int)(JobLimits.Default.FileBytes >> 20) };
        var seconds = new Option<int>("--seconds") { Description = "1つの仕事にかけてよい秒数", DefaultValueFactory = _ => (int)JobLimits.Default.Time.TotalSeconds };
        var once = new Option<bool>("--until-idle") { Description = "待っている仕事がなくなったら終わります" };
        var publish = new Option<int?>("--publish-after") { Description = "公開データのファイルを、最後の変更から何秒後に作り直すか（既定 30。--until-idle では、指定したときだけ作ります）" };
        var command = new Command("work", "職員のページから頼まれた取り込みを順に行い、編集された行を検索に反映し、公開データのファイルを作ります（./gis up が起動します）") { memory, file, seconds, once, publish };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var place = await Workplace.OpenAsync(environment, arguments, home, cancellation);
            var limits = new JobLimits((long)arguments.GetValue(file) << 20, (long)arguments.GetValue(memory) << 20, TimeSpan.FromSeconds(arguments.GetValue(seconds)));
            try
            {
                var files = new PublicFiles(place.Owner, place.Home, arguments.GetValue(publish) is { } after ? TimeSpan.FromSeconds(Math.Max(0, after)) : PublicFiles.Quiet);
                if (arguments.GetValue(once) && arguments.GetValue(publish) is not null)
                    await files.AskAsync(cancellation);

                // Beside each other: a long import must not keep an edit out of the search.
                await Task.WhenAll(
                    arguments.GetValue(once) ? Task.CompletedTask : files.RunAsync(cancellation),
                    new Worker(place.Owner, place.Home, limits, environment.Out.WriteLine).RunAsync(arguments.GetValue(once), cancellation),
                    new SearchKeeper(place.Owner, environment.Out.WriteLine).RunAsync(arguments.GetValue(once), cancellation));
            }
            catch (OperationCanceledException)
            {
                // Asked to stop: what it had begun goes back to the queue.
            }

            return 0;
        });
        return command;
    }
}
