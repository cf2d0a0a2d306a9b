using System.Net;
using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Engine.Styles.Legend;
using Gis.MapServer.Shell;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.MapServer.Tests.Pages;

/// <summary>Words of the catalogue on pages in other languages: translated where the product has them, Japanese and marked as such where they are the town's own.</summary>
public sealed class LanguagePagesTests(LanguagePagesTests.Town town) : IClassFixture<LanguagePagesTests.Town>
{
    private const string Slope = "土砂災害特別警戒区域（急傾斜地の崩壊）";
    private const string Planned = "土砂災害警戒区域（土石流・指定前）";
    private const string Here = "/place?lon=139.303&lat=35.103";

    /// <summary>All languages but Japanese.</summary>
    public static TheoryData<string> Others => [.. Language.All.Where(l => !l.IsJapanese).Select(l => l.Id)];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task The_sheet_names_the_class_in_its_language_and_keeps_the_Japanese_beside(string language)
    {
        var words = Words(language);
        var page = await PageAsync(Here, language);
        Assert.Contains($"<strong>{words["class.landslide.steep-special"]} <span lang=\"ja\" class=\"original\">{Slope}</span></strong>", page);
        // In a sentence, with what it means; and the town's own Japanese sentence.
        Assert.Contains($"<p>{words["say.zone"].Replace("{title}", words["class.landslide.steep-special"], StringComparison.Ordinal)} {words["means.landslide.steep-special"]}</p>", page);
        Assert.Contains($"<p lang=\"ja\">{Slope}に入っています。", page);
        Assert.Contains(words["language.unreviewed"], page);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_zone_that_is_still_to_be_designated_says_so(string language)
    {
        var words = Words(language);
        var called = words["hazard.planned"].Replace("{class}", words["class.landslide.debris"], StringComparison.Ordinal);
        Assert.NotEqual(words["class.landslide.debris"], called);
        Assert.Contains($"<strong>{called} <span lang=\"ja\" class=\"original\">{Planned}</span></strong>", await PageAsync(Here, language));
    }

    [Theory]
    [InlineData("en", "0.5–3 m", "20 m or more")]
    [InlineData("vi", "0,5–3 m", "20 m trở lên")]
    [InlineData("pt", "0,5–3 m", "20 m ou mais")]
    [InlineData("easy", "0.5〜3m", "20m以上")]
    public async Task Ranges_are_written_by_rule(string language, string range, string open)
    {
        var page = await PageAsync(Here + "&for=flood", language);
        Assert.Contains($"<strong>{range} <span lang=\"ja\" class=\"original\">0.5m以上3m未満</span></strong>", page);
        // The legend has the other classes too, and what their depths mean.
        Assert.Contains($"<b>{open} <span lang=\"ja\" class=\"original\">20.0m以上</span></b> {Words(language)["depth.above"]}", page);
    }

    [Fact]
    public async Task What_the_town_calls_in_its_own_way_stays_Japanese_and_says_so()
    {
        var page = await PageAsync(Here, "en");
        Assert.Contains("<h3><span lang=\"ja\">怪獣の通り道</span> <strong><span lang=\"ja\">足の下</span></strong></h3>", page);
        Assert.Contains("<option value=\"bench\" lang=\"ja\">すわる所 (1)</option>", await PageAsync("/facilities", "en"));
        var data = await PageAsync("/data", "en");
        Assert.Contains("<h2 id=\"group-bees\"><span lang=\"ja\">bees</span></h2>", data);
        Assert.Contains("<a href=\"/data/beehives\"><span><span lang=\"ja\">養蜂箱の場所</span></span></a>", data);
        Assert.Contains("<h1>Zoning（<span lang=\"ja\">町の用途地域</span>）</h1>", await PageAsync("/data/zoning", "en"));
    }

    [Fact]
    public async Task A_legend_that_warns_of_nothing_has_no_second_words()
    {
        var page = await PageAsync("/data/zoning", "en");
        Assert.Contains("<b>Commercial zone</b>", page);
        Assert.Contains("<b><span lang=\"ja\">港の区域</span></b>", page);
        Assert.Contains("<b>商業地域</b>", await PageAsync("/data/zoning", "ja"));
    }

    [Fact]
    public async Task The_catalogue_tells_the_map_what_classes_are_called()
    {
        var catalogue = await town.Server.Client.JsonAsync("/catalogue.json");
        JsonElement Legend(string id, int index) => catalogue.GetProperty("layers").EnumerateArray().Single(l => l.GetProperty("id").GetString() == id).GetProperty("legend")[index];
        Assert.Equal("landslide.steep-special", Legend("landslide", 0).GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, Legend("monster", 0).GetProperty("name").ValueKind);
        Assert.Equal("refuge", Legend("sites", 0).GetProperty("name").GetString());
        var bounds = Legend("flood", 1).GetProperty("bounds");
        Assert.Equal((0.5, 3, "m"), (bounds.GetProperty("min").GetDouble(), bounds.GetProperty("max").GetDouble(), bounds.GetProperty("unit").GetString()));
    }

    private static Dictionary<string, string> Words(string language)
    {
        using var file = typeof(Language).Assembly.GetManifestResourceStream($"messages.{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }

    private async Task<string> PageAsync(string path, string language) =>
        WebUtility.HtmlDecode(await town.Server.Client.GetStringAsync(path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "lang=" + language));

    /// <summary>The small town with zones that have classes in words, a hazard and a kind of facility that only this town knows.</summary>
    public sealed class Town : IAsyncLifetime
    {
        private const string Ground = "POLYGON((139.3 35.1,139.306 35.1,139.306 35.106,139.3 35.106,139.3 35.1))";

        private readonly TestDatabase _database = new();

        /// <summary>Its public server.</summary>
        public RunningServer Server { get; private set; } = null!;

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            await _database.InitializeAsync();
            var made = new MadeTown(_database.Owner);
            await SmallTown.FillAsync(made);
            var monster = KindPresets.Builtin.Single(k => k.Id == "landslide") with { Id = "monster", Title = "怪獣", Titles = new Dictionary<string, string>(), Scale = [] };
            await made.AddKindAsync(monster);
            await made.AddKindAsync(new Kind { Id = "bench", Title = "すわる所", Group = "facility" });
            await made.AddAsync(Zone("landslide", "土砂災害警戒区域", KindPresets.Builtin.Single(k => k.Id == "landslide"), Slope));
            await made.AddAsync(Zone("slides_to_be", "これから指定される区域", KindPresets.Builtin.Single(k => k.Id == "landslide"), Planned));
            await made.AddAsync(Zone("monster", "怪獣の通り道", monster, "足の下"));
            await made.AddAsync(new MadeLayer
            {
                Id = "benches",
                Title = "ベンチ",
                Kind = "bench",
                Fields = [new("名前", "text", "name")],
                Rows = [("POINT(139.3 35.1)", ["海の見えるベンチ"])],
            });
            var zoning = KindPresets.Builtin.Single(k => k.Id == "zoning");
            await made.AddAsync(new MadeLayer
            {
                Id = "zoning",
                Title = "町の用途地域",
                Kind = "zoning",
                Geometry = "polygon",
                Fields = [new("用途地域", "text", "category")],
                Rows = [(Ground, ["商業地域"]), (Ground, ["港の区域"])],
                Style = Style(LegendBuilder.Categories(zoning, "用途地域", [new("商業地域", "商業地域", 2), new("港の区域", "港の区域", 1)])),
            });
            Server = await RunningServer.StartAsync(_database);
        }

        /// <inheritdoc/>
        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            await _database.DisposeAsync();
        }

        private static MadeLayer Zone(string id, string title, Kind kind, string words) => new()
        {
            Id = id,
            Title = title,
            Kind = kind.Id,
            Geometry = "polygon",
            Fields = [new("hazard_class", "text", "hazard-class")],
            Rows = [(Ground, [words])],
            Style = Style(LegendBuilder.Hazard(kind, "hazard_class", [new FoundClass(words, null, null, null, 1)])),
        };

        private static string Style(IReadOnlyList<LegendClass> classes) => JsonSerializer.Serialize(new LayerStyle { Classes = classes }, CatalogueJson.Options);
    }
}
