using System.CommandLine;
using System.Globalization;
using Gis.Launcher.Paper;
using Gis.Launcher.Processes;
using Gis.Launcher.Servers;
using Gis.Launcher.Terminal;

namespace Gis.Launcher.Verbs;

/// <summary><c>paper</c>: the sheets of one or all districts as PDF, made from the running public server.</summary>
internal static class PaperVerb
{
    private const string Install = "apt-get install -y --no-install-recommends chromium chromium-sandbox fonts-noto-cjk";

    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var home = HomeOption.Create();
        var output = new Option<string>("--out") { Description = "PDF を置くフォルダー（なければ作る）", HelpName = "FOLDER", Required = true };
        var size = new Option<string>("--size") { Description = "紙の大きさ: A4 か A3（既定は A3）", HelpName = "SIZE", DefaultValueFactory = static _ => "A3" };
        var orientation = new Option<string>("--orientation") { Description = "紙の向き: auto、portrait（縦）、landscape（横）（既定は auto）", HelpName = "WAY", DefaultValueFactory = static _ => "auto" };
        var scale = new Option<string>("--scale") { Description = "縮尺の分母（例: 5000）。既定は auto（地区の全体が入る、いちばん大きな縮尺）", HelpName = "N", DefaultValueFactory = static _ => "auto" };
        var hazards = new Option<string[]>("--hazard") { Description = "重ねる災害の想定: レイヤーの ID か、洪水・津波などの名前（3つまで繰り返せる）", HelpName = "LAYER" };
        var districts = new Option<string[]>("--district") { Description = "地区の名前（繰り返せる）。省くとすべての地区", HelpName = "NAME" };
        var browser = new Option<string?>("--browser") { Description = "使うブラウザー（既定は入っている Chromium）", HelpName = "FILE" };
        OnlyOf(size, "A4", "A3");
        OnlyOf(orientation, "auto", "portrait", "landscape");
        var command = new Command("paper", "地区ごとの紙のハザードマップを PDF で作ります。公開型サーバーが動いている必要があります。")
        {
            output, size, orientation, scale, hazards, districts, browser, home,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var record = ServerRecord.Running(Installation.Current().Home(parsed.GetValue(home)), "public")
                ?? throw new LauncherException("公開型サーバーが動いていません。先に ./gis up --detach を実行してください。");
            var program = Browser(parsed.GetValue(browser));
            using var server = new HttpClient { BaseAddress = new Uri(record.Url), Timeout = TimeSpan.FromMinutes(1) };
            server.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ja");
            var known = await SheetList.AskAsync(server, "", cancellationToken);
            var query = $"?size={parsed.GetValue(size)}&orientation={parsed.GetValue(orientation)}&scale={Uri.EscapeDataString(parsed.GetValue(scale)!)}"
                + string.Concat((parsed.GetValue(hazards) ?? []).Select(h => "&hazard=" + Uri.EscapeDataString(Hazard(known, h).Layer)));
            var list = await SheetList.AskAsync(server, query, cancellationToken);
            var chosen = Choose(list, parsed.GetValue(districts) ?? []);
            return await PrintAsync(server, program, list, chosen, Path.GetFullPath(parsed.GetValue(output)!), cancellationToken);
        });
        return command;
    }

    private static void OnlyOf(Option<string> option, params string[] known) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && !known.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
        {
            result.AddError($"{option.Name} には {string.Join("、", known)} のどれかを指定してください");
        }
    });

    private static async Task<int> PrintAsync(
        HttpClient server, string program, SheetList list, IReadOnlyList<Sheet> chosen, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using var printer = new PdfPrinter(program);
        var batch = new SheetBatch(server, printer, list, folder);
        IReadOnlyList<PrintedSheet> printed = [];
        var joined = false;
        await new Steps(Screen.Create()).RunAsync($"紙の地図（{list.Titles}、{list.Size}）", async report =>
        {
            printed = await batch.PrintAsync(chosen, done => report($"{done}/{chosen.Count}"), cancellationToken);
            joined = chosen.Count > 1 && await batch.JoinAsync(printed, cancellationToken);
            return $"{printed.Count} 枚を {folder} に作りました" + (joined ? $"（まとめ {batch.JoinedFile}）" : "");
        });
        foreach (var one in printed)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.File}　縮尺 1:{one.Scale:N0}{(one.IsCut ? "　※この縮尺では地区の全体が入りません" : "")}"));
        }

        if (chosen.Count > 1 && !joined)
        {
            Console.WriteLine("1つの PDF にまとめるには poppler-utils を入れてから、もう一度実行してください。");
        }

        return ExitStatus.Done;
    }

    private static string Browser(string? named) => named is null
        ? InstalledBrowser.Find() ?? throw new LauncherException($"PDF を作る Chromium がありません。管理者が {Install} で入れてください。")
        : File.Exists(named) ? Path.GetFullPath(named) : throw new LauncherException($"ブラウザー {named} がありません。--browser を直してください。");

    private static SheetHazard Hazard(SheetList list, string word) => list.Hazards.FirstOrDefault(h => h.IsMeantBy(word))
        ?? throw new LauncherException($"「{word}」という災害の想定はありません。あるもの: {Names(list.Hazards.Select(h => $"{h.Layer}（{h.Title}）"))}");

    private static IReadOnlyList<Sheet> Choose(SheetList list, string[] names)
    {
        if (list.Sheets.Count == 0)
        {
            throw new LauncherException("地区のデータが登録されていません。./gis import FILE --kind district で取り込んでください。");
        }

        foreach (var name in names)
        {
            if (!list.Sheets.Any(s => s.District == name))
            {
                throw new LauncherException($"「{name}」という地区はありません。あるもの: {Names(list.Sheets.Select(s => s.District))}");
            }
        }

        return names.Length == 0 ? list.Sheets : [.. list.Sheets.Where(s => names.Contains(s.District))];
    }

    private static string Names(IEnumerable<string> names) => string.Join("、", names) + "。";
}
