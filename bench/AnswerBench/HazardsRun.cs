using System.Diagnostics;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using Gis.Engine.Hazards.Zones;
using Gis.Engine.Reading;
using Gis.Testing;
using Gis.TileBench.Towns;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Gis.AnswerBench;

/// <summary>
/// The flood zones of the bench town (3,000 of 4.3 million vertices) that a place, a line or an area meets: ours from memory in this process, against ST_Intersects
/// on the table's whole polygons (spatial index, prepared statement, through Npgsql, under the same role's view). Both are asked in turn; the hits must be equal.
/// </summary>
internal static class HazardsRun
{
    private const int Questions = 400;
    private const double Metre = 1 / 111_000.0;

    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 6668);

    /// <summary>Runs and prints.</summary>
    public static async Task RunAsync(int rounds)
    {
        await using var database = await TestDatabase.CreateAsync();
        var clock = Stopwatch.StartNew();
        await BenchTown.MakeAsync(database);
        Console.WriteLine($"town made in {clock.Elapsed.TotalSeconds:F0} s");
        var snapshot = await TownSnapshotReader.LoadAsync(database.Public, Audience.Public);
        clock.Restart();
        var zones = (await new ZoneLoader(database.Public, Audience.Public).LoadAsync(snapshot.Find("flood")!))!;
        Console.WriteLine($"{zones.Count} zones in memory after {clock.Elapsed.TotalSeconds:F1} s, {zones.MemoryBytes / 1048576} MB");
        await using var connection = await database.Public.OpenConnectionAsync();
        await using (var set = new NpgsqlCommand("SET jit = off; SET max_parallel_workers_per_gather = 0", connection))
            await set.ExecuteNonQueryAsync();
        await using var statement = new NpgsqlCommand("SELECT t.fid FROM for_public.flood t WHERE ST_Intersects(t.geom, ST_GeomFromEWKB($1))", connection);
        statement.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = [] });
        await statement.PrepareAsync();

        Console.WriteLine($"\n{rounds} rounds of {Questions} questions\n");
        Console.WriteLine("| asked | zones met, mean | ST_Intersects p50 ms | ours p50 ms | ratio p50 | ours p99 ms | ratio p99 |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        var edges = await EdgesAsync(connection);
        await WarmUpAsync(zones, edges);
        foreach (var (name, make) in Kinds(edges))
        {
            var random = new Random(11);
            var asked = Enumerable.Range(0, Questions).Select(_ => make(random)).ToList();
            var (theirs, own, hits) = (new Timings(), new Timings(), 0L);
            for (var round = -1; round < rounds; round++)
            {
                foreach (var shape in asked)
                {
                    ((NpgsqlParameter<byte[]>)statement.Parameters[0]).TypedValue = Ewkb.Write(shape);
                    var start = Stopwatch.GetTimestamp();
                    var expected = new List<long>();
                    await using (var reader = await statement.ExecuteReaderAsync())
                    {
                        while (await reader.ReadAsync())
                            expected.Add(reader.GetInt64(0));
                    }

                    var first = Stopwatch.GetElapsedTime(start);
                    start = Stopwatch.GetTimestamp();
                    var found = Ask(zones, shape);
                    var second = Stopwatch.GetElapsedTime(start);
                    if (!expected.Order().SequenceEqual(found.Order()))
                        throw new InvalidOperationException($"Not the same zones: {shape}");
                    if (round < 0)
                        continue;
                    theirs.Add(first);
                    own.Add(second);
                    hits += found.Count;
                }
            }

            Console.WriteLine(FormattableString.Invariant(
                $"| {name} | {(double)hits / own.Count:F2} | {Timings.Text(theirs.Median)} | {Timings.Text(own.Median)} | {theirs.Median / own.Median:F0} | {Timings.Text(own.Percentile(0.99))} | {theirs.Percentile(0.99) / own.Percentile(0.99):F0} |"));
        }
    }

    // As in a server that has run for a while: the runtime compiles for speed what it has seen run, beside the program and not at once.
    private static async Task WarmUpAsync(ZoneLayer zones, List<Coordinate> edges)
    {
        for (var turn = 0; turn < 10; turn++)
        {
            var random = new Random(turn);
            foreach (var (_, make) in Kinds(edges))
            {
                for (var i = 0; i < 300; i++)
                    Ask(zones, make(random));
            }

            await Task.Delay(200);
        }
    }

    private static IReadOnlyList<long> Ask(ZoneLayer zones, Geometry shape) =>
        shape is Point point ? zones.FidsAt(new LonLat(point.X, point.Y)) : zones.FidsMeeting(AskedShape.Of(shape));

    private static IEnumerable<(string Name, Func<Random, Geometry> Make)> Kinds(List<Coordinate> edges)
    {
        Coordinate Anywhere(Random random) => new(139.176 + (0.0877 * random.NextDouble()), 35.2927 + (0.072 * random.NextDouble()));
        Coordinate Near(Random random, double metres) => edges[random.Next(edges.Count)] is var e
            ? new(e.X + ((random.NextDouble() - 0.5) * 2 * metres * Metre), e.Y + ((random.NextDouble() - 0.5) * 2 * metres * Metre)) : e;
        yield return ("a place anywhere in the town", r => Factory.CreatePoint(Anywhere(r)));
        yield return ("a place within a metre of an edge", r => Factory.CreatePoint(Near(r, 1)));
        yield return ("a line of five points, 500 m", r =>
        {
            var (from, turn) = (Near(r, 200), r.NextDouble() * Math.Tau);
            return Factory.CreateLineString([.. Enumerable.Range(0, 5).Select(i => new Coordinate(from.X + (i * 125 * Metre * Math.Cos(turn)), from.Y + (i * 125 * Metre * Math.Sin(turn))))]);
        }
        );
        yield return ("an area of 24 corners, 200 m across", r =>
        {
            var middle = Near(r, 200);
            var ring = Enumerable.Range(0, 24).Select(i => new Coordinate(
                middle.X + (100 * Metre * Math.Cos(i * Math.Tau / 24)), middle.Y + (100 * Metre * Math.Sin(i * Math.Tau / 24)))).ToList();
            return Factory.CreatePolygon([.. ring, ring[0].Copy()]);
        }
        );
    }

    private static async Task<List<Coordinate>> EdgesAsync(NpgsqlConnection connection)
    {
        var edges = new List<Coordinate>();
        await using var command = new NpgsqlCommand("SELECT ST_X(p), ST_Y(p) FROM (SELECT ST_PointN(ST_ExteriorRing(geom), 1 + (fid * 37 % 200)::int) AS p FROM for_public.flood ORDER BY fid) e", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            edges.Add(new Coordinate(reader.GetDouble(0), reader.GetDouble(1)));
        return edges;
    }
}
