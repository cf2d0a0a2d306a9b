using Gis.Core.Catalogue;
using Gis.Engine.Memory;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Memory;

/// <summary>A snapshot brought up to date gives the same bytes as one loaded anew, and shares with the one before what did not change.</summary>
public sealed class MemoryChangeTests : IAsyncLifetime
{
    private readonly JudgeTown _town = new();

    public Task InitializeAsync() => _town.InitializeAsync();

    public Task DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task Changes_make_again_only_what_they_touch()
    {
        var before = await _town.LoadAsync(Audience.Public, "parcels");
        before.Prepare(12, 16);
        var bytes = JudgeTiles.Around(130).ToDictionary(t => t, t => before.Encode(t).Mvt.ToArray());
        await RunAsync("UPDATE layer.parcels SET \"名称\" = '改' WHERE fid = 100");
        var after = await RefreshAsync(before);

        Assert.Equal(before.Revision + 1, after.Revision);
        Assert.Equal(1, after.Chunks.Count(c => !before.Chunks.Any(b => ReferenceEquals(b.Shapes, c.Shapes))));
        Assert.True(after.Chunks.Length > 2);
        await SameAsLoadedAsync(after);
        Assert.All(bytes, b => Assert.Equal(b.Value, before.Encode(b.Key).Mvt.ToArray()));
    }

    [Fact]
    public async Task Rows_that_come_go_move_and_lose_their_place()
    {
        foreach (var id in new[] { "zones", "parcels", "ways", "spots" })
        {
            var snapshot = await _town.LoadAsync(Audience.Public, id);
            snapshot.Prepare(10, 16);
            var random = TestScale.Random(11);
            foreach (var sql in new[]
            {
                $"DELETE FROM layer.{id} WHERE fid % 23 = {random.Next(23)}",
                $"UPDATE layer.{id} SET geom = ST_Translate(geom, 0.0007, -0.0004) WHERE fid % 29 = {random.Next(29)}",
                $"UPDATE layer.{id} SET geom = NULL WHERE fid % 31 = {random.Next(31)}",
                $"UPDATE layer.{id} SET gis_published = NOT gis_published WHERE fid % 37 = {random.Next(37)}",
                $"INSERT INTO layer.{id} (fid, geom, \"名称\") SELECT 800000 + fid, ST_Translate(geom, 0.0001, 0.0001), '増' || fid FROM layer.{id} WHERE geom IS NOT NULL AND fid < 700",
            })
            {
                await RunAsync(sql);
                snapshot = await RefreshAsync(snapshot);
                await SameAsLoadedAsync(snapshot);
            }
        }
    }

    [Fact]
    public async Task A_layer_may_become_empty_and_fill_again()
    {
        var snapshot = await _town.LoadAsync(Audience.Public, "spots");
        await RunAsync("DELETE FROM layer.spots");
        snapshot = await RefreshAsync(snapshot);
        Assert.Equal(0, snapshot.Count);
        await JudgeTown.InsertAsync(_town.Database.Owner, "spots", 1, new JudgeShapes(3).Points(40));
        snapshot = await RefreshAsync(snapshot);
        Assert.True(snapshot.Count > 40);
        await SameAsLoadedAsync(snapshot);
    }

    private async Task RunAsync(string sql)
    {
        await using var command = _town.Database.Owner.CreateCommand(sql);
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }

    // With the areas that the journal names, as a server would.
    private async Task<LayerSnapshot> RefreshAsync(LayerSnapshot snapshot)
    {
        await using var command = _town.Database.Owner.CreateCommand("""
            SELECT ST_XMin(d.geom), ST_YMin(d.geom), ST_XMax(d.geom), ST_YMax(d.geom)
            FROM gis.change c, ST_Dump(c.area) d WHERE c.layer_id = $1 AND c.revision > $2
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = snapshot.Layer.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = snapshot.Revision });
        var areas = new List<(double, double, double, double)>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                areas.Add((reader.GetDouble(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3)));
        }

        Assert.NotEmpty(areas);
        return await new LayerLoader(_town.Database.Public, Audience.Public).RefreshAsync(snapshot, areas);
    }

    private async Task SameAsLoadedAsync(LayerSnapshot snapshot)
    {
        var loaded = await _town.LoadAsync(Audience.Public, snapshot.Layer.Id.Value);
        Assert.Equal(loaded.Count, snapshot.Count);
        Assert.Equal(loaded.Revision, snapshot.Revision);
        foreach (var tile in JudgeTiles.Around(130))
        {
            var (expected, found) = (loaded.Encode(tile), snapshot.Encode(tile));
            Assert.Equal(expected.Fids, found.Fids);
            Assert.True(expected.Mvt.Span.SequenceEqual(found.Mvt.Span), $"{snapshot.Layer.Id} {tile} differs.");
        }
    }
}
