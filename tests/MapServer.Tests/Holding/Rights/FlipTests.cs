using System.Diagnostics;
using System.Globalization;
using System.Net;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Gis.MapServer.Tests.Holding.Rights;

/// <summary>
/// What may be seen is changed again and again while it is read: by browsers that have it already and ask whether it is still true, and through nginx with a
/// shared cache. As soon as a server knows of a change, nobody is given the old answer any more.
/// </summary>
public sealed class FlipTests(ThreeClassTown town, ITestOutputHelper output) : IClassFixture<ThreeClassTown>
{
    // Which mark of place 0 the flip is about, the class that loses and gains it, and what is run to hide and to show it.
    private static readonly (string Name, string Class, char Mark, string Hide, string Show)[] Flips =
    [
        ("a layer", "public", 'P', "UPDATE gis.layer SET audience = 'staff' WHERE id = 'plots'; SELECT gis.expose('plots')", "UPDATE gis.layer SET audience = 'public' WHERE id = 'plots'; SELECT gis.expose('plots')"),
        ("a field", "public", 'P', "UPDATE gis.field SET rights_class = 'staff' WHERE layer_id = 'plots' AND name = '名称'; SELECT gis.expose('plots')", "UPDATE gis.field SET rights_class = 'public' WHERE layer_id = 'plots' AND name = '名称'; SELECT gis.expose('plots')"),
        ("rows", "public", 'P', "UPDATE layer.plots SET gis_published = false; UPDATE gis.layer SET row_filtered = true WHERE id = 'plots'; SELECT gis.expose('plots')", "UPDATE layer.plots SET gis_published = true; UPDATE gis.layer SET row_filtered = false WHERE id = 'plots'; SELECT gis.expose('plots')"),
        ("a field of the staff", "staff", 'S', "UPDATE gis.field SET rights_class = 'owners' WHERE layer_id = 'plots' AND name = '備考'; SELECT gis.expose('plots')", "UPDATE gis.field SET rights_class = 'staff' WHERE layer_id = 'plots' AND name = '備考'; SELECT gis.expose('plots')"),
    ];

    [Fact]
    public async Task Nobody_is_given_what_was_withdrawn()
    {
        await using var open = await StartAsync("public", o => o with { TrustedProxies = [IPAddress.Loopback] });
        await using var staff = await StartAsync("staff");
        await using var owners = await StartAsync("owners");
        await using var nginx = await NginxProxy.StartAsync(open.Address.Port);
        using var direct = new RememberingReader(open.NewClient());
        using var proxied = new RememberingReader(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{nginx.Port}") });
        using var inside = new RememberingReader(await ThreeClassTown.ClientAsync(staff, Audience.Staff));
        using var above = new RememberingReader(await ThreeClassTown.ClientAsync(owners, Audience.Staff));
        foreach (var reader in (RememberingReader[])[direct, proxied, inside])
            await reader.BeginAsync();
        var took = new List<double>();
        var (answers, count) = (0, TestScale.Cases(8, 1000));
        for (var i = 0; i < count; i++)
        {
            var flip = Flips[i / 2 % Flips.Length];
            var hidden = i % 2 == 0;
            var (server, readers) = flip.Class == "public" ? (open, new[] { direct, proxied }) : (staff, [inside]);
            await town.RunAsync($"BEGIN; {(hidden ? flip.Hide : flip.Show)}; COMMIT");
            var committed = Stopwatch.GetTimestamp();

            // Not only another state than before: the change before this one, of another class, may have arrived just now.
            var wanted = Stamp(await TownSnapshotReader.LoadAsync(server.Services.GetRequiredService<NpgsqlDataSource>(), server.Services.GetRequiredService<Hosting.ServerOptions>().Audience));
            await server.UntilAsync(s => s is not null && Stamp(s) == wanted);
            took.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
            foreach (var reader in readers)
            {
                foreach (var path in Paths(reader))
                {
                    var (shows, status) = await reader.ShowsAsync(path, ThreeClassTown.Mark(flip.Mark, 0));
                    Assert.True(status < 500, $"{flip.Name} {path}: {status}");
                    Assert.True(shows != hidden, $"flip {i}, {flip.Name}, {(hidden ? "hidden" : "shown")}: {path} {(reader == proxied ? "through nginx " : "")}says otherwise ({status})");
                    answers++;
                }
            }

            // The class above sees it all the time.
            Assert.True((await above.ShowsAsync("/ogc/collections/plots/items/1", ThreeClassTown.Mark(flip.Mark, 0))).Shows);
        }

        var sorted = took.Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} flips, {answers} answers, 0 old; known to the server after p50 {sorted[sorted.Count / 2]:F0} ms, longest {sorted[^1]:F0} ms"));
    }

    [Fact]
    public async Task What_staff_sees_may_be_kept_by_no_shared_cache_and_public_tiles_only_by_browsers()
    {
        await using var staff = await StartAsync("owners");
        using var client = await ThreeClassTown.ClientAsync(staff, Audience.Staff);
        for (var place = 0; place < ThreeClassTown.Places; place += 16)
        {
            foreach (var path in Questions.About(place))
            {
                using var response = await client.GetAsync(path);
                var rule = response.Headers.CacheControl!;
                Assert.True(rule.Private || rule.NoStore, path);
                Assert.False(rule.Public, path);
            }
        }

        await using var open = await StartAsync("public");
        var template = (await open.Client.JsonAsync("/tiles/plots.json")).GetProperty("tiles")[0].GetString()!;
        using var stamped = await open.Client.GetAsync(template.Replace("{z}/{x}/{y}", Tile.ToString(), StringComparison.Ordinal));
        Assert.Equal(TimeSpan.Zero, stamped.Headers.CacheControl!.SharedMaxAge);
        Assert.True(stamped.Headers.CacheControl.MaxAge > TimeSpan.FromDays(300));
    }

    private static TileCoord Tile { get; } = TileCoord.At(new LonLat(ThreeClassTown.At(0).Lon, ThreeClassTown.At(0).Lat), 16);

    private static IEnumerable<string> Paths(RememberingReader reader)
    {
        // The address that the first style named is asked for ever after, as an old page would.
        yield return reader.Stamped;
        yield return $"/tiles/plots/{Tile}.mvt";
        yield return $"/tiles/floods,plots/{Tile}.mvt";
        yield return "/ogc/collections/plots/items/1";
        yield return "/ogc/collections/plots/items?limit=1";
        yield return "/ogc/collections/plots/items?f=csv&limit=1";
        yield return "/ogc/collections/plots/items/1?f=html";
    }

    private async Task<RunningServer> StartAsync(string name, Func<Hosting.ServerOptions, Hosting.ServerOptions>? change = null)
    {
        var (_, audience, connection, _) = town.Classes.Single(c => c.Name == name);
        return await town.StartAsync(audience, connection, change);
    }

    private static string Stamp(TownSnapshot snapshot) => snapshot.Find("plots") is { } layer ? snapshot.StampOf(layer) : "";

    // A browser: keeps what it got, with its tag, and asks whether it is still true.
    private sealed class RememberingReader(HttpClient client) : IDisposable
    {
        private readonly Dictionary<string, (string Tag, string Text)> _kept = [];

        /// <summary>The address of a tile as the first TileJSON named it.</summary>
        public string Stamped { get; private set; } = "";

        public async Task BeginAsync()
        {
            var template = new Uri((await client.JsonAsync("/tiles/plots.json")).GetProperty("tiles")[0].GetString()!);
            Stamped = Uri.UnescapeDataString(template.PathAndQuery).Replace("{z}/{x}/{y}", Tile.ToString(), StringComparison.Ordinal);
        }

        public async Task<(bool Shows, int Status)> ShowsAsync(string path, string mark)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (_kept.TryGetValue(path, out var kept))
                request.Headers.TryAddWithoutValidation("If-None-Match", kept.Tag);
            using var response = await client.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.NotModified)
                return (kept.Text.Contains(mark, StringComparison.Ordinal), 304);
            var text = Questions.Read(path, response.IsSuccessStatusCode ? await response.Content.ReadAsByteArrayAsync() : []);
            if (path.Contains("floods", StringComparison.Ordinal))
                text = string.Join('\n', text.Split('\n').Where(l => l.StartsWith("plots ", StringComparison.Ordinal)));
            if (response.Headers.ETag is { } tag)
                _kept[path] = (tag.ToString(), text);
            return (text.Contains(mark, StringComparison.Ordinal), (int)response.StatusCode);
        }

        public void Dispose() => client.Dispose();
    }
}
