using System.CommandLine;
using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Core.Database;
using Gis.Core.Standards;
using Gis.Importer.Exports;
using Gis.Importer.Standards;
using Npgsql;

namespace Gis.Importer.Commands;

/// <summary><c>check [LAYER…]</c>: whether what the public gets conforms to the list of デジタル庁 that it is. Exit status 0 nothing found, 1 faults, 2 wrong usage.</summary>
internal static class CheckCommand
{
    private static readonly JsonSerializerOptions Json = new(CatalogueJson.Options) { WriteIndented = true };

    private sealed record LayerCheck(string Layer, string Title, ListQuality Quality, IReadOnlyList<ListFault> Faults);

    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var layers = new Argument<string[]>("LAYER") { Description = "レイヤID（省くと、標準のあるすべての公開レイヤ）", Arity = ArgumentArity.ZeroOrMore };
        var most = new Option<int>("--most") { Description = "レイヤごとに示す箇所の数", DefaultValueFactory = _ => 20 };
        var report = new Option<string?>("--report") { Description = "結果を書くJSONファイル" };
        var command = new Command("check", "公開データが自治体標準オープンデータセットの列と値の決まりに合うかを調べます。終了コード: 0 合っている、1 合わない所がある、2 使い方の誤り") { layers, most, report };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var pool = environment.ConnectAs(new GisHome(arguments.GetValue(home)!), DatabaseRole.Public);
            var chosen = await ChooseAsync(pool, arguments.GetValue(layers)!, cancellation);
            var checks = new List<LayerCheck>();
            foreach (var layer in chosen)
            {
                var one = await CheckAsync(pool, layer, Math.Max(0, arguments.GetValue(most)), cancellation);
                checks.Add(one);
                await WriteAsync(environment.Out, one);
            }

            if (arguments.GetValue(report) is { } file)
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(checks.Select(Describe), Json), cancellation);
            return checks.TrueForAll(c => c.Quality.Conforms) ? 0 : 1;
        });
        return command;
    }

    private static async Task<IReadOnlyList<LayerId>> ChooseAsync(NpgsqlDataSource pool, string[] asked, CancellationToken cancellation)
    {
        await using var connection = await pool.OpenConnectionAsync(cancellation);
        var catalogue = await CatalogueReader.LoadAsync(connection, cancellation);
        if (asked.Length == 0)
            return [.. catalogue.Layers.Where(l => StandardList.Of(l) is not null).Select(l => l.Id)];
        var chosen = new List<LayerId>();
        foreach (var name in asked)
        {
            var layer = catalogue.Layers.FirstOrDefault(l => l.Id.Value == name.Replace('-', '_'))
                ?? throw ImportException.Usage($"レイヤ「{name}」は公開されていないか、ありません。gis-import layers で一覧を確認してください。");
            if (StandardList.Of(layer) is null)
                throw ImportException.Usage($"レイヤ「{name}」（{layer.Kind.Title}）には、列の決まった標準がありません。調べられるのは{Known()}です。");
            chosen.Add(layer.Id);
        }

        return chosen;
    }

    private static string Known() => string.Join("、", StandardList.All.Where(l => l.Columns.Count > 0).Select(l => l.Title));

    private static async Task<LayerCheck> CheckAsync(NpgsqlDataSource pool, LayerId id, int most, CancellationToken cancellation)
    {
        await using var connection = await pool.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var source = new ExportReader(connection, Audience.Public);
        var (content, _) = await source.BeginAsync(id, cancellation) ?? throw ImportException.Usage($"レイヤ「{id}」は公開されていないか、ありません。");
        var list = StandardList.Of(content.Layer)!;
        var (rows, check) = (new StandardRows(list, content), new ListCheck(list, most));
        await foreach (var row in source.RowsAsync(content, asText: true, oneType: false, cancellation))
            check.See(rows.Values(row));
        return new LayerCheck(id.Value, content.Layer.Title, check.Sum(), check.Faults);
    }

    private static async Task WriteAsync(TextWriter output, LayerCheck one)
    {
        var sum = one.Quality;
        await output.WriteLineAsync(
            $"{one.Title}（{one.Layer}）: {sum.List}、{sum.Rows:N0}件。標準の{sum.Columns}列のうち{sum.Filled}列に値があります。"
            + (sum.Conforms ? "決まりに合わない所はありません。" : $"必須の列に空きがある行 {sum.Lacking:N0}、値の形が違う行 {sum.Wrong:N0}。"));
        foreach (var fault in one.Faults)
            await output.WriteLineAsync($"  {fault.Sentence}");
        if (sum.Faults > one.Faults.Count)
            await output.WriteLineAsync($"  ほか{sum.Faults - one.Faults.Count:N0}か所（--most で多く示せます）");
    }

    private static object Describe(LayerCheck one) => new
    {
        one.Layer,
        one.Title,
        one.Quality,
        faults = one.Faults.Select(f => new { f.Row, f.Name, column = f.Column.Name, f.Value, text = f.Sentence }),
    };
}
