using System.Text.Json;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests;

public sealed class LiveTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SmallTown.FillAsync(new MadeTown(_database.Owner));
        _server = await RunningServer.StartAsync(_database);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Plain_SQL_reaches_an_open_map_as_an_event_with_layer_and_revision()
    {
        var before = _server.Services.GetService(typeof(Engine.Reading.TownCatalogue)) as Engine.Reading.TownCatalogue;
        var revision = before!.Current!.Find("beehives")!.Revision;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var stream = await _server.Client.GetStreamAsync("/live", stop.Token);
        using var reader = new StreamReader(stream);
        Assert.Equal("hello", (await EventAsync(reader, stop.Token)).Name);

        await ExecuteAsync("UPDATE layer.beehives SET \"巣の名\" = 'みつばち改' WHERE fid = 1");
        var (name, data) = await EventAsync(reader, stop.Token);
        Assert.Equal("change", name);
        var change = data.GetProperty("layers").EnumerateArray().Single();
        Assert.Equal("beehives", change.GetProperty("layer").GetString());
        Assert.Equal(revision + 1, change.GetProperty("revision").GetInt64());
        var item = await _server.Client.JsonAsync("/ogc/collections/beehives/items/1");
        Assert.Equal("みつばち改", item.GetProperty("properties").GetProperty("巣の名").GetString());
    }

    [Fact]
    public async Task A_change_of_a_staff_layer_is_not_told_to_the_public()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var stream = await _server.Client.GetStreamAsync("/live", stop.Token);
        using var reader = new StreamReader(stream);
        await EventAsync(reader, stop.Token);
        await ExecuteAsync("UPDATE layer.patrol SET \"名称\" = 'ヒミツ改'");
        await ExecuteAsync("UPDATE layer.beehives SET \"巣の名\" = 'みつばち改' WHERE fid = 2");
        var (_, data) = await EventAsync(reader, stop.Token);
        Assert.Equal(["beehives"], data.GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("layer").GetString()));
    }

    [Fact]
    public async Task Tile_addresses_and_tags_change_with_the_layer_and_only_with_it()
    {
        var (hives, flood) = (await AddressAsync("beehives"), await AddressAsync("flood"));
        await ExecuteAsync("DELETE FROM layer.beehives WHERE fid = 1");
        await _server.UntilAsync(s => s!.Find("beehives")!.Revision > 0 && Gis.Engine.Tiles.TileJson.Address(s, [s.Find("beehives")!]) != hives);
        Assert.NotEqual(hives, await AddressAsync("beehives"));
        Assert.Equal(flood, await AddressAsync("flood"));
    }

    [Fact]
    public async Task A_layer_that_is_dropped_is_gone()
    {
        await ExecuteAsync("SELECT gis.drop_layer('beehives')");
        await _server.UntilAsync(s => s!.Find("beehives") is null);
        await _server.Client.ProblemAsync("/tiles/beehives/14/1/1.mvt", 404);
    }

    [Fact]
    public async Task When_the_database_goes_away_the_last_catalogue_stays_and_later_it_goes_on()
    {
        await using (var superuser = new NpgsqlConnection(TestCluster.Superuser()))
        {
            await superuser.OpenAsync();
            await RunAsync(superuser, $"ALTER DATABASE {_database.Name} WITH ALLOW_CONNECTIONS false");
            try
            {
                await RunAsync(superuser, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_database.Name}'");
                await UntilHealthAsync("degraded");
                Assert.Equal(200, (int)(await _server.Client.GetAsync("/catalogue.json")).StatusCode);
                Assert.Equal(200, (int)(await _server.Client.GetAsync("/styles/town.json")).StatusCode);
                await _server.Client.ProblemAsync("/search?q=a", 503);
            }
            finally
            {
                await RunAsync(superuser, $"ALTER DATABASE {_database.Name} WITH ALLOW_CONNECTIONS true");
            }
        }

        await UntilHealthAsync("ok");
        await _server.Client.JsonAsync("/search?q=a");
    }

    private static async Task<(string Name, JsonElement Data)> EventAsync(StreamReader reader, CancellationToken cancellation)
    {
        var (name, data) = ("", "");
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && name.Length > 0)
                return (name, JsonDocument.Parse(data).RootElement);
        }

        throw new EndOfStreamException();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task UntilHealthAsync(string status)
    {
        var last = "";
        for (var i = 0; i < 300 && last != status; i++)
        {
            await Task.Delay(50);
            last = (await _server.Client.JsonAsync("/healthz")).GetProperty("status").GetString();
        }

        Assert.Equal(status, last);
    }

    private async Task<string> AddressAsync(string layer) => (await _server.Client.JsonAsync("/styles/town.json"))
        .GetProperty("sources").GetProperty(layer).GetProperty("tiles")[0].GetString()!;

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
