using Gis.Core.Geodesy;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Hazards;

public sealed class GeodesicTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Distances_are_those_of_geography_within_a_tenth_of_a_millimetre()
    {
        var random = TestScale.Random(47);
        var pairs = Enumerable.Range(0, TestScale.Cases(500, 20_000)).Select(i =>
        {
            var reach = i % 5 == 0 ? 10 : 0.2;
            var from = new LonLat(122 + (random.NextDouble() * 32), 20 + (random.NextDouble() * 26));
            return (From: from, To: new LonLat(from.Lon + ((random.NextDouble() - 0.5) * reach), from.Lat + ((random.NextDouble() - 0.5) * reach)));
        }).ToList();
        foreach (var (lon, lat, north, east) in ((double, double, double, double)[])[(139, 35, 0, 0), (139, 35, 1, 0), (139, 0, 0, 1)])
            pairs.Add((new LonLat(lon, lat), new LonLat(lon + east, lat + north)));
        await using var command = database.Owner.CreateCommand("""
            SELECT array_agg(ST_Distance(ST_SetSRID(ST_MakePoint(a, b), 6668)::geography, ST_SetSRID(ST_MakePoint(c, d), 6668)::geography) ORDER BY i)
            FROM unnest($1, $2, $3, $4) WITH ORDINALITY p(a, b, c, d, i)
            """);
        foreach (var column in (double[][])[[.. pairs.Select(p => p.From.Lon)], [.. pairs.Select(p => p.From.Lat)], [.. pairs.Select(p => p.To.Lon)], [.. pairs.Select(p => p.To.Lat)]])
            command.Parameters.Add(new NpgsqlParameter<double[]> { TypedValue = column });
        var expected = (double[])(await command.ExecuteScalarAsync())!;
        for (var i = 0; i < pairs.Count; i++)
            Assert.Equal(expected[i], Geodesic.Distance(pairs[i].From, pairs[i].To), 1e-4);
    }
}
