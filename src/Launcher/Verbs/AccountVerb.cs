using System.CommandLine;
using System.Text.RegularExpressions;
using Gis.Core.Accounts;
using Gis.Core.Database;
using Gis.Launcher.Accounts;

namespace Gis.Launcher.Verbs;

/// <summary><c>account</c>: makes an account of the staff map, or gives an old one a new password.</summary>
internal static partial class AccountVerb
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "利用者名（英小文字・数字・. _ -）" };
        name.Validators.Add(result =>
        {
            if (!Allowed().IsMatch(result.GetValueOrDefault<string>()))
            {
                result.AddError("利用者名は英小文字か数字で始め、英小文字・数字・. _ - の 64 字以内にしてください");
            }
        });
        var title = new Option<string?>("--title") { Description = "画面に出す名前（例: 防災課）", HelpName = "TEXT" };
        var home = HomeOption.Create();
        var command = new Command("account", "統合型の地図の利用者を作ります。同じ名前があれば合言葉を作り直します。") { name, title, home };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var owner = GisDatabase.Connect(Installation.Current().Home(parsed.GetValue(home)), DatabaseRole.Owner);
            var account = new StaffAccount(parsed.GetRequiredValue(name), parsed.GetValue(title) ?? parsed.GetRequiredValue(name));
            var password = StaffPassword.Make();
            await StaffAccounts.SaveAsync(owner, account, password, cancellationToken);
            Console.WriteLine($"利用者名 {account.Name}　合言葉 {password}");
            Console.WriteLine("合言葉はここに一度だけ出ます。書き留めてください。");
            return ExitStatus.Done;
        });
        return command;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,63}$")]
    private static partial Regex Allowed();
}
