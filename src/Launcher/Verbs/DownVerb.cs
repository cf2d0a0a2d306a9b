using System.CommandLine;
using Gis.Launcher.Clusters;
using Gis.Launcher.Processes;
using Gis.Launcher.Servers;
using Gis.Launcher.Work;

namespace Gis.Launcher.Verbs;

/// <summary><c>down</c>: stops what <c>up</c> started, and nothing else.</summary>
internal static class DownVerb
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var home = HomeOption.Create();
        var command = new Command("down", "サーバーとデータベースを止めます。") { home };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var installation = Installation.Current();
            var place = installation.Home(parsed.GetValue(home));
            var stopped = false;

            // An `up` that waits in another terminal would take the ended servers for crashed ones: it stops them itself.
            if (ProcessIdentity.Load(UpVerb.ForegroundFile(place)) is { IsRunning: true } foreground)
            {
                await foreground.StopAsync(TimeSpan.FromSeconds(90));
                stopped = true;
            }

            stopped |= await new JobWorker(installation, place).StopAsync();
            foreach (var audience in ServerRecord.Audiences)
            {
                stopped |= await ServerRecord.StopAsync(place, audience);
            }

            stopped |= await new Cluster(place).StopAsync(cancellationToken);
            Console.WriteLine(stopped ? "止めました。" : "動いているものはありません。");
            return ExitStatus.Done;
        });
        return command;
    }
}
