using System.CommandLine;
using System.Globalization;
using Gis.Core.Database;
using Gis.Importer.Formats;
using Gis.Importer.Kinds;
using Gis.Importer.Planning;

namespace Gis.Importer.Commands;

/// <summary><c>inspect FILE…</c>: what files hold and what they are taken for, with the reasons, without touching the database.</summary>
internal static class InspectCommand
{
    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var files = new Argument<string[]>("FILE") { Description = "ファイル、フォルダ、ZIP", Arity = ArgumentArity.OneOrMore };
        var crs = new Option<string?>("--crs") { Description = "座標系（EPSG:6677 など）" };
        var encoding = new Option<string?>("--encoding") { Description = "文字コード" };
        var command = new Command("inspect", "ファイルの中身と判定の理由を表示します（データベースは使いません）") { files, crs, encoding };
        command.SetAction((arguments, cancellation) =>
        {
            var order = new ImportOrder { Paths = arguments.GetValue(files)!, Crs = arguments.GetValue(crs), Encoding = arguments.GetValue(encoding) };
            var options = ImportPlanner.ReadOptionsOf(order);
            var recognition = new KindRecognition(KindSet.Load(new GisHome(arguments.GetValue(home)!)));
            foreach (var path in order.Paths)
            {
                using var set = SourceFormats.Opener().Open(path, options, null, cancellation);
                foreach (var dataset in set.Datasets)
                    Write(environment.Out, dataset, recognition.Recognise(dataset), cancellation);
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
        output.WriteLine($"  列: {string.Join('、', dataset.Fields.Select(f => f.Name))}");
        foreach (var remark in dataset.Remarks)
            output.WriteLine($"  注意: {remark}");
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
