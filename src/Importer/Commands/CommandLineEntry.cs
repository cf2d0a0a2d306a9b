using System.CommandLine;
using Gis.Core.Database;
using Gis.Importer.Formats;
using Npgsql;

namespace Gis.Importer.Commands;

/// <summary>The command line <c>gis-import</c>. Exit status 0 done, 1 failed (nothing changed), 2 wrong usage.</summary>
internal static class CommandLineEntry
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>Runs a command line.</summary>
    public static async Task<int> RunAsync(string[] args, CommandEnvironment environment, CancellationToken cancellation = default)
    {
        var result = Build(environment).Parse(args);
        if (result.Errors.Count > 0 || Unknown(args, result) is not null)
        {
            await environment.Error.WriteLineAsync($"指定が正しくありません：{UsageText(args, result)}。gis-import --help で使い方を確認してください。");
            return WrongUsage;
        }

        try
        {
            return await result.InvokeAsync(
                new InvocationConfiguration { Output = environment.Out, Error = environment.Error, EnableDefaultExceptionHandler = false }, cancellation);
        }
        catch (ImportException e)
        {
            await environment.Error.WriteLineAsync(e.Message);
            return e.IsUsage ? WrongUsage : Failed;
        }
        catch (Exception e) when (e is SourceException or DatabaseUnavailableException)
        {
            await environment.Error.WriteLineAsync(e.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await environment.Error.WriteLineAsync("中断しました。取り込み中だったレイヤは何も変わっていません。");
            return Failed;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DiskFull)
        {
            await environment.Error.WriteLineAsync(DiskRoom.OfDatabase(e));
            return Failed;
        }
        catch (IOException e) when (FullDisk.Is(e))
        {
            await environment.Error.WriteLineAsync(DiskRoom.OfFiles(e));
            return Failed;
        }
        catch (PostgresException e)
        {
            await environment.Error.WriteLineAsync($"データベースが受け付けませんでした（{e.SqlState}: {e.MessageText}）。何も変更していません。この文を添えて問い合わせてください。");
            return Failed;
        }
        catch (NpgsqlException e)
        {
            await environment.Error.WriteLineAsync($"データベースに接続できません（{e.GetBaseException().Message}）。./gis status で動いているか確認してください。");
            return Failed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await environment.Error.WriteLineAsync($"ファイルを読み書きできません（{e.Message}）。場所と権限、空き容量を確認してください。");
            return Failed;
        }
        catch (OutOfMemoryException)
        {
            await environment.Error.WriteLineAsync("使ってよいメモリを超えたため中断しました。何も変更していません。ファイルを分けて取り込んでください。");
            return Failed;
        }
        catch (Exception e) when (e is not ImportException)
        {
            await environment.Error.WriteLineAsync($"プログラムの誤りのため中断しました（{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}）。途中だったレイヤは元のままです。ファイルとこの文を添えて問い合わせてください。");
            return Failed;
        }
    }

    private static RootCommand Build(CommandEnvironment environment)
    {
        var home = new Option<string>("--home") { Description = "データの置き場所", DefaultValueFactory = _ => ".gis", Recursive = true };
        var root = new RootCommand("町のデータを取り込みます。終了コード: 0 完了、1 失敗（何も変わりません）、2 使い方の誤り")
        {
            ImportCommand.Build(environment, home),
            InspectCommand.Build(environment, home),
            ExportCommand.Build(environment, home),
            CheckCommand.Build(environment, home),
            LayersCommand.Build(environment, home),
            ReportCommand.Build(environment, home),
            UndoCommand.Build(environment, home),
            PinCommand.Build(environment, home),
            PinCommand.BuildUnpin(environment, home),
            MigrateCommand.Build(environment, home),
            WorkCommand.Build(environment, home),
        };
        root.Options.Add(home);
        return root;
    }

    private static string UsageText(string[] args, ParseResult result)
    {
        if (args.Length == 0)
            return "import、inspect、export、check、layers、report、undo、pin、unpin、migrate のどれかを指定してください";
        if (Unknown(args, result) is { } option)
            return $"オプション「{option}」はありません";
        var unknown = result.UnmatchedTokens.Count > 0 ? $"「{string.Join(' ', result.UnmatchedTokens)}」が分かりません" : null;
        return unknown ?? string.Join('、', result.Errors.Select(e => e.Message.TrimEnd('.')));
    }

    // The parser would take a mistyped option for one more file.
    private static string? Unknown(string[] args, ParseResult result)
    {
        var command = result.CommandResult.Command;
        var known = command.Options.Concat(result.RootCommandResult.Command.Options).SelectMany(o => o.Aliases.Append(o.Name)).ToHashSet(StringComparer.Ordinal);
        return args.TakeWhile(a => a != "--").FirstOrDefault(a => a.StartsWith("--", StringComparison.Ordinal) && !known.Contains(a.Split('=', 2)[0]));
    }
}
