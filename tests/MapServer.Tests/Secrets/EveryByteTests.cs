using Gis.Core.Geodesy;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.MapServer.Tests.Secrets;

/// <summary>Every byte of the public port, of its log, of its folder and of its environment, searched for words that only staff may see.</summary>
public sealed class EveryByteTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private ServerProcess _server = null!;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SmallTown.FillAsync(new MadeTown(_database.Owner));
        _server = await ServerProcess.StartPublicAsync(_database);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task No_word_of_the_staff_is_in_anything_the_public_port_gives()
    {
        var sweep = new Sweep(_server.Client);
        await sweep.RunAsync(SmallTown.Secrets, [12, 14, 16], [new LonLat(139.303, 35.103), new LonLat(139.3005, 35.1005), new LonLat(0, 0)]);
        foreach (var word in SmallTown.Secrets)
            Assert.Empty(sweep.Find(word));
        // The same search does find what is public: it can fail.
        Assert.NotEmpty(sweep.Find("みつばち一号"));
        Assert.NotEmpty(sweep.Find("本町小学校"));
        Assert.Equal(10, sweep.Items);
        Assert.True(sweep.TileFeatures > 20 && sweep.Answers > 100);
    }

    [Fact]
    public async Task The_log_holds_neither_what_was_asked_nor_where_nor_any_secret()
    {
        foreach (var path in (string[])["/search?q=ヒミツ所有者甲", "/hazards?lon=139.3003&lat=35.1003", "/tiles/parcels/14/14531/6472.mvt", "/ヒミツ所有者甲", "/ogc/collections/ヒミツ所有者甲"])
            (await _server.Client.GetAsync(path)).Dispose();
        await Task.Delay(300);
        var log = _server.Output;
        Assert.Contains("/search", log);
        foreach (var word in (string[])["ヒミツ", Uri.EscapeDataString("ヒミツ"), "139.3003", "14531", "Password", PasswordOf(_database.PublicConnectionString), "127.0.0.1:5"])
            Assert.DoesNotContain(word, log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void It_watches_no_folder_of_the_machine() =>
        Assert.DoesNotContain(Directory.EnumerateFiles($"/proc/{_server.Id}/fdinfo").SelectMany(File.ReadLines), line => line.StartsWith("inotify", StringComparison.Ordinal));

    [Fact]
    public async Task Its_folder_and_its_environment_hold_no_secret()
    {
        await new Sweep(_server.Client).RunAsync([], [14], []);
        foreach (var file in Directory.EnumerateFiles(_server.Home, "*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file);
            foreach (var word in SmallTown.Secrets)
                Assert.DoesNotContain(word, text);
        }

        var environment = await File.ReadAllTextAsync($"/proc/{_server.Id}/cmdline");
        Assert.DoesNotContain(PasswordOf(_database.PublicConnectionString), environment);
    }

    private static string PasswordOf(string connection) => new Npgsql.NpgsqlConnectionStringBuilder(connection).Password!;
}
