using System.Text.Json;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.MapServer.Tests.Sites;

/// <summary>What pages and answers say of sites while an incident is on, and that they say nothing when none is.</summary>
public sealed class IncidentTests : IAsyncLifetime
{
    private const string Place = "/place?lon=139.3&lat=35.1&for=flood";

    private readonly TestDatabase _database = new();
    private RunningServer _server = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        var town = new MadeTown(_database.Owner);
        await town.BeginAsync("POLYGON((139.29 35.09,139.33 35.09,139.33 35.13,139.29 35.13,139.29 35.09))");
        await town.AddAsync(new MadeLayer
        {
            Id = "sites",
            Title = "指定緊急避難場所",
            Kind = "emergency-site",
            Geometry = "point",
            Fields =
            [
                new("名称", "text", "name"), new("fits_flood", "text", "fits-flood"), new("開設状況", "text", "opening-state"),
                new("混雑状況", "text", "crowding"), new("状況更新日時", "text", "state-time"),
            ],
            Rows =
            [
                ("POINT(139.301 35.1)", ["いちばん近い学校", "yes", null, null, null]),
                ("POINT(139.302 35.1)", ["二番目の公民館", "yes", null, null, null]),
                ("POINT(139.303 35.1)", ["三番目の体育館", "yes", null, null, null]),
                ("POINT(139.304 35.1)", ["四番目の高台", "yes", null, null, null]),
                ("POINT(139.305 35.1)", ["五番目の広場", "yes", null, null, null]),
            ],
        });
        _server = await RunningServer.StartAsync(_database);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task States_appear_with_their_time_shut_sites_stand_apart_and_unknown_is_never_open()
    {
        var calm = await _server.Client.GetStringAsync(Place);
        Assert.DoesNotContain("class=\"state", calm);
        Assert.DoesNotContain("data-live=\"sites\"", calm);
        Assert.Equal(JsonValueKind.Null, (await SitesAsync())[0].GetProperty("state").ValueKind);

        await SayAsync("UPDATE layer.sites SET \"開設状況\" = '閉鎖' WHERE \"名称\" = 'いちばん近い学校'");
        await SayAsync("UPDATE layer.sites SET \"開設状況\" = '開設', \"混雑状況\" = '満員' WHERE \"名称\" = '二番目の公民館'");
        var at = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(9)).AddMinutes(-12);
        await SayAsync($"UPDATE layer.sites SET \"開設状況\" = '開設', \"混雑状況\" = 'やや混雑', \"状況更新日時\" = '{at:yyyy-MM-dd HH:mm}' WHERE \"名称\" = '三番目の体育館'");
        await UntilAsync("三番目の体育館", "open");

        var page = await _server.Client.GetStringAsync(Place);
        var shut = page.IndexOf("いまは開いていない所・満員の所", StringComparison.Ordinal);
        Assert.True(shut > 0);
        foreach (var name in (string[])["三番目の体育館", "四番目の高台", "五番目の広場"])
            Assert.True(page.IndexOf(name, StringComparison.Ordinal) < shut, name);
        foreach (var name in (string[])["いちばん近い学校", "二番目の公民館"])
            Assert.True(page.IndexOf(name, StringComparison.Ordinal) > shut, name);
        Assert.Contains("開いています・やや混雑", page);
        Assert.Matches("1[2-4]分前", page);
        Assert.Contains("開いているか不明です", page);
        Assert.Contains("data-live=\"sites\"", page);

        var sites = await SitesAsync();
        Assert.Equal("unknown", sites.Single(s => s.GetProperty("name").GetString() == "四番目の高台").GetProperty("state").GetProperty("opening").GetString());
        Assert.True(sites[0].GetProperty("state").GetProperty("against").GetBoolean());
        var read = (await _server.Client.JsonAsync("/hazards?lon=139.3&lat=35.1")).GetProperty("text").GetString()!;
        Assert.Contains("三番目の体育館", read);
        Assert.DoesNotContain("いちばん近い学校", read);

        var list = await _server.Client.GetStringAsync("/sites");
        Assert.True(list.IndexOf("いちばん近い学校", StringComparison.Ordinal) > list.IndexOf("五番目の広場", StringComparison.Ordinal));
        var finder = await _server.Client.GetStringAsync("/facilities?lon=139.3&lat=35.1");
        Assert.True(finder.IndexOf("いちばん近い学校", StringComparison.Ordinal) > finder.IndexOf("五番目の広場", StringComparison.Ordinal));
        Assert.Contains("閉まっています", finder);
    }

    [Fact]
    public async Task Where_all_are_shut_the_sheet_says_so_and_recommends_none()
    {
        await SayAsync("UPDATE layer.sites SET \"開設状況\" = '未開設'");
        await UntilAsync("五番目の広場", "notYet");
        var page = await _server.Client.GetStringAsync(Place);
        Assert.Contains("いまはどこも開いていないか満員です", page);
        Assert.True(page.IndexOf("いちばん近い学校", StringComparison.Ordinal) > page.IndexOf("いまは開いていない所・満員の所", StringComparison.Ordinal));
        var english = await _server.Client.GetStringAsync(Place + "&lang=en");
        Assert.Contains("Not open yet", english);
        Assert.Contains("<span lang=\"ja\"> まだ開いていません", english);
    }

    private async Task SayAsync(string sql)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<JsonElement>> SitesAsync() => [.. (await _server.Client.JsonAsync("/hazards?lon=139.3&lat=35.1")).GetProperty("sites").EnumerateArray()];

    private async Task UntilAsync(string name, string opening)
    {
        for (var i = 0; i < 500; i++)
        {
            var state = (await SitesAsync()).Single(s => s.GetProperty("name").GetString() == name).GetProperty("state");
            if (state.ValueKind == JsonValueKind.Object && state.GetProperty("opening").GetString() == opening)
                return;
            await Task.Delay(20);
        }

        Assert.Fail($"{name} did not become {opening} within ten seconds.");
    }
}
