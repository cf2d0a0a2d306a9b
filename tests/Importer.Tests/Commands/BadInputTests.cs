using System.Text;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Commands;

/// <summary>What cannot be loaded: one sentence on stderr, exit status 1 (or 2 for wrong usage), and nothing changed.</summary>
public sealed class BadInputTests(TestDatabase database) : ImporterTest(database)
{
    private const string Good = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"公園"},"geometry":{"type":"Point","coordinates":[139.1,35.1]}}]}
        """;

    public static TheoryData<string> Bad => new("truncated.zip", "noshp.dbf", "metres.geojson", "page.xml", "half.geojson", "empty.csv", "header.csv", "missing.gpkg");

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_broken_file_is_refused_in_one_sentence_and_the_layer_stays(string name)
    {
        await Run.MustAsync("import", Folder.Write("good.geojson", Good), "--layer", "kept");
        var before = await Run.HashAsync("kept");
        var catalogue = await CatalogueHash();

        var result = await Run.RunAsync("import", Make(name), "--layer", "kept");

        Assert.Equal(1, result.Code);
        Assert.Equal(before, await Run.HashAsync("kept"));
        Assert.Equal(catalogue, await CatalogueHash());
        var sentence = result.Error.Trim();
        Assert.DoesNotContain('\n', sentence);
        Assert.Contains(name[..name.IndexOf('.', StringComparison.Ordinal)], sentence, StringComparison.Ordinal);
        Assert.EndsWith("。", sentence, StringComparison.Ordinal);
        Assert.Contains("ください", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_broken_file_makes_no_layer(string name)
    {
        var result = await Run.RunAsync("import", Make(name), "--layer", "never");

        Assert.Equal(1, result.Code);
        Assert.Equal("none", await Run.HashAsync("never"));
        Assert.Equal(0, await Run.AskAsync<long>("SELECT count(*) FROM gis.layer WHERE id = 'never'"));
    }

    [Fact]
    public async Task A_list_without_coordinates_is_kept_unplaced_and_says_so()
    {
        var result = await Run.MustAsync("import", Folder.Write("list.csv", "名称,住所\n公民館,本町1\n図書館,本町2\n"), "--layer", "unplaced", "--kind", "facility");

        Assert.Contains("位置なし2", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, await Run.AskAsync<long>("SELECT count(*) FROM layer.unplaced WHERE geom IS NULL"));
        Assert.Equal(2, await Run.AskAsync<long>("SELECT unplaced_count FROM gis.layer WHERE id = 'unplaced'"));
        Assert.Equal(["公民館", "図書館"], await Run.ListAsync("SELECT label FROM search.public_entry WHERE layer_id = 'unplaced' AND point IS NULL ORDER BY label"));
    }

    [Theory]
    [InlineData("--kind", "flod", "flood-depth")]
    [InlineData("--crs", "EPSG:abc", "EPSG:6677")]
    [InlineData("--encoding", "klingon", "CP932")]
    [InlineData("--layer", "日本語", "英小文字")]
    [InlineData("--dataset", "none", "good")]
    [InlineData("--audience", "everyone", "everyone")]
    [InlineData("--coverage", "moon", "extent")]
    public async Task Wrong_words_are_wrong_usage_and_the_right_ones_are_named(string option, string value, string hint)
    {
        var file = Folder.Write("good.geojson", Good);
        string[] arguments = option == "--coverage"
            ? ["import", Folder.Write("flood.geojson", Flood), "--kind", "flood-depth", option, value]
            : ["import", file, option, value];

        var result = await Run.RunAsync(arguments);

        Assert.Equal(2, result.Code);
        Assert.Contains(hint, result.Error, StringComparison.Ordinal);
        Assert.Equal("none", await Run.HashAsync("good"));
        Assert.Equal("none", await Run.HashAsync("flood"));
    }

    [Theory]
    [InlineData()]
    [InlineData("import")]
    [InlineData("fly")]
    [InlineData("import", "x.csv", "--wings")]
    public async Task Wrong_command_lines_are_wrong_usage(params string[] arguments)
    {
        var result = await Run.RunAsync(arguments);

        Assert.Equal(2, result.Code);
        Assert.Contains("指定が正しくありません", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_to_a_layer_of_another_kind_is_refused()
    {
        await Run.MustAsync("import", Folder.Write("data.geojson", Good), "--kind", "aed");
        var hash = await Run.HashAsync("data");

        var result = await Run.RunAsync("import", Folder.Write("sub/data.geojson", Good.Replace("公園", "道", StringComparison.Ordinal)), "--kind", "toilet");

        Assert.Equal(1, result.Code);
        Assert.Contains("--layer", result.Error, StringComparison.Ordinal);
        Assert.Equal(hash, await Run.HashAsync("data"));
    }

    private const string Flood = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"浸水深":"0.5m未満"},
        "geometry":{"type":"Polygon","coordinates":[[[139.1,35.1],[139.2,35.1],[139.2,35.2],[139.1,35.1]]]}}]}
        """;

    private Task<string?> CatalogueHash() => Run.AskAsync<string>(
        "SELECT md5(string_agg(l::text, '|' ORDER BY id)) || (SELECT count(*) FROM gis.import) || (SELECT count(*) FROM gis.change) FROM gis.layer l");

    private string Make(string name) => name switch
    {
        "truncated.zip" => Truncated(name),
        "noshp.dbf" => Folder.Write(name, [3, 1, 1, 1, 0, 0, 0, 0, 33, 0, 1, 0, .. new byte[21], 13]),
        "metres.geojson" => Folder.Write(name, Good.Replace("139.1,35.1", "-12345.6,-45678.9", StringComparison.Ordinal)),
        "page.xml" => Folder.Write(name, "<!DOCTYPE html><html><head><title>404</title></head><body>Not found</body></html>"),
        "half.geojson" => Folder.Write(name, Good[..^30]),
        "empty.csv" => Folder.Write(name, ""),
        "header.csv" => Folder.Write(name, "名称,緯度,経度\n"),
        _ => Path.Combine(Folder.Root, name),
    };

    private string Truncated(string name)
    {
        var whole = File.ReadAllBytes(Folder.Zip("whole.zip", Encoding.UTF8, ("good.geojson", Encoding.UTF8.GetBytes(Good))));
        return Folder.Write(name, whole[..(whole.Length / 2)]);
    }
}
