using System.CommandLine;
using Gis.Importer.Loading;
using Gis.Importer.Report;
using Npgsql;

namespace Gis.Importer.Commands;

/// <summary><c>report LAYER</c>: the report of a past import, as a summary or written to files.</summary>
internal static class ReportCommand
{
    private const string ReadSql = """
        SELECT id, report::text, to_char(started_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI'), source_name, actor
        FROM gis.import WHERE layer_id = $1 AND report ? 'rows' ORDER BY id DESC
        """;

    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var layer = new Argument<string>("LAYER") { Description = "レイヤID" };
        var number = new Option<int>("--back") { Description = "いくつ前の取り込みか（0 は最後）" };
        var files = new Option<string[]>("--report") { Description = "書き出すファイル（.json または .html）。繰り返せます" };
        var command = new Command("report", "これまでの取り込みの報告を示します") { layer, number, files };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var place = await Workplace.OpenAsync(environment, arguments, home, cancellation);
            var id = arguments.GetValue(layer)!.Replace('-', '_');
            var past = await ReadAsync(place.Owner, id, cancellation);
            var back = arguments.GetValue(number);
            if (back < 0 || back >= past.Count)
                throw ImportException.Usage(past.Count == 0 ? $"レイヤ「{id}」の取り込みの記録はありません。gis-import layers で一覧を確認してください。" : $"レイヤ「{id}」の取り込みの記録は{past.Count}回分です。--back は0から{past.Count - 1}にしてください。");
            for (var i = 0; i < past.Count; i++)
                await environment.Out.WriteLineAsync($"{(i == back ? "→" : "  ")} --back {i}  {past[i].At}  {past[i].Source}  {past[i].Actor}  {Summary.OneLine(past[i].Report)}");
            var chosen = past[back].Report;
            Summary.Write(environment, [chosen], false);
            foreach (var file in arguments.GetValue(files) ?? [])
                await ReportFiles.WriteAsync(place.Owner, file, [chosen], cancellation);
            return 0;
        });
        return command;
    }

    private sealed record PastImport(ImportReport Report, string At, string Source, string Actor);

    private static async Task<List<PastImport>> ReadAsync(NpgsqlDataSource owner, string layer, CancellationToken cancellation)
    {
        var past = new List<PastImport>();
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var command = Sql.Command(connection, ReadSql, layer);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            past.Add(new PastImport(ReportJson.Read(reader.GetString(1)), reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        return past;
    }
}
