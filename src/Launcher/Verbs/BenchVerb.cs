using System.CommandLine;
using System.Globalization;
using Gis.Launcher.Bench;
using Gis.Launcher.Servers;
using Gis.Launcher.Terminal;
using Spectre.Console;

namespace Gis.Launcher.Verbs;

/// <summary><c>bench</c>: how long the running public server takes.</summary>
internal static class BenchVerb
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var home = HomeOption.Create();
        var command = new Command("bench", "動いている公開型サーバーの速さを測ります。") { home };
        command.SetAction(async (parsed, cancellationToken) =>
        {
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

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
