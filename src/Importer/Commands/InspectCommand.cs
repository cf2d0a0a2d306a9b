using System.CommandLine;
using System.Globalization;
using Gis.Core.Database;
using Gis.Core.Japanese;
using Gis.Importer.Formats;
using Gis.Importer.Formats.Text;
using Gis.Importer.Kinds;
using Gis.Importer.Planning;

namespace Gis.Importer.Commands;

/// <summary><c>inspect FILE…</c>: what files hold and what they are taken for, with the reasons, without touching the database.</summary>
internal static class InspectCommand
{
    private const int ShownRows = 3;
    private const int ShownText = 40;

    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var files = new Argument<string[]>("FILE") { Description = "ファイル、フォルダ、ZIP", Arity = ArgumentArity.OneOrMore };
        var crs = new Option<string?>("--crs") { Description = "座標系（EPSG:6677 など）" };
        var encoding = new Option<string?>("--encoding") { Description = "文字コード" };
        var kind = new Option<string?>("--kind") { Description = "種類。省くと自動で判定します" };
        var dataset = new Option<string?>("--dataset") { Description = "ふだんは開かないデータの名前（地図XMLの筆界点など）" };
        var grid = new Option<string[]>("--grid") { Description = "旧日本測地系などの変換に使う.parファイル（TKY2JGD、PatchJGD）" };
        var command = new Command("inspect", "ファイルの中身と判定の理由を表示します（データベースは使いません）") { files, crs, encoding, kind, dataset, grid };
        command.SetAction((arguments, cancellation) =>
        {
            var order = new ImportOrder
            {
                Paths = arguments.GetValue(files)!,
                Crs = arguments.GetValue(crs),
                Encoding = arguments.GetValue(encoding),
                Dataset = arguments.GetValue(dataset),
                Grids = GridFiles.Of(arguments.GetValue(grid), new GisHome(arguments.GetValue(home)!)),
            };
            var options = ImportPlanner.ReadOptionsOf(order);
            var kinds = KindSet.Load(new GisHome(arguments.GetValue(home)!));
            var ordered = kinds.RequireIfGiven(arguments.GetValue(kind));
            var recognition = new KindRecognition(kinds);
            foreach (var path in order.Paths)
            {
                using var set = SourceFormats.Opener().Open(path, options, null, cancellation);
                foreach (var dataset in set.Datasets)
                    Write(environment.Out, dataset, ordered is null ? recognition.Recognise(dataset) : new RecognisedKind(ordered, "指定された種類"), cancellation);
                foreach (var skipped in set.Skipped)
                    environment.Out.WriteLine($"× {skipped.DisplayPath}: {skipped.Reason}");
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static void Write(TextWriter output, Dataset dataset, RecognisedKind kind, CancellationToken cancellation)
    {
        output.WriteLine($"■ {dataset.Name}（{dataset.SourcePath}）");
        output.WriteLine($"  形式: {dataset.Format}");
        output.WriteLine($"  種類: {kind.Kind.Title}（{kind.Kind.Id}） — {kind.Evidence}");
        output.WriteLine($"  図形: {Shape(dataset.Geometry)}、{Count(dataset, cancellation)}件");
        if (dataset.Encoding is { } encoding)
            output.WriteLine($"  文字コード: {encoding.Value} — {encoding.Evidence}");
        if (dataset.Crs is { } crs)
            output.WriteLine($"  座標系: {crs.Value} — {crs.Evidence}");
        if (dataset.CoordinateMethod is { } method)
            output.WriteLine($"  座標の変換: {method}{(dataset.CoordinateErrorMetres is { } error ? string.Create(CultureInfo.InvariantCulture, $"（誤差 約{error:0.##}m）") : "")}");
        foreach (var (name, value) in dataset.Facts)
            output.WriteLine($"  {name}: {value}");
        if (dataset.Credit is { Publisher: { } publisher } credit)
            output.WriteLine($"  出典: {publisher}{(credit.Date is { } date ? $"（{EraDate.ToText(date)}）" : "")}");
        output.WriteLine($"  列: {string.Join('、', dataset.Fields.Select(Column))}");
        WriteRows(output, dataset, cancellation);
        foreach (var remark in dataset.Remarks)
            output.WriteLine($"  注意: {remark}");
        if (dataset.UsedBy is { } user)
            output.WriteLine($"  「{user}」の位置として一緒に読みます");
        if (!dataset.IsDefault)
            output.WriteLine($"  指定がなければ取り込みません（取り込むには --dataset {dataset.Name}）");
    }

    private static string Column(SourceField field)
    {
        var type = field.Type switch { FieldType.Integer => "整数", FieldType.Number => "数値", FieldType.Boolean => "真偽", FieldType.Date => "日付", FieldType.DateTime => "日時", _ => null };
        var words = string.Join('・', new[] { field.Title, type, field.Unit }.OfType<string>());
        return words.Length == 0 ? field.Name : $"{field.Name}（{words}）";
    }

    private static void WriteRows(TextWriter output, Dataset dataset, CancellationToken cancellation)
    {
        foreach (var row in dataset.Read(cancellation).Take(ShownRows))
        {
            var values = row.Values.Select(v => v switch { DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), _ => Convert.ToString(v, CultureInfo.InvariantCulture) });
            var place = row.Geometry is { IsEmpty: false } g
                ? string.Create(CultureInfo.InvariantCulture, $"{g.GeometryType} 経度{g.Coordinate.X:0.######} 緯度{g.Coordinate.Y:0.######}")
                : "位置なし";
            output.WriteLine($"  {row.Place}: {string.Join(" | ", values.Select(v => Excerpt.Of(v ?? "", ShownText)))} [{place}]");
            foreach (var remark in row.Remarks)
                output.WriteLine($"    {remark.Text}");
        }
    }

    private static long Count(Dataset dataset, CancellationToken cancellation) => dataset.RowCount ?? dataset.Read(cancellation).LongCount();

    private static string Shape(GeometryFamily family) => family switch
    {
        GeometryFamily.Point => "点",
        GeometryFamily.Line => "線",
        GeometryFamily.Polygon => "面",
        GeometryFamily.None => "なし",
        _ => "いろいろ",
    };
}
