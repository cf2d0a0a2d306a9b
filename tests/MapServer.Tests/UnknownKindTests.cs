using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Core.Japanese;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Tiles;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.MapServer.Tests;

/// <summary>A layer of a kind and name nobody has seen, loaded while the server runs, is everywhere within two seconds.</summary>
public sealed class UnknownKindTests : IAsyncLifetime
{
    private const string Id = "zzz_9_nobody_has_seen";

    private readonly TestDatabase _database = new();
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        var town = new MadeTown(_database.Owner);
        await town.BeginAsync();
        _server = await RunningServer.StartAsync(_database);
        await town.AddKindAsync(new Kind { Id = "kind-nobody-has-seen", Title = "見たことのない種類", Group = "novel", Visible = true });
        await town.AddAsync(new MadeLayer
        {
            Id = Id,
            Title = "見たことのない層",
            Kind = "kind-nobody-has-seen",
            Geometry = "polygon",
            Fields = [new("呼び名 \"その1\"", "text", "name"), new("値'; --", "number")],
            Rows = [("POLYGON((139.3 35.1,139.31 35.1,139.31 35.11,139.3 35.11,139.3 35.1))", ["たぬき山", 3.5])],
        });
        await town.AddSearchEntryAsync("public_entry", Id, 1, "たぬき山", null, SearchText.Normalise("たぬき山"), 1, (139.305, 35.105));
        var since = DateTime.UtcNow;
        await _server.UntilAsync(s => s?.Find(Id) is { FeatureCount: 1 });
        Assert.True(DateTime.UtcNow - since < TimeSpan.FromSeconds(2), "The new layer took longer than two seconds to appear.");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task It_is_in_catalogue_legend_panel_style_tiles_features_and_search()
    {
        var client = _server.Client;
        var catalogue = await client.JsonAsync("/catalogue.json");
        Assert.Contains(catalogue.GetProperty("groups").EnumerateArray(), g => g.GetProperty("id").GetString() == "novel");
        var layer = catalogue.GetProperty("layers").EnumerateArray().Single(l => l.GetProperty("id").GetString() == Id);
        var legend = layer.GetProperty("legend").EnumerateArray().Single();
        Assert.Equal("見たことのない層", legend.GetProperty("label").GetString());
        Assert.Matches("^#[0-9a-f]{6}$", legend.GetProperty("color").GetString());
        Assert.Equal("{呼び名 \"その1\"}", layer.GetProperty("panel").GetProperty("title").GetString());
        Assert.Equal(2, layer.GetProperty("panel").GetProperty("fields").GetArrayLength());

        var style = await client.JsonAsync("/styles/town.json");
        var drawn = style.GetProperty("layers").EnumerateArray()
            .Where(l => l.TryGetProperty("metadata", out var m) && m.GetProperty("gis:layer").GetString() == Id)
            .Select(l => l.GetProperty("id").GetString()).ToList();
        Assert.NotEmpty(drawn);
        Assert.Equal(drawn, layer.GetProperty("styleLayers").EnumerateArray().Select(s => s.GetString()));

        var template = style.GetProperty("sources").GetProperty(Id).GetProperty("tiles")[0].GetString()!;
        Assert.Equal(layer.GetProperty("tiles").GetString(), template);
        var tile = TileCoord.At(new LonLat(139.305, 35.105), 14);
        var bytes = await client.GetByteArrayAsync(
            template.Replace("{z}/{x}/{y}", $"{tile.Z}/{tile.X}/{tile.Y}", StringComparison.Ordinal));
        var feature = DecodedTile.Read(bytes).Single(l => l.Name == Id).Features.Single();
        Assert.Equal("たぬき山", feature.Properties["呼び名 \"その1\""]);
        Assert.Equal("3.5", feature.Properties["値'; --"]);

        var item = await client.JsonAsync($"/ogc/collections/{Id}/items/1");
        Assert.Equal("たぬき山", item.GetProperty("properties").GetProperty("呼び名 \"その1\"").GetString());
        var hit = (await client.JsonAsync("/search?q=" + Uri.EscapeDataString("タヌキ"))).GetProperty("features")[0].GetProperty("properties");
        Assert.Equal(Id, hit.GetProperty("layer").GetString());
        Assert.Equal("見たことのない種類", hit.GetProperty("kindTitle").GetString());
    }
}
