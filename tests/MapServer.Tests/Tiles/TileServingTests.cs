using System.IO.Compression;
using Gis.Core.Geodesy;
using Gis.MapServer.Tests.Running;
using Gis.MapServer.Tiles.Keeping;
using Gis.MapServer.Tiles.Making;
using Gis.Testing;
using Gis.Testing.Tiles;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Tiles;

public sealed class TileServingTests(GridTown town) : IClassFixture<GridTown>
{
    private static readonly TileCoord Tile = TileCoord.At(new LonLat(139.305, 35.105), 15);

    private HttpClient Client => town.Server.Client;

    [Fact]
    public async Task A_thousand_tiles_cost_no_question_to_the_layers()
    {
        var before = await ScansAsync();
        var asked = 0;
        foreach (var layers in (string[])["zones", "dots", "zones,dots"])
        {
            for (var zoom = 12; zoom <= 17; zoom++)
            {
                var (first, last) = (TileCoord.At(new LonLat(139.3, 35.124), zoom), TileCoord.At(new LonLat(139.324, 35.1), zoom));
                for (var x = first.X; x <= last.X; x++)
                {
                    for (var y = first.Y; y <= last.Y; y++, asked++)
                        (await Client.GetAsync($"/tiles/{layers}/{zoom}/{x}/{y}.mvt")).Dispose();
                }
            }
        }

        for (; asked < 1000; asked++)
            (await Client.GetAsync($"/tiles/zones,dots/{Tile}.mvt")).Dispose();

        // Statistics are written when a connection rests.
        await Task.Delay(1500);
        Assert.Equal(before, await ScansAsync());
    }

    [Fact]
    public async Task A_tile_of_several_layers_is_one_gzip_file_of_those_of_each()
    {
        var parts = new List<byte>();
        foreach (var layer in (string[])["zones", "dots"])
            parts.AddRange(await Client.GetByteArrayAsync($"/tiles/{layer}/{Tile}.mvt"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/tiles/zones,dots/{Tile}.mvt");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await Client.SendAsync(request);
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        var file = Path.Combine(town.Server.Home, "tile.gz");
        await File.WriteAllBytesAsync(file, await response.Content.ReadAsByteArrayAsync());

        // gzip itself checks the checksum and the length.
        await OtherProgram.RunAsync("gzip", "-t", file);
        await using var unpacked = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unpacked.CopyToAsync(bytes);
        Assert.Equal(parts, bytes.ToArray());
        Assert.Equal(parts, await Client.GetByteArrayAsync($"/tiles/zones,dots/{Tile}.mvt"));
    }

    [Fact]
    public void Any_pieces_join_to_what_zlib_reads()
    {
        var random = TestScale.Random(3);
        for (var i = 0; i < TestScale.Cases(100, 5000); i++)
        {
            var raws = Enumerable.Range(0, random.Next(1, 8)).Select(_ =>
            {
                var raw = new byte[random.Next(4) == 0 ? 0 : random.Next(1, i % 20 == 0 ? 70_000 : 2000)];
                for (var k = 0; k < raw.Length; k++)
                    raw[k] = (byte)random.Next(i % 3 == 0 ? 256 : 4);
                return raw;
            }).ToList();
            var joined = TileGzip.Join([.. raws.Select(r => TileGzip.Pack(r))]);
            Assert.Equal(raws.SelectMany(r => r), joined.Inflate());
            if (!joined.IsEmpty)
                Assert.Equal(joined.GzipTag, TileGzip.Read(joined.Gzip)!.GzipTag);
        }
    }

    [Fact]
    public async Task Brotli_is_made_behind_the_requests_and_has_a_tag_of_its_own()
    {
        var tile = TileCoord.At(new LonLat(139.312, 35.112), 13);
        var raw = await Client.GetByteArrayAsync($"/tiles/zones/{tile}.mvt");
        var (coding, tag) = ("gzip", "");
        for (var i = 0; i < 100 && coding == "gzip"; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/tiles/zones/{tile}.mvt");
            request.Headers.AcceptEncoding.ParseAdd("gzip, deflate, br");
            using var response = await Client.SendAsync(request);
            coding = response.Content.Headers.ContentEncoding.Single();
            tag = response.Headers.ETag!.Tag;
            if (coding == "br")
            {
                await using var brotli = new BrotliStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
                using var bytes = new MemoryStream();
                await brotli.CopyToAsync(bytes);
                Assert.Equal(raw, bytes.ToArray());
            }

            await Task.Delay(20);
        }

        Assert.Equal("br", coding);
        Assert.EndsWith("-b\"", tag);
    }

    [Theory]
    [InlineData("gzip;q=0", null)]
    [InlineData("identity", null)]
    [InlineData("GZIP", "gzip")]
    [InlineData("*", "gzip")]
    [InlineData("deflate, gzip;q=0.5", "gzip")]
    public async Task The_form_is_the_one_that_is_asked_for(string accept, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/tiles/zones/{Tile}.mvt");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        using var response = await Client.SendAsync(request);
        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
    }

    [Fact]
    public async Task Zooms_below_the_deepest_kept_are_made_too()
    {
        var tile = TileCoord.At(new LonLat(139.3005, 35.1005), 20);
        Assert.Equal([1ul], DecodedTile.Read(await Client.GetByteArrayAsync($"/tiles/zones/{tile}.mvt")).Single().Features.Select(f => f.Id!.Value));
    }

    [Fact]
    public async Task A_tile_is_made_once_for_all_who_ask_at_the_same_time()
    {
        await using var server = await town.StartAsync();
        var maker = server.Services.GetRequiredService<TileMaker>();
        var tile = TileCoord.At(new LonLat(139.306, 35.104), 11);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => server.Client.GetByteArrayAsync($"/tiles/zones/{tile}.mvt")));
        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.Equal(1, maker.Made.Memory);
    }

    [Fact]
    public async Task Work_ends_when_the_last_who_waits_has_left()
    {
        var flights = new Flights<string, int>();
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        async Task<int> WorkAsync(CancellationToken end)
        {
            begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, end);
            }
            finally
            {
                ended.SetResult();
            }

            return 1;
        }

        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var (one, other) = (flights.JoinAsync("a", WorkAsync, first.Token), flights.JoinAsync("a", WorkAsync, second.Token));
        await begun.Task;
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.False(ended.Task.IsCompleted);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, flights.Count);
        Assert.Equal(2, await flights.JoinAsync("a", _ => Task.FromResult(2), default));
    }

    [Fact]
    public void The_shelf_keeps_within_its_budget_and_what_is_asked_for()
    {
        var shelf = new TileShelf(100_000);
        var random = TestScale.Random(5);
        KeptTile Make()
        {
            var raw = new byte[2000];
            random.NextBytes(raw);
            return TileGzip.Pack(raw);
        }

        var hot = new TileKey(1, Tile);
        shelf.Put(hot, Make());
        for (var i = 0; i < 500; i++)
        {
            Assert.True(TileCoord.TryCreate(18, i, i, out var tile));
            shelf.Put(new TileKey(2, tile), Make());
            Assert.True(shelf.TryGet(hot, out _), $"{i}");
            Assert.InRange(shelf.Bytes, 0, 100_000);
        }

        Assert.InRange(shelf.Count, 10, 60);
    }

    [Fact]
    public async Task A_layer_over_the_budget_is_served_by_the_database_with_the_same_features()
    {
        await using var poor = await town.StartAsync(change: o => o with { LayerMemoryBytes = 1000 });
        foreach (var zoom in (int[])[9, 13, 16])
        {
            var tile = TileCoord.At(new LonLat(139.305, 35.105), zoom);
            var (rich, other) = (await FeaturesAsync(Client, tile), await FeaturesAsync(poor.Client, tile));
            Assert.NotEmpty(rich);
            Assert.Equal(rich, other);
        }

        var maker = poor.Services.GetRequiredService<TileMaker>();
        Assert.Equal((0, true), (maker.Made.Memory, maker.Made.Database > 0));
    }

    [Fact]
    public async Task What_the_database_made_lies_on_disk_for_the_next_start_and_a_torn_file_is_not_believed()
    {
        var home = Directory.CreateTempSubdirectory("gis-tiles-").FullName;
        try
        {
            Hosting.ServerOptions Poor(Hosting.ServerOptions o) => o with { LayerMemoryBytes = 1000, TileWorthWriting = TimeSpan.Zero, Home = new Core.Database.GisHome(home) };
            var tile = TileCoord.At(new LonLat(139.305, 35.105), 13);
            byte[] first;
            await using (var server = await town.StartAsync(change: Poor))
            {
                first = await server.Client.GetByteArrayAsync($"/tiles/zones/{tile}.mvt");
                for (var i = 0; i < 200 && Files(home).Count == 0; i++)
                    await Task.Delay(20);
            }

            var file = Assert.Single(Files(home));
            Assert.Contains($"{Path.DirectorySeparatorChar}public{Path.DirectorySeparatorChar}zones{Path.DirectorySeparatorChar}", file);
            await using (var server = await town.StartAsync(change: Poor))
            {
                Assert.Equal(first, await server.Client.GetByteArrayAsync($"/tiles/zones/{tile}.mvt"));
                Assert.Equal((1, 0), (server.Services.GetRequiredService<TileMaker>().Made.Disk, server.Services.GetRequiredService<TileMaker>().Made.Database));
            }

            var bytes = await File.ReadAllBytesAsync(file);
            await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);
            await using var last = await town.StartAsync(change: Poor);
            Assert.Equal(first, await last.Client.GetByteArrayAsync($"/tiles/zones/{tile}.mvt"));
            Assert.Equal(0, last.Services.GetRequiredService<TileMaker>().Made.Disk);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    // The folder comes with the first file, which is written behind the answer.
    private static List<string> Files(string home) => !Directory.Exists(Path.Combine(home, "tile-cache"))
        ? []
        : [.. Directory.EnumerateFiles(Path.Combine(home, "tile-cache"), "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Where(f => !f.EndsWith(".part", StringComparison.Ordinal))];

    private static async Task<List<string>> FeaturesAsync(HttpClient client, TileCoord tile) =>
        [.. DecodedTile.Read(await client.GetByteArrayAsync($"/tiles/zones,dots/{tile}.mvt")).SelectMany(l => l.Features.Select(f =>
            $"{l.Name} {f.Id} {f.Type} {string.Join(',', f.Properties.OrderBy(p => p.Key, StringComparer.Ordinal))}")).Order(StringComparer.Ordinal)];

    private async Task<long> ScansAsync()
    {
        await using var connection = new NpgsqlConnection(town.Database.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT sum(seq_scan + coalesce(idx_scan, 0))::bigint FROM pg_stat_user_tables WHERE schemaname IN ('layer', 'history') OR relname = 'change'", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
