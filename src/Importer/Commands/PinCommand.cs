using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Importer.Formats;
using Gis.Importer.Pinning;

namespace Gis.Importer.Commands;

/// <summary><c>pin MAP --points FILE</c> and <c>unpin MAP</c>: gives a map without a place (任意座標系) one, and takes it away.</summary>
internal static class PinCommand
{
    private const double DefaultTolerance = 5;

    private static readonly JsonSerializerOptions Json = new(CatalogueJson.Options) { WriteIndented = true };

    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var map = new Argument<string>("MAP") { Description = "地図名（任意座標系の地図）" };
        var points = new Option<string>("--points") { Description = "対応点のCSV（列は x,y,lon,lat または x,y,plane_x,plane_y）。3点以上", Required = true };
        var method = new Option<string>("--method") { Description = "helmert（向き・大きさ・位置）か affine（縦横の伸びと傾きも）", DefaultValueFactory = _ => "helmert" };
        method.AcceptOnlyFromAmong("helmert", "affine");
        var layer = new Option<string?>("--layer") { Description = "レイヤID（同じ名前の地図が2つあるとき）" };
        var crs = new Option<string?>("--crs") { Description = "平面直角座標の系（EPSG:6677 など）。省くと町の系" };
        var tolerance = new Option<double>("--tolerance") { Description = "許すずれ（m）", DefaultValueFactory = _ => DefaultTolerance };
        var accept = new Option<bool>("--accept-residuals") { Description = "ずれが大きくても受け入れます" };
        var dryRun = new Option<bool>("--dry-run") { Description = "ずれを計算するだけで、何も変えません" };
        var report = new Option<string?>("--report") { Description = "結果をJSONで書き出すファイル" };
        var command = new Command("pin", "位置のない地図（任意座標系）を、対応点で地図の上に置きます") { map, points, method, layer, crs, tolerance, accept, dryRun, report };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var place = await Workplace.OpenAsync(environment, arguments, home, cancellation);
            var run = new PinRun(place.Owner, environment.Actor, environment.Error.WriteLine);
            var found = await run.FindAsync(arguments.GetValue(map)!, LayerOf(arguments.GetValue(layer)), cancellation);
            var zone = ZoneOf(arguments.GetValue(crs)) ?? await run.TownZoneAsync(cancellation);
            var path = arguments.GetValue(points)!;
            var control = ControlPoints.Read(path, zone);
            var fitMethod = arguments.GetValue(method) == "affine" ? PinMethod.Affine : PinMethod.Helmert;
            var (fit, result) = new PinDecision(control.Zone, control, fitMethod)
                .Decide(found.Layer.Value, found.Map, arguments.GetValue(tolerance), arguments.GetValue(accept));
            if (!arguments.GetValue(dryRun))
            {
                var source = $"位置合わせ {found.Map}（{Path.GetFileName(path)}）";
                result = await run.PinAsync(found, fit.Pin, result, source, SHA256.HashData(await File.ReadAllBytesAsync(path, cancellation)), cancellation);
            }

            Write(environment.Out, result, control.Ground);
            if (arguments.GetValue(report) is { } file)
                await File.WriteAllTextAsync(file, JsonSerializer.Serialize(result, Json), cancellation);
            return 0;
        });
        return command;
    }

    public static Command BuildUnpin(CommandEnvironment environment, Option<string> home)
    {
        var map = new Argument<string>("MAP") { Description = "地図名" };
        var layer = new Option<string?>("--layer") { Description = "レイヤID（同じ名前の地図が2つあるとき）" };
        var command = new Command("unpin", "位置合わせを取り消し、地図を位置のない状態に戻します") { map, layer };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var place = await Workplace.OpenAsync(environment, arguments, home, cancellation);
            var run = new PinRun(place.Owner, environment.Actor, environment.Error.WriteLine);
            var found = await run.FindAsync(arguments.GetValue(map)!, LayerOf(arguments.GetValue(layer)), cancellation);
            var result = await run.UnpinAsync(found, cancellation);
            await environment.Out.WriteLineAsync($"地図「{found.Map}」の位置合わせを取り消しました：{result.Parcels:N0}筆が位置なしに戻りました（第{result.Revision}版）。地番では引き続き検索できます。");
            return 0;
        });
        return command;
    }

    private static void Write(TextWriter output, PinReport report, string ground)
    {
        string M(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
        output.WriteLine($"地図「{report.Map}」  方法: {(report.Method == "affine" ? "アフィン変換" : "ヘルマート変換")}  対応点の地上側: {ground}");
        foreach (var point in report.Points!)
            output.WriteLine($"  {point.Name}: ずれ {M(point.Metres)} m（東へ {M(point.East)}、北へ {M(point.North)}）");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  RMS {M(report.Rms!.Value)} m、縮尺 {report.Scale:0.######}、回転 {report.Turn:0.####}度"));
        foreach (var remark in report.Remarks)
            output.WriteLine("  注意: " + remark);
        output.WriteLine(report.Revision is { } revision
            ? $"{report.Parcels:N0}筆を地図に置きました（第{revision}版）。位置は参考です。取り消すには unpin、または undo。"
            : "試しの計算です。何も変えていません。");
    }

    private static LayerId? LayerOf(string? text)
    {
        if (text is null)
            return null;
        return LayerId.TryParse(text.Replace('-', '_'), out var id) ? id : throw ImportException.Usage($"レイヤID「{text}」は使えません。gis-import layers で一覧を確認してください。");
    }

    private static PlaneZone? ZoneOf(string? crs)
    {
        if (crs is null)
            return null;
        return Crs.TryParse(crs) is { } parsed && PlaneZone.FromEpsg(parsed.Epsg) is { } zone
            ? zone
            : throw ImportException.Usage($"「{crs}」は平面直角座標の系ではありません。EPSG:6669（1系）〜EPSG:6687（19系）を指定してください。");
    }
}
