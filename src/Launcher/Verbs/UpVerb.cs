using System.CommandLine;
using Gis.Core.Database;
using Gis.Launcher.Processes;
using Gis.Launcher.Servers;
using Gis.Launcher.Terminal;
using Gis.Launcher.Up;
using Gis.Launcher.Work;

namespace Gis.Launcher.Verbs;

/// <summary><c>up</c>: from nothing to two maps in a browser.</summary>
internal static class UpVerb
{
    /// <summary>Where an <c>up</c> that stays in its terminal records itself.</summary>
    public static string ForegroundFile(GisHome home) => Path.Combine(home.Run, "up.json");

    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var home = HomeOption.Create();
        var publicPort = Port("--public-port", "公開型の地図のポート", 8080);
        var staffPort = Port("--staff-port", "統合型の地図のポート", 8081);
        var bind = new Option<string>("--bind")
        {
            Description = "待ち受けるアドレス",
            HelpName = "IP",
            DefaultValueFactory = static _ => "127.0.0.1",
        };
        var publicUrl = new Option<string?>("--public-url")
        {
            Description = "住民が公開型の地図を開くときのアドレス。QRコードとリンクに使い、設定に残す",
            HelpName = "URL",
        };
        publicUrl.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && PublicAddress.Read(text) is null)
            {
                result.AddError($"--public-url の「{text}」は使えません。{PublicAddress.Rule}");
            }
        });
        var detach = new Option<bool>("--detach") { Description = "起動したら戻る（止めるには ./gis down）" };
        var noSample = new Option<bool>("--no-sample") { Description = "見本の町を取り込まない" };
        var command = new Command("up", "データベースと二つの地図のサーバーを起動します。")
        {
            home, publicPort, staffPort, bind, publicUrl, detach, noSample,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(publicPort) is var port and > 0 && port == result.GetValue(staffPort))
            {
                result.AddError("--public-port と --staff-port には別の番号を指定してください");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new UpOptions(
                parsed.GetValue(publicPort), parsed.GetValue(staffPort), parsed.GetValue(bind)!, parsed.GetValue(detach), !parsed.GetValue(noSample))
            {
                PublicUrl = PublicAddress.Read(parsed.GetValue(publicUrl)),
            };
            var installation = Installation.Current();
            return await RunAsync(installation, installation.Home(parsed.GetValue(home)), options, cancellationToken);
        });
        return command;
    }

    private static Option<int> Port(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "PORT", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 65535)
            {
                result.AddError($"{name} は 1 から 65535 の番号です");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(Installation installation, GisHome home, UpOptions options, CancellationToken cancellationToken)
    {
        var run = new UpRun(installation, home, options, Screen.Create());
        var result = await run.StartAsync(cancellationToken);
        Print(result, options, PublicAddress.Of(home));
        return options.Detach ? ExitStatus.Done : await StayAsync(run, home, result, cancellationToken);
    }

    private static void Print(UpResult result, UpOptions options, Uri? address)
    {
        Console.WriteLine();
        foreach (var server in result.Servers)
        {
            Console.WriteLine($"{MapServers.Title(server.Audience)}の地図: {server.Url}");
        }

        if (address is not null)
        {
            Console.WriteLine($"住民に知らせるアドレス: {address}");
        }

        if (result.Account is { } account)
        {
            Console.WriteLine($"統合型の利用者名 {account.Name}　合言葉 {account.Password}");
            Console.WriteLine($"合言葉はここに一度だけ出ます。作り直すには ./gis account {account.Name} を実行してください。");
        }

        if (options.Bind is not ("127.0.0.1" or "::1"))
        {
            Console.WriteLine("外から届くアドレスで待ち受けています。通信は暗号化されません。README の「公開する前に」を読んでください。");
        }

        Console.WriteLine(options.Detach ? "止めるには ./gis down を実行してください。" : "止めるには Ctrl-C を押してください。");
    }

    // Waits for Ctrl-C (or `down`), or for a server that ends by itself, and then stops everything in order.
    private static async Task<int> StayAsync(UpRun run, GisHome home, UpResult result, CancellationToken cancellationToken)
    {
        ProcessIdentity.Of(Environment.ProcessId)!.Save(ForegroundFile(home));
        try
        {
            ServerRecord? ended;
            var lookAfterWorker = DateTime.UtcNow;
            while ((ended = result.Servers.FirstOrDefault(static server => !server.Process.IsRunning)) is null)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);

                // Without it the maps go on; a file that ends it again and again must not fill the log in a minute.
                if (DateTime.UtcNow > lookAfterWorker && await run.ReviveWorkerAsync(cancellationToken))
                {
                    lookAfterWorker = DateTime.UtcNow.AddMinutes(1);
                    await Console.Error.WriteLineAsync($"{JobWorker.Title}が終了していたため、起動し直しました。");
                }
            }

            await Console.Error.WriteLineAsync($"{MapServers.Title(ended.Audience)}のサーバーが終了しました。記録: {Path.Combine(home.Logs, ended.Audience + ".log")}");
            return ExitStatus.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitStatus.Done;
        }
        finally
        {
            Console.WriteLine("止めています");
            await run.StopAsync();
            File.Delete(ForegroundFile(home));
        }
    }
}
