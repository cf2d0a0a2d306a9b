using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Hazards.Zones;
using Gis.Engine.Reading;
using Gis.Testing;
using Gis.Testing.Towns;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Hazards;

/// <summary>Zones in memory brought up to date by the journal: after any write they are those of the view, for either rights class.</summary>
public sealed class ZoneUpdateTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly ZoneShapes _shapes = new(TestScale.Random(44));

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        var town = new MadeTown(_database.Owner);
        await town.BeginAsync();
        await town.AddAsync(new MadeLayer
        {
            Id = "zones",
            Kind = "flood-depth",
            Geometry = "polygon",
            Fields = [new("hazard_rank", "integer", "hazard-rank"), new("memo", "text", null, "staff")],
            Rows = [.. _shapes.All(20).Select((wkt, i) => ((string?)wkt, new object?[] { (long)(i % 6), $"メモ{i}" }))],
            Unpublished = [3, 5],
        });
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task After_any_write_memory_has_the_rows_of_the_view()
    {
        var classes = new[] { await LoadAsync(_database.Public, Audience.Public), await LoadAsync(_database.Staff, Audience.Staff) };
        Assert.Equal(classes[1].Count - 2, classes[0].Count);
        foreach (var write in Writes())
        {
            await RunAsync(write);
            for (var i = 0; i < classes.Length; i++)
            {
                var (source, audience) = i == 0 ? (_database.Public, Audience.Public) : (_database.Staff, Audience.Staff);
                classes[i] = (await new ZoneLoader(source, audience).UpdateAsync(classes[i], await LayerAsync(source, audience)))!;
                await CompareAsync(classes[i], source, $"{SqlName.ViewSchema(audience)}.zones", write);
            }
        }
    }

    [Fact]
    public async Task Another_class_cannot_bring_it_up_to_date()
    {
        var zones = await LoadAsync(_database.Staff, Audience.Staff);
        await Assert.ThrowsAsync<ArgumentException>(() => new ZoneLoader(_database.Public, Audience.Public).UpdateAsync(zones, zones.Layer));
    }

    private IEnumerable<string> Writes()
    {
        var random = TestScale.Random(45);
        yield return "UPDATE layer.zones SET hazard_rank = 6 WHERE fid = 1";
        yield return "UPDATE layer.zones SET geom = ST_Translate(geom, 0.02, 0.01) WHERE fid IN (2, 4)";
        yield return "UPDATE layer.zones SET gis_published = true WHERE fid = 3";
        yield return "UPDATE layer.zones SET gis_published = false WHERE fid = 6";
        yield return "UPDATE layer.zones SET geom = NULL WHERE fid = 7";
        yield return "DELETE FROM layer.zones WHERE fid BETWEEN 8 AND 10";
        yield return $"INSERT INTO layer.zones (fid, geom, hazard_rank) VALUES (1000, ST_GeomFromText('{ZoneShapes.Polygon([_shapes.Star((139.23, 35.32), 0.01, 200)])}', 6668), 4)";
        for (var i = 0; i < TestScale.Cases(6, 200); i++)
            yield return string.Create(CultureInfo.InvariantCulture, $"UPDATE layer.zones SET geom = ST_Translate(geom, {random.NextDouble() - 0.5} * 0.02, 0), hazard_rank = {random.Next(6)} WHERE fid % {3 + random.Next(9)} = 0");
        yield return "UPDATE layer.zones SET geom = NULL";
        yield return "TRUNCATE layer.zones";
    }

    private static async Task CompareAsync(ZoneLayer zones, NpgsqlDataSource source, string view, string write)
    {
        var random = TestScale.Random(46);
        foreach (var (x, y) in Enumerable.Range(0, 60).Select(_ => ZoneShapes.Somewhere(random)))
        {
            await using var command = source.CreateCommand(
                $"SELECT coalesce(array_agg(t.fid || '/' || t.hazard_rank ORDER BY t.fid), '{{}}') FROM {view} t WHERE ST_Intersects(t.geom, ST_SetSRID(ST_MakePoint($1, $2), 6668))");
            command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = x });
            command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = y });
            var expected = (string[])(await command.ExecuteScalarAsync())!;
            var found = zones.At(new LonLat(x, y)).OrderBy(z => z.Fid).Select(z => string.Create(CultureInfo.InvariantCulture, $"{z.Fid}/{z.Meaning.Values[0]}"));
            Assert.True(expected.SequenceEqual(found), $"{write}: {string.Join(' ', expected)}; memory {string.Join(' ', found)}");
        }

        await using var count = source.CreateCommand($"SELECT count(geom) FROM {view}");
        Assert.Equal((long)(await count.ExecuteScalarAsync())!, zones.Count);
    }

    private static async Task<ZoneLayer> LoadAsync(NpgsqlDataSource source, Audience audience) =>
        (await new ZoneLoader(source, audience).LoadAsync(await LayerAsync(source, audience)))!;

    private static async Task<Layer> LayerAsync(NpgsqlDataSource source, Audience audience) =>
        (await TownSnapshotReader.LoadAsync(source, audience)).Find("zones")!;

    private async Task RunAsync(string sql)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
