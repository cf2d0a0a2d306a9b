using System.CommandLine;
using Gis.Core.Catalogue;
using Gis.Importer.Loading;
using Gis.Importer.Planning;

namespace Gis.Importer.Commands;

/// <summary><c>import FILE…</c>: files, folders, archives, or a manifest <c>town.json</c>.</summary>
internal static class ImportCommand
{
    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var files = new Argument<string[]>("FILE") { Description = "ファイル、フォルダ、ZIP、または目録（town.json）", Arity = ArgumentArity.OneOrMore };
        var layer = new Option<string?>("--layer") { Description = "レイヤID（英小文字・数字・_）。省くとファイル名や表の名前から決めます" };
        var dataset = new Option<string?>("--dataset") { Description = "ZIPなどの中の、取り込むデータの名前" };
        var kind = new Option<string?>("--kind") { Description = "種類（parcel road boundary … ）。省くと自動で判定します" };
        var crs = new Option<string?>("--crs") { Description = "座標系（EPSG:6677 など）。省くと自動で判定します" };
        var encoding = new Option<string?>("--encoding") { Description = "文字コード（CP932、UTF-8 など）。省くと自動で判定します" };
        var audience = new Option<string?>("--audience") { Description = "public（公開）か staff（職員だけ）" };
        audience.AcceptOnlyFromAmong("public", "staff");
        var department = new Option<string?>("--department") { Description = "担当の課" };
        var coverage = new Option<string?>("--coverage") { Description = "災害データの対象範囲：town（町全体）、extent（データのある範囲）、unknown、または範囲のファイル" };
        var title = new Option<string?>("--title") { Description = "地図に出す名前" };
        var dryRun = new Option<bool>("--dry-run") { Description = "試すだけで、何も変えません" };
        var report = new Option<string[]>("--report") { Description = "結果を書き出すファイル（.json または .html）。繰り返せます" };
        var manifest = new Option<string?>("--write-manifest") { Description = "取り込んだファイルの目録（town.json）を書きます。あとで import に渡すと、同じレイヤを何もないところから作り直せます" };
        var grid = new Option<string[]>("--grid") { Description = "旧日本測地系などの変換に使う.parファイル（TKY2JGD、PatchJGD）。置き場所のgrids/フォルダにあれば指定は要りません" };
        var command = new Command("import", "ファイルを取り込みます") { files, layer, dataset, kind, crs, encoding, audience, department, coverage, title, dryRun, report, manifest, grid };
        command.SetAction(async (arguments, cancellation) =>
        {
            var place = new Core.Database.GisHome(arguments.GetValue(home)!);
            Audience? chosen = arguments.GetValue(audience) is { } text && AudienceText.TryParse(text, out var parsed) ? parsed : null;
            var order = new ImportOrder
            {
                Paths = arguments.GetValue(files)!,
                Layer = arguments.GetValue(layer),
                Dataset = arguments.GetValue(dataset),
                Kind = arguments.GetValue(kind),
                Crs = arguments.GetValue(crs),
                Encoding = arguments.GetValue(encoding),
                Grids = GridFiles.Of(arguments.GetValue(grid), place),
                Wishes = new LayerWishes
                {
                    Audience = chosen,
                    Department = arguments.GetValue(department),
                    Coverage = arguments.GetValue(coverage),
                    Title = arguments.GetValue(title),
                },
            };
            // What is wrong with the words themselves is said before anything is opened.
            var kinds = Kinds.KindSet.Load(place);
            kinds.RequireIfGiven(order.Kind);
            ImportPlanner.ReadOptionsOf(order);
            var run = new ImportRun(environment, Workplace.OpenAsync(environment, arguments, home, cancellation), place, kinds, arguments.GetValue(dryRun), arguments.GetValue(report) ?? [], arguments.GetValue(manifest));
            return await run.RunAsync(order, cancellation);
        });
        return command;
    }
}
