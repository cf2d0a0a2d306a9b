using System.CommandLine;
using System.Globalization;
using Gis.Launcher.Bench;
using Gis.Launcher.Processes;
using Gis.Launcher.Servers;
using Gis.Launcher.Terminal;
using Gis.Launcher.TestRuns;
using Spectre.Console;

namespace Gis.Launcher.Verbs;

/// <summary><c>bench</c>: how long the running public server takes; <c>bench tiles</c> and the like: a comparison with its peers.</summary>
internal static class BenchVerb
{
    // The programs under bench/, by the word that starts them.
    private static readonly Dictionary<string, (string Program, string[] Words)> Comparisons = new(StringComparer.Ordinal)
    {
        ["tiles"] = ("Gis.TileBench", []),
        ["night"] = ("Gis.TileBench", ["1", "night"]),
        ["import"] = ("Gis.ImportBench", []),
        ["hazards"] = ("Gis.AnswerBench", ["hazards"]),
        ["search"] = ("Gis.AnswerBench", ["search"]),
    };

    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var home = HomeOption.Create();
        var what = new Argument<string?>("WHAT") { Description = "ほかのソフトとの比較: tiles、night（台風の夜の混雑）、import、hazards、search（bench/README.md）。省くと動いている公開型サーバーを測る", Arity = ArgumentArity.ZeroOrOne };
        var words = new Argument<string[]>("ARGS") { Description = "比較のプログラムに渡す言葉", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("bench", "速さを測ります。") { what, words, home };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(what) is { } comparison)
            {
                return await CompareAsync(comparison, parsed.GetValue(words) ?? [], cancellationToken);
            }

            var place = Installation.Current().Home(parsed.GetValue(home));
            var server = ServerRecord.Running(place, "public")
                ?? throw new LauncherException("公開型サーバーが動いていません。先に ./gis up --detach を実行してください。");
            using var bench = new ServerBench(new Uri(server.Url));
            var table = new Table().AddColumns("対象", "回数", "平均バイト", "中央値 ms", "95% ms", "最大 ms", "基準の何倍");
            double? floor = null;
            foreach (var timing in await bench.RunAsync(cancellationToken))
            {
                floor ??= timing.Median;
                table.AddRow(
                    timing.Subject, Text(timing.Requests), Text(timing.MeanBytes), Text(timing.Median), Text(timing.High), Text(timing.Worst),
                    Text(timing.Median / floor.Value));
            }

            Screen.Create().Write(table);
            return ExitStatus.Done;
        });
        return command;
    }

    // On a cluster of its own, which is stopped afterwards: nothing of the town is touched.
    private static async Task<int> CompareAsync(string comparison, string[] words, CancellationToken cancellationToken)
    {
        if (!Comparisons.TryGetValue(comparison, out var program))
        {
            throw new LauncherException($"{comparison} という比較はありません。{string.Join(" か ", Comparisons.Keys)} を指定してください。");
        }

        var installation = Installation.Current();
        var cluster = new TestCluster(installation);
        try
        {
            var environment = await cluster.StartAsync(cancellationToken);
            return await CommandRun.ShowAsync(installation.Command(program.Program, program.Program, [.. program.Words, .. words]), environment: environment, cancellationToken: cancellationToken) == 0
                ? ExitStatus.Done
                : ExitStatus.Failed;
        }
        finally
        {
            await cluster.StopAsync();
        }
    }

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
