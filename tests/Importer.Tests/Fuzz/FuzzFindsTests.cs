using System.Text;
using Gis.Importer.Tests.Commands;
using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Fuzz;

/// <summary>What fuzzing found once, and must not find again.</summary>
public sealed class FuzzFindsTests(TestDatabase database) : IClassFixture<TestDatabase>, IDisposable
{
    private const string Point = """{"type":"Feature","properties":{"名称":"駅"},"geometry":{"type":"Point","coordinates":[139.1,35.1]}}""";

    private readonly TemporaryFolder folder = new();
    private readonly FuzzReading reading = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("areas.geojson", 52)]
    [InlineData("areas.geojson", 68)]
    [InlineData("areas.geojson", 85)]
    [InlineData("areas.geojson", 126)]
    public void A_case_that_was_a_fault_ends_well(string target, int number)
    {
        var path = FuzzSamples.Find(target, folder).Write(Path.Combine(folder.Root, "case"), number);

        Assert.Matches("^(rows|refused) ", reading.Read(path));
    }

    [Theory]
    [InlineData("places.kml", 1214)]
    [InlineData("places.kmz", 271)]
    public async Task A_case_that_did_not_end_ends(string target, int number)
    {
        // In a process of its own, which is ended when it does not end.
        var run = new FuzzRun(target);
        await run.ReadAsync(number, 1);

        Assert.Empty(run.Faults);
        Assert.Equal(1, run.Loaded + run.Refused);
    }

    [Fact]
    public void A_file_whose_first_bytes_are_no_characters_is_explained()
    {
        byte[] text = [0xEF, 0xBB, 0xBF, 0xFF, .. Encoding.UTF8.GetBytes(MojMapFixture.Map("公共座標9系", MojMapFixture.Square(0, 0, 10)))];

        Assert.Contains("地図XMLが途中で切れているか壊れています", reading.Read(folder.Write("map.xml", text)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_quoted_cannot_steer_a_terminal() =>
        Assert.StartsWith("refused ", reading.Read(folder.Write("map.xml", MojMapFixture.Map("公共座標\u0085\u009b2J系", MojMapFixture.Square(0, 0, 10)))), StringComparison.Ordinal);

    [Theory]
    [InlineData("\\ud800geometry")]
    [InlineData("\\ud800")]
    [InlineData("geometr\\u0079")]
    public void Half_a_character_in_a_member_name_costs_nothing_but_the_name(string name)
    {
        const string Text = """{"type":"FeatureCollection","NAME":1,"crs":{"properties":{"NAME":1}},"features":[{"NAME":null,"type":"Feature","properties":{"NAME":1},"geometry":{"type":"Point","coordinates":[139.1,35.1]}}]}""";

        Assert.Equal("rows 1", reading.Read(folder.Write("half.geojson", Text.Replace("NAME", name, StringComparison.Ordinal))));
    }

    [Fact]
    public void Metres_that_lie_on_no_degree_are_set_aside()
    {
        var path = ShapefileFixture.Points(folder, "far", [(1e20, double.MaxValue), (-52000, -94000)], "A", ["x", "y"], Encoding.ASCII);
        folder.Write("far.prj", MarkupSamples.PlaneZone9);

        Assert.Equal("rows 1", reading.Read(path));
    }

    [Theory]
    [InlineData("999", "999")]
    [InlineData("1e300", "35")]
    [InlineData("-4000", "2e5")]
    public void One_row_with_impossible_degrees_does_not_cost_the_others(string x, string y)
    {
        var wild = $$$"""{"type":"Feature","properties":{"名称":"?"},"geometry":{"type":"Point","coordinates":[{{{x}}},{{{y}}}]}}""";
        var json = folder.Write("wild.geojson", $$"""{"type":"FeatureCollection","features":[{{Point}},{{wild}},{{Point}}]}""");
        var shape = ShapefileFixture.Points(
            folder, "wild", [(139.1, 35.1), (double.Parse(x, System.Globalization.CultureInfo.InvariantCulture), double.Parse(y, System.Globalization.CultureInfo.InvariantCulture))], "A", ["x", "y"], Encoding.ASCII);
        folder.Write("wild.prj", MarkupSamples.Degrees);
        var kml = folder.Write("wild.kml", $"""<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>a</name><Point><coordinates>139.1,35.1</coordinates></Point></Placemark><Placemark><name>b</name><Point><coordinates>{x},{y}</coordinates></Point></Placemark></Document></kml>""");

        Assert.Equal("rows 2", reading.Read(json));
        Assert.Equal("rows 1", reading.Read(shape));
        Assert.Equal("rows 1", reading.Read(kml));
    }

    [Fact]
    public async Task A_line_break_in_a_cell_that_is_quoted_does_not_break_the_sentence()
    {
        using var run = new ImporterRun(database);

        var told = await run.RunAsync("import", folder.Write("broken.csv", "名称,緯度,経度\n甲,昭和45年4月1日,\"二行\nの備考\"\n"), "--layer", "broken_lines");

        Assert.Equal(1, told.Code);
        Assert.Contains("「二行 の備考」", told.Error, StringComparison.Ordinal);
        Assert.True(FuzzReading.IsSentence(told.Error.Trim(), folder.Root), told.Error);
    }

    [Fact]
    public void A_name_in_an_archive_cannot_steer_a_terminal()
    {
        var path = folder.Write("steer.zip", ZipParts.Pack([("a\u001b[2Jb.geojson", Encoding.UTF8.GetBytes("{"))]));

        var told = reading.Read(path);

        Assert.StartsWith("refused ", told, StringComparison.Ordinal);
        Assert.Contains("[2Jb.geojson", told, StringComparison.Ordinal);
    }
}
