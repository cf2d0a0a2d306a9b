using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Testing;
using Gis.Testing.Tiles;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Memory;

/// <summary>What simplification must not do: part borders that are shared, or lose a part of a hazard zone.</summary>
public sealed class MemoryBorderTests(JudgeTown town) : IClassFixture<JudgeTown>
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public async Task Neighbours_keep_their_common_border(int zoom)
    {
        // Staff see all cells, so the coverage has no holes of its own.
        var snapshot = await town.LoadAsync(Audience.Staff, "parcels");
        var vertices = 0;
        foreach (var tile in JudgeTiles.Around(130, zoom, zoom))
        {
            var shapes = Shapes(snapshot.Encode(tile).Mvt.Span);
            vertices += shapes.Sum(s => s.Vertices.Count());
            await using var command = town.Database.Staff.CreateCommand("""
                SELECT sum(ST_Area(g)) - ST_Area(ST_Union(g)), ST_NumInteriorRings(ST_GeometryN(ST_Union(g), 1)), ST_NumGeometries(ST_Union(g))
                FROM (SELECT ST_Intersection(ST_GeomFromText(unnest($1)), ST_MakeEnvelope(0, 0, 4096, 4096)) AS g) x
                """);
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. shapes.Select(s => s.ToWkt())] });
            await using var reader = await command.ExecuteReaderAsync();
            Assert.True(await reader.ReadAsync());
            Assert.Equal((0, 0, 1), (Math.Round(reader.GetDouble(0), 6), reader.GetInt32(1), reader.GetInt32(2)));
        }

        Assert.True(vertices > 0);
    }

    [Fact]
    public async Task Low_zooms_hold_few_vertices()
    {
        var snapshot = await town.LoadAsync(Audience.Public, "zones");
        await using var command = town.Database.Public.CreateCommand(
            "SELECT fid, ST_NPoints(geom_3857) FROM for_public.zones WHERE ST_NPoints(geom_3857) > 40 AND ST_Perimeter(geom_3857) BETWEEN 300 AND 3000");
        var source = new Dictionary<long, int>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                source[reader.GetInt64(0)] = reader.GetInt32(1);
        }

        var tile = JudgeTiles.Around(1, 8, 8).First();
        var drawn = DecodedTile.Read(snapshot.Encode(tile).Mvt.Span)[0].Features.Where(f => source.ContainsKey((long)f.Id!.Value))
            .Sum(f => DecodedShape.Read(f.Type, f.Geometry).Vertices.Count());
        Assert.InRange(drawn, 1, source.Values.Sum() / 3);
    }

    [Fact]
    public async Task Every_part_of_a_hazard_zone_stands_on_every_zoom()
    {
        var snapshot = await town.LoadAsync(Audience.Staff, "zones");
        var checks = new List<(string Wkt, double X, double Y, string What)>();
        foreach (var (x, y, fid) in await PartsAsync())
        {
            for (var zoom = 0; zoom <= 18; zoom += TestScale.IsFull ? 1 : 3)
            {
                var tile = TileCoord.At(WebMercator.ToLonLat(x, y), zoom);
                var feature = DecodedTile.Read(snapshot.Encode(tile).Mvt.Span)[0].Features.Single(f => f.Id == (ulong)fid);
                var unit = tile.Size / 4096;
                checks.Add((DecodedShape.Read(feature.Type, feature.Geometry).ToWkt(), (x - tile.Bounds.West) / unit, (tile.Bounds.North - y) / unit, $"{fid} {tile}"));
            }
        }

        await using var command = town.Database.Staff.CreateCommand("""
            SELECT string_agg(what || ' ' || ST_Distance(ST_GeomFromText(wkt), ST_MakePoint(x, y)), ', ') FROM unnest($1::text[], $2::float8[], $3::float8[], $4::text[]) AS c(wkt, x, y, what)
            WHERE NOT ST_DWithin(ST_GeomFromText(wkt), ST_MakePoint(x, y), 2)
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. checks.Select(c => c.Wkt)] });
        command.Parameters.Add(new NpgsqlParameter<double[]> { TypedValue = [.. checks.Select(c => c.X)] });
        command.Parameters.Add(new NpgsqlParameter<double[]> { TypedValue = [.. checks.Select(c => c.Y)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. checks.Select(c => c.What)] });
        Assert.Equal("", await command.ExecuteScalarAsync() as string ?? "");
        Assert.True(checks.Count > 500);
    }

    private async Task<List<(double X, double Y, long Fid)>> PartsAsync()
    {
        await using var command = town.Database.Staff.CreateCommand("""
            SELECT ST_X(p), ST_Y(p), fid FROM (SELECT ST_PointOnSurface(d.geom) AS p, fid FROM for_staff.zones t, ST_Dump(t.geom_3857) d
            WHERE ST_NumGeometries(t.geom_3857) > 1) x
            """);
        var parts = new List<(double, double, long)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            parts.Add((reader.GetDouble(0), reader.GetDouble(1), reader.GetInt64(2)));
        return parts;
    }

    private static List<DecodedShape> Shapes(ReadOnlySpan<byte> tile) =>
        [.. DecodedTile.Read(tile).SelectMany(l => l.Features).Select(f => DecodedShape.Read(f.Type, f.Geometry))];
}
