using System.Text.Json;
using Gis.Core.Japanese;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.MapServer.Tests;

public sealed class SearchTests(SearchTests.Index index) : IClassFixture<SearchTests.Index>
{
    [Theory]
    [InlineData("大字飯豊字X123番地4", "飯豊X123-4", "exact")]
    [InlineData("１２３－４", "飯豊X123-4", "infix")]
    [InlineData("123の4", "飯豊X123-4", "infix")]
    [InlineData("飯豊 百二十三番四", "飯豊X123-4", "infix")]
    [InlineData("本町1丁目", "本町1丁目", "exact")]
    [InlineData("本町一丁目２", "本町1丁目2番3号", "prefix")]
    [InlineData("しおみしょうがっこう", "潮見小学校", "exact")]
    [InlineData("潮見小", "潮見小学校", "prefix")]
    [InlineData("小学校", "潮見小学校", "infix")]
    [InlineData("塩見小学校", "潮見小学校", "fuzzy")]
    [InlineData("潮見小学高", "潮見小学校", "fuzzy")]
    [InlineData("潮小学校", "潮見小学校", "fuzzy")]
    [InlineData("塩見小", "潮見小学校", "fuzzy")]
    [InlineData("飯豊字X１２３番地の四", "飯豊X123-4", "exact")]
    public async Task The_first_hit_is_what_was_meant(string words, string label, string match)
    {
        var first = (await FindAsync(words))[0].GetProperty("properties");
        Assert.Equal(label, first.GetProperty("label").GetString());
        Assert.Equal(match, first.GetProperty("match").GetString());
        Assert.NotEqual("", first.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_number_alone_finds_that_parcel_before_longer_numbers() =>
        Assert.Equal(["飯豊X123-4", "飯豊X1123-4"], (await FindAsync("123-4")).Select(Label));

    // The real 吉 of some names, and what a telephone's keyboard offers: letters of two halves each.
    [Theory]
    [InlineData("𠮷")]
    [InlineData("𠮷田")]
    [InlineData("1💩")]
    [InlineData("潮𠮷小学校")]
    [InlineData("💩💩💩💩💩💩💩")]
    public async Task Letters_of_two_halves_are_letters(string words) => Assert.All(await FindAsync(words), hit => Assert.NotEqual("", Label(hit)));

    [Fact]
    public async Task A_place_comes_before_parcels_of_its_name() => Assert.Equal("本町1丁目", Label((await FindAsync("本町1"))[0]));

    [Fact]
    public async Task A_thing_under_several_keys_comes_once() => Assert.Single(await FindAsync("潮見小学校"));

    [Fact]
    public async Task What_has_no_place_is_found_without_one() =>
        Assert.Equal(JsonValueKind.Null, (await FindAsync("任意")).Single().GetProperty("geometry").ValueKind);

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    [InlineData("どこにもない名前")]
    [InlineData("大学病院")]
    [InlineData("%")]
    [InlineData("_____")]
    [InlineData("\0")]
    public async Task Nothing_found_is_an_empty_list(string words) => Assert.Empty(await FindAsync(words));

    [Theory]
    [InlineData("/search")]
    [InlineData("/search?q=a&limit=0")]
    [InlineData("/search?q=a&limit=-1")]
    [InlineData("/search?q=a&limit=x")]
    public Task A_wrong_question_is_a_problem(string path) => index.Server.Client.ProblemAsync(path, 400);

    [Fact]
    public async Task The_list_is_as_long_as_asked_and_never_longer_than_fifty()
    {
        Assert.Equal(3, (await FindAsync("町丁目", 3)).Count);
        Assert.Equal(50, (await FindAsync("町丁目", 1000)).Count);
    }

    [Fact]
    public async Task Answers_are_kept_by_nobody()
    {
        using var response = await index.Server.Client.GetAsync("/search?q=本町");
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    private static string? Label(JsonElement feature) => feature.GetProperty("properties").GetProperty("label").GetString();

    private async Task<List<JsonElement>> FindAsync(string words, int limit = 10) =>
        [.. (await index.Server.Client.JsonAsync($"/search?q={Uri.EscapeDataString(words)}&limit={limit}")).GetProperty("features").EnumerateArray()];

    /// <summary>A server over a search index as the importer writes it.</summary>
    public sealed class Index : IAsyncLifetime
    {
        private readonly TestDatabase _database = new();

        public RunningServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await _database.InitializeAsync();
            var town = new MadeTown(_database.Owner);
            await town.BeginAsync();
            await town.AddAsync(new MadeLayer { Id = "parcels", Kind = "parcel", Geometry = "polygon" });
            await town.AddAsync(new MadeLayer { Id = "places", Kind = "facility" });
            await AddAsync(town, "parcels", 1, "飯豊X123-4", 1);
            await AddAsync(town, "parcels", 2, "飯豊X1123-4", 1);
            await AddAsync(town, "parcels", 3, "本町1-5", 1);
            await AddAsync(town, "parcels", 4, "本町1丁目2番3号", 1.8);
            await AddAsync(town, "places", 1, "本町1丁目", 5);
            await AddAsync(town, "places", 2, "潮見小学校", 3);
            await town.AddSearchEntryAsync("public_entry", "places", 2, "潮見小学校", "本町", SearchText.Normalise("しおみしょうがっこう"), 3, (139.3, 35.1));
            await town.AddSearchEntryAsync("public_entry", "parcels", 5, "任意の地図 1", null, SearchText.Normalise("任意の地図 1"), 1, null);
            for (var i = 10; i < 90; i++)
                await AddAsync(town, "places", i, $"町丁目{i}", 1);
            Server = await RunningServer.StartAsync(_database);
        }

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            await _database.DisposeAsync();
        }

        private static Task AddAsync(MadeTown town, string layer, long fid, string label, double weight) =>
            town.AddSearchEntryAsync("public_entry", layer, fid, label, null, SearchText.Normalise(label), weight, (139.3, 35.1));
    }
}
