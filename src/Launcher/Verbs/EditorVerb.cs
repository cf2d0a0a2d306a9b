using System.CommandLine;
using Gis.Core.Accounts;
using Gis.Core.Catalogue;
using Gis.Core.Database;
using Npgsql;

namespace Gis.Launcher.Verbs;

/// <summary><c>editor</c>: says who may edit hazards and registers feature by feature, and lets somebody do it or no longer.</summary>
internal static class EditorVerb
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var account = new Argument<string?>("NAME") { Description = "利用者名。省くと、いま許されている人の一覧", Arity = ArgumentArity.ZeroOrOne };
        var layer = new Argument<string?>("LAYER") { Description = "レイヤー ID（./gis layers で見られます）", Arity = ArgumentArity.ZeroOrOne };
        var remove = new Option<bool>("--remove") { Description = "許しを取り消す" };
        var home = HomeOption.Create();
        var command = new Command("editor", "災害の想定と台帳を、地図の画面で1件ずつ直してよい利用者を決めます。ほかのレイヤーは利用者ならだれでも直せます。") { account, layer, remove, home };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var owner = GisDatabase.Connect(Installation.Current().Home(parsed.GetValue(home)), DatabaseRole.Owner);
            switch (parsed.GetValue(account), parsed.GetValue(layer))
            {
                case (null, _):
                    await ListAsync(owner, cancellationToken);
                    break;
                case (_, null):
                    throw new LauncherException("レイヤー ID がありません。./gis editor 利用者名 レイヤーID のように書いてください。");
                case ({ } name, { } id) when LayerId.TryParse(id, out var parsedId):
                    await SetAsync(owner, name, parsedId, parsed.GetValue(remove), cancellationToken);
                    break;
                case (_, { } id):
                    throw new LauncherException($"レイヤー「{id}」はありません。./gis layers で ID を確かめてください。");
            }

            return ExitStatus.Done;
        });
        return command;
    }

    private static async Task ListAsync(NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        var list = await LayerEditors.ListAsync(owner, cancellationToken);
        foreach (var editor in list)
            Console.WriteLine($"{editor.Layer}（{editor.LayerTitle}）　{editor.Account.Name}（{editor.Account.DisplayName}）　{editor.Since.ToLocalTime():yyyy-MM-dd} から");
        if (list.Count == 0)
            Console.WriteLine("災害の想定と台帳を1件ずつ直してよい利用者は、まだいません。");
    }

    private static async Task SetAsync(NpgsqlDataSource owner, string account, LayerId layer, bool remove, CancellationToken cancellationToken)
    {
        if (remove)
        {
            Console.WriteLine(await LayerEditors.RefuseAsync(owner, account, layer, cancellationToken)
                ? $"{account} は {layer} を直せなくなりました。"
                : $"{account} には {layer} を直す許しが出ていませんでした。何も変えていません。");
            return;
        }

        try
        {
            await LayerEditors.AllowAsync(owner, account, layer, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw new LauncherException(exception.ConstraintName == "layer_editor_account_fkey"
                ? $"利用者「{account}」はいません。先に ./gis account {account} で作ってください。"
                : $"レイヤー「{layer}」はありません。./gis layers で ID を確かめてください。");
        }

        Console.WriteLine($"{account} は {layer} を地図の画面で1件ずつ直せます。");
    }
}
