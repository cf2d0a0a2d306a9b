using System.CommandLine;
using System.Runtime.Versioning;
using Gis.Core.Database;
using Gis.Launcher;
using Gis.Launcher.Verbs;
using Npgsql;

// The private cluster, the process table and the package names are Debian's.
[assembly: SupportedOSPlatform("linux")]

var root = new RootCommand("潮見町の見本、または自分の町のデータで、公開型・統合型の地図を動かします。");
root.Subcommands.Add(UpVerb.Create());
root.Subcommands.Add(DownVerb.Create());
root.Subcommands.Add(StatusVerb.Create());
root.Subcommands.Add(DoctorVerb.Create());
root.Subcommands.Add(AccountVerb.Create());
root.Subcommands.Add(EditorVerb.Create());
root.Subcommands.Add(PaperVerb.Create());
root.Subcommands.Add(TestVerb.Create());
root.Subcommands.Add(BenchVerb.Create());
var verbose = new Option<bool>("--verbose") { Description = "思わぬ誤りのとき、開発者向けの詳しい記録も表示する", Recursive = true };
root.Options.Add(verbose);

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync("使い方が正しくありません: " + string.Join(" / ", parsed.Errors.Select(static error => error.Message)));
    await Console.Error.WriteLineAsync("使い方は ./gis --help または ./gis 動詞 --help で見られます。");
    return ExitStatus.WrongUsage;
}

try
{
    // Time to stop servers and the database in order after Ctrl-C; exceptions are turned into one sentence below.
    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(90),
    });
}
catch (Exception exception) when (exception is LauncherException or DatabaseUnavailableException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return ExitStatus.Failed;
}
catch (NpgsqlException exception)
{
    await Console.Error.WriteLineAsync($"データベースとのやり取りに失敗しました: {exception.Message} ./gis doctor で状態を確認してください。");
    return ExitStatus.Failed;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"ファイルを読み書きできませんでした: {exception.Message} 空き容量と、フォルダーの持ち主を確かめてください。");
    return ExitStatus.Failed;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("中断しました。");
    return ExitStatus.Failed;
}
catch (Exception exception)
{
    await Console.Error.WriteLineAsync(UnexpectedFault.Describe(exception, parsed, parsed.GetValue(verbose)));
    return ExitStatus.Failed;
}
