using System.CommandLine;
using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Database;
using Gis.Importer.Exports;

namespace Gis.Importer.Commands;

/// <summary><c>export LAYER</c>: a layer as a file, with what one class may see of it.</summary>
internal static class ExportCommand
{
    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var layer = new Argument<string>("LAYER") { Description = "レイヤID" };
        var format = new Option<string>("--format") { Description = $"形式: {string.Join("、", ExportFormat.All.Select(f => f.Id))}（shp は UTF-8、shp-cp932 はシフトJIS）。いくつかをコンマで並べられます", DefaultValueFactory = _ => "csv" };
        var audience = new Option<string>("--audience") { Description = "誰が見てよい項目と行か: public または staff", DefaultValueFactory = _ => "public" };
        var target = new Option<string>("--out") { Description = "書き出すファイル、またはフォルダー（名前はレイヤIDと版から付けます）", DefaultValueFactory = _ => "." };
        var result = new Option<string?>("--report") { Description = "結果（件数、版、ハッシュなど）を書くJSONファイル" };
        var command = new Command("export", "レイヤをファイルに書き出します（オープンデータ、ほかのソフトへの受け渡し）") { layer, format, audience, target, result };
        command.SetAction(async (arguments, cancellation) =>
        {
            if (!AudienceText.TryParse(arguments.GetValue(audience), out var reader))
                throw ImportException.Usage($"--audience「{arguments.GetValue(audience)}」は使えません。public か staff にしてください。");
            if (!LayerId.TryParse(arguments.GetValue(layer)!.Replace('-', '_'), out var id))
                throw ImportException.Usage($"レイヤID「{arguments.GetValue(layer)}」は使えません。gis-import layers で一覧を確認してください。");
            var formats = arguments.GetValue(format)!.Split(',').Select(ExportFormat.Parse).ToList();
            var into = arguments.GetValue(target)!;
            if (formats.Count > 1 && !Directory.Exists(into))
                throw ImportException.Usage($"--out「{into}」というフォルダーがありません。いくつかの形式を書き出すときは、フォルダーを指定してください。");
            var place = new GisHome(arguments.GetValue(home)!);

            // Under the class's own role: what it may not read cannot come into the file, whatever is wrong here.
            await using var pool = environment.ConnectAs(place, reader == Audience.Public ? DatabaseRole.Public : DatabaseRole.Staff);
            var all = new List<ExportResult>();
            ImportException? refused = null;
            foreach (var one in formats)
            {
                try
                {
                    var made = await new LayerExport(pool, reader).RunAsync(id, one, into, rows => Tell(environment, rows), cancellation);
                    all.Add(made);
                    await environment.Out.WriteLineAsync($"{made.File}: {made.Rows:N0}件、{made.Bytes:N0}バイト、第{made.Revision}版");
                    foreach (var remark in made.Remarks)
                        await environment.Out.WriteLineAsync($"  {remark}");
                }
                catch (ImportException e) when (formats.Count > 1)
                {
                    // One format that cannot hold the layer keeps nobody from the others.
                    refused ??= e;
                }
            }

            if (all.Count > 0 && arguments.GetValue(result) is { } report)
                await File.WriteAllTextAsync(report, ExportResult.Write(all), cancellation);
            return refused is null ? 0 : throw refused;
        });
        return command;
    }

    private static void Tell(CommandEnvironment environment, long rows)
    {
        if (environment.IsJob)
            environment.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Jobs.JobChild.RowsMark}{rows}"));
    }
}
