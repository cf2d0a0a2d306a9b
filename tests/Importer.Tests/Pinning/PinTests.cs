using System.Globalization;
using System.Text;
using System.Text.Json;
using Gis.Core.Geodesy;
using Gis.Importer.Tests.Commands;
using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Pinning;

/// <summary>A map without a place gets one by control points, keeps it through the next edition, and loses it again.</summary>
public sealed class PinTests : IAsyncLifetime
{
    private static readonly PlaneZone Zone = new(9);
    private readonly TemporaryFolder folder = new();
    private TestDatabase database = null!;
    private ImporterRun run = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        run = new ImporterRun(database);
        await run.MustAsync("import", folder.Write("map.xml", MojMapFixture.Map("任意座標系", MojMapFixture.Square(100, 200, 30))), "--layer", "parcels");
    }

    public async Task DisposeAsync()
    {
        run.Dispose();
        folder.Dispose();
        await database.DisposeAsync();
    }

    // The town's true position of the map: turned by 12 degrees, 2 per mille larger, north of zone 9's (-94000, -52000).
    private static PlanePoint True(double mapX, double mapY)
    {
        var (turn, scale) = (12 * Math.PI / 180, 1.002);
        var (right, up) = (mapY, mapX);
        return new PlanePoint(
            -94000 + (scale * ((Math.Sin(turn) * right) + (Math.Cos(turn) * up))), -52000 + (scale * ((Math.Cos(turn) * right) - (Math.Sin(turn) * up))));
    }

    private string Points(string header, Func<double, double, PlanePoint, string> row, double wild = 0, params (double X, double Y)[] corners)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (var (x, y) in corners.Length > 0 ? corners : [(100, 200), (130, 200), (130, 230), (100, 230)])
        {
            var ground = True(x, y);
            text.Append(row(x, y, text.ToString().Count(c => c == '\n') == 2 ? ground with { East = ground.East + wild } : ground)).Append('\n');
        }

        return folder.Write("points.csv", text.ToString());
    }

    private static string Plane(double x, double y, PlanePoint p) => string.Create(CultureInfo.InvariantCulture, $"{x},{y},{p.North:R},{p.East:R}");

    private static string Degrees(double x, double y, PlanePoint p)
    {
        var place = Zone.ToLonLat(p);
        return string.Create(CultureInfo.InvariantCulture, $"{x},{y},{place.Lon:R},{place.Lat:R}");
    }

    // Distance in metres of the parcel's farthest corner from where it truly is.
    private async Task<double> MissAsync()
    {
        var corners = await run.ListAsync("SELECT ST_X(d.geom) || ' ' || ST_Y(d.geom) FROM layer.parcels, ST_DumpPoints(geom) d WHERE d.path[3] < 5");
        Assert.Equal(4, corners.Count);
        (double X, double Y)[] truth = [(100, 200), (130, 200), (130, 230), (100, 230)];
        return corners.Max(c =>
        {
            var parts = c.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            var at = Zone.ToPlane(new LonLat(parts[0], parts[1]));
            return truth.Min(t => Math.Sqrt(Math.Pow(at.North - True(t.X, t.Y).North, 2) + Math.Pow(at.East - True(t.X, t.Y).East, 2)));
        });
    }

    [Theory]
    [InlineData("x,y,lon,lat", false, "helmert")]
    [InlineData("north,east,lon,lat", false, "helmert")]
    [InlineData("x,y,X,Y", true, "helmert")]
    [InlineData("地図X,地図Y,公共X,公共Y", true, "affine")]
    public async Task A_pinned_map_lies_where_its_control_points_say(string header, bool plane, string method)
    {
        var points = Points(header, plane ? Plane : Degrees);

        var result = await run.MustAsync("pin", "試験図", "--points", points, "--method", method, "--crs", "EPSG:6677", "--report", Path.Combine(folder.Root, "pin.json"));

        Assert.InRange(await MissAsync(), 0, 0.001);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Root, "pin.json")));
        Assert.InRange(report.RootElement.GetProperty("rms").GetDouble(), 0, 0.001);
        Assert.Equal(4, report.RootElement.GetProperty("points").GetArrayLength());
        Assert.InRange(report.RootElement.GetProperty("scale").GetDouble(), 1.00199, 1.00201);
        Assert.InRange(report.RootElement.GetProperty("turn").GetDouble(), 11.999, 12.001);
        Assert.Contains("RMS", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task X_to_the_right_is_found_out_because_no_map_lies_face_down()
    {
        var points = Points("x,y,lon,lat", (x, y, p) => Degrees(y, x, p));

        var result = await run.MustAsync("pin", "試験図", "--points", points);

        Assert.Contains("x=東", result.Output, StringComparison.Ordinal);
        Assert.InRange(await MissAsync(), 0, 0.001);
    }

    [Fact]
    public async Task It_is_found_by_its_number_before_and_after_and_every_step_is_undone()
    {
        const string Entry = "SELECT label || CASE WHEN point IS NULL THEN ' なし' ELSE ' あり' END FROM search.public_entry WHERE layer_id = 'parcels' ORDER BY norm LIMIT 1";
        Assert.EndsWith(" なし", await run.AskAsync<string>(Entry), StringComparison.Ordinal);

        await run.MustAsync("pin", "試験図", "--points", Points("x,y,lon,lat", Degrees));
        Assert.EndsWith(" あり", await run.AskAsync<string>(Entry), StringComparison.Ordinal);
        Assert.Equal("0 helmert", await run.AskAsync<string>("SELECT unplaced_count || ' ' || (lineage #>> '{pins,試験図,method}') FROM gis.layer WHERE id = 'parcels'"));
        Assert.Equal(1, await run.AskAsync<long>("SELECT count(*) FROM history.parcels WHERE geom IS NULL AND gis_actor = 'tester'"));

        await run.MustAsync("unpin", "試験図");
        Assert.EndsWith(" なし", await run.AskAsync<string>(Entry), StringComparison.Ordinal);
        Assert.Equal("1 ", await run.AskAsync<string>("SELECT unplaced_count || ' ' || coalesce(lineage #>> '{pins,試験図,method}', '') FROM gis.layer WHERE id = 'parcels'"));

        await run.MustAsync("undo", "parcels");
        Assert.InRange(await MissAsync(), 0, 0.001);
        Assert.Equal(1, await run.AskAsync<long>("SELECT count(*) FROM gis.map_pin"));
        await run.MustAsync("undo", "parcels");
        Assert.EndsWith(" なし", await run.AskAsync<string>(Entry), StringComparison.Ordinal);
        Assert.Equal(0, await run.AskAsync<long>("SELECT count(*) FROM gis.map_pin"));
        Assert.Equal(1, await run.AskAsync<long>("SELECT count(*) FROM layer.parcels"));
    }

    [Fact]
    public async Task The_same_file_again_and_the_next_edition_keep_the_pin()
    {
        await run.MustAsync("pin", "試験図", "--points", Points("x,y,lon,lat", Degrees));

        var again = await run.MustAsync("import", Path.Combine(folder.Root, "map.xml"), "--layer", "parcels");
        Assert.Contains("変更なし", again.Output, StringComparison.Ordinal);
        var next = MojMapFixture.Map("任意座標系", MojMapFixture.Square(100, 200, 30)).Replace("本町", "新町", StringComparison.Ordinal);
        await run.MustAsync("import", folder.Write("map.xml", next), "--layer", "parcels");

        Assert.InRange(await MissAsync(), 0, 0.001);
        Assert.Equal("新町 1", await run.AskAsync<string>("SELECT \"大字名\" || ' ' || (SELECT count(*) FROM gis.map_pin) FROM layer.parcels"));
        await run.MustAsync("unpin", "試験図");
        Assert.Equal(1, await run.AskAsync<long>("SELECT count(*) FROM layer.parcels WHERE geom IS NULL"));
    }

    [Fact]
    public async Task Wild_points_are_refused_unless_told_and_then_said()
    {
        var points = Points("x,y,lon,lat", Degrees, wild: 40);

        var refused = await run.RunAsync("pin", "試験図", "--points", points);
        Assert.Equal(1, refused.Code);
        Assert.Contains("ずれ", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--accept-residuals", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, await run.AskAsync<long>("SELECT count(*) FROM layer.parcels WHERE geom IS NOT NULL"));

        var told = await run.MustAsync("pin", "試験図", "--points", points, "--accept-residuals");
        Assert.Contains("受け入れました", told.Output, StringComparison.Ordinal);
        Assert.Equal(1, await run.AskAsync<long>("SELECT count(*) FROM layer.parcels WHERE geom IS NOT NULL"));
    }

    [Theory]
    [InlineData("two", "3つ以上")]
    [InlineData("line", "一直線")]
    [InlineData("words", "数値")]
    [InlineData("abroad", "日本")]
    [InlineData("columns", "x,y,lon,lat")]
    [InlineData("mirror", "裏返し")]
    public async Task Points_that_say_nothing_are_refused_in_one_sentence(string what, string hint)
    {
        var points = what switch
        {
            "two" => Points("x,y,lon,lat", Degrees, 0, (100, 200), (130, 200)),
            "line" => Points("x,y,lon,lat", Degrees, 0, (100, 200), (110, 200), (130, 200)),
            "words" => folder.Write("points.csv", "x,y,lon,lat\n1,2,ここ,35\n"),
            "abroad" => folder.Write("points.csv", "x,y,lon,lat\n1,2,2.35,48.85\n"),
            "mirror" => Points("east,north,lon,lat", Degrees),
            _ => folder.Write("points.csv", "あ,い,う,え\n1,2,3,4\n"),
        };

        var result = await run.RunAsync("pin", "試験図", "--points", points, "--tolerance", "1000", "--method", what == "mirror" ? "affine" : "helmert");

        Assert.Equal(1, result.Code);
        Assert.Contains(hint, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', result.Error.Trim());
        Assert.Equal(0, await run.AskAsync<long>("SELECT count(*) FROM gis.map_pin"));
    }

    [Fact]
    public async Task A_map_that_is_not_there_names_those_that_are()
    {
        var result = await run.RunAsync("pin", "よその図", "--points", Points("x,y,lon,lat", Degrees));

        Assert.Equal(2, result.Code);
        Assert.Contains("試験図", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await run.RunAsync("unpin", "試験図")).Code);
    }
}
