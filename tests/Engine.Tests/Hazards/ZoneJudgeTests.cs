using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Hazards.Zones;
using Gis.Engine.Reading;
using Gis.Testing;
using Gis.Testing.Towns;
using NetTopologySuite.IO;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Hazards;

/// <summary>Zones from memory against PostGIS' ST_Intersects on the table itself: the same hits, at random places and at the places where rounding decides.</summary>
public sealed class ZoneJudgeTests(ZoneJudgeTests.Town town) : IClassFixture<ZoneJudgeTests.Town>
{
    private static readonly int Points = TestScale.Cases(6_000, 100_000);
    private static readonly int Shapes = TestScale.Cases(500, 6_000);

    [Fact]
    public async Task Points_hit_the_zones_that_PostGIS_says()
    {
        var random = TestScale.Random(41);
        var points = Enumerable.Range(0, Points).Select(i => Place(random, i)).ToList();
        await CompareAsync(
            points.Select(p => FormattableString.Invariant($"POINT({p.X:R} {p.Y:R})")).ToList(),
            i => town.Zones.FidsAt(new LonLat(points[i].X, points[i].Y)), Points / 4);
    }

    [Fact]
    public async Task Lines_hit_the_zones_that_PostGIS_says()
    {
        var random = TestScale.Random(42);
        var lines = Enumerable.Range(0, Shapes).Select(i => ZoneShapes.Line(Line(random, i))).ToList();
        await CompareAsync(lines, i => town.Zones.FidsMeeting(AskedShape.Of(new WKTReader().Read(lines[i]))), Shapes);
    }

    [Fact]
    public async Task Polygons_hit_the_zones_that_PostGIS_says()
    {
        var random = TestScale.Random(43);
        var polygons = Enumerable.Range(0, Shapes).Select(i => ZoneShapes.Polygon(Area(random, i))).ToList();
        await CompareAsync(polygons, i => town.Zones.FidsMeeting(AskedShape.Of(new WKTReader().Read(polygons[i]))), Shapes);
    }

    [Fact]
    public async Task Hazards_that_do_not_fit_are_left_to_the_database()
    {
        var loader = new ZoneLoader(town.Database.Public, Audience.Public);
        Assert.Null(await loader.LoadAsync(town.Zones.Layer, town.Zones.MemoryBytes / 4));
        Assert.Equal(town.Zones.Count, (await loader.LoadAsync(town.Zones.Layer, 2 * town.Zones.MemoryBytes))!.Count);
    }

    [Theory]
    [InlineData("POINT(139 35)")]
    [InlineData("LINESTRING(139 35,139 35)")]
    [InlineData("LINESTRING EMPTY")]
    [InlineData("POLYGON((139 35,139.1 35.1,139.1 35,139 35.1,139 35))")]
    [InlineData("GEOMETRYCOLLECTION(LINESTRING(139 35,139.1 35))")]
    public void What_is_no_line_and_no_area_is_refused(string wkt) => Assert.Throws<ArgumentException>(() => AskedShape.Of(new WKTReader().Read(wkt)));

    // Anywhere; within a metre of an edge; on an edge as near as doubles come; on an upright or level edge exactly; on a vertex; level with a vertex.
    private (double X, double Y) Place(Random random, int i)
    {
        var (a, b) = Edge(random);
        var t = random.NextDouble();
        var on = (X: a.X + (t * (b.X - a.X)), Y: a.Y + (t * (b.Y - a.Y)));
        return (i % 10) switch
        {
            0 or 1 => (on.X + ((random.NextDouble() - 0.5) * 1.6e-5), on.Y + ((random.NextDouble() - 0.5) * 1.6e-5)),
            2 => on,
            3 => i % 20 == 3 ? ((a.X + b.X) / 2, (a.Y + b.Y) / 2) : (on.X, Math.BitIncrement(on.Y)),
            4 => a,
            5 => (a.X - (random.NextDouble() * 0.002), a.Y),
            6 => a.X == b.X || a.Y == b.Y ? on : (a.X, a.Y + (random.NextDouble() * 0.001)),
            _ => ZoneShapes.Somewhere(random),
        };
    }

    private IEnumerable<(double X, double Y)> Line(Random random, int i)
    {
        var (a, b) = Edge(random);
        var start = i % 3 == 0 ? ZoneShapes.Somewhere(random) : Place(random, i);
        return (i % 7) switch
        {
            // Along an edge, beyond both ends.
            0 => [(a.X - (b.X - a.X), a.Y - (b.Y - a.Y)), (b.X + (b.X - a.X), b.Y + (b.Y - a.Y))],
            1 => [start, a],
            2 => [a, b],
            3 => [start, (start.X + 1e-6, start.Y + 2e-6)],
            4 => Enumerable.Range(0, 300).Select(k => (start.X + (k * 1e-5), start.Y + (1e-5 * (k % 9)))),
            _ => [start, ZoneShapes.Somewhere(random), ZoneShapes.Somewhere(random)],
        };
    }

    private List<(double X, double Y)[]> Area(Random random, int i)
    {
        var shapes = new ZoneShapes(random);
        var ring = town.Shapes.Rings[random.Next(town.Shapes.Rings.Count)];
        var middle = Place(random, i);
        return (i % 6) switch
        {
            // A zone's own outline; one in its middle; a frame around it; a neighbour along an edge.
            0 => [ring],
            1 => [shapes.Star((ring.Average(p => p.X), ring.Average(p => p.Y)), 2e-5, 5)],
            2 => [[(139.1, 35.2), (139.4, 35.2), (139.4, 35.5), (139.1, 35.5)], shapes.Star(middle, 0.006, 40)],
            3 => [[ring[0], ring[1], (ring[0].X + 0.001, ring[0].Y - 0.0007)]],
            _ => [shapes.Star(middle, 1e-5 + (0.002 * random.NextDouble()), 3 + random.Next(150))],
        };
    }

    private ((double X, double Y) A, (double X, double Y) B) Edge(Random random)
    {
        var ring = town.Shapes.Rings[random.Next(town.Shapes.Rings.Count)];
        var i = random.Next(ring.Length);
        return (ring[i], ring[(i + 1) % ring.Length]);
    }

    private async Task CompareAsync(List<string> asked, Func<int, IReadOnlyList<long>> ours, int least)
    {
        var expected = Enumerable.Range(0, asked.Count).Select(_ => new List<long>()).ToList();
        await using var command = town.Database.Owner.CreateCommand(
            "SELECT a.i, t.fid FROM unnest($1) WITH ORDINALITY a(wkt, i) JOIN layer.zones t ON ST_Intersects(t.geom, ST_GeomFromText(a.wkt, 6668))");
        command.CommandTimeout = 600;
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. asked] });
        var hits = 0;
        await using (var reader = await command.ExecuteReaderAsync())
        {
            for (; await reader.ReadAsync(); hits++)
                expected[(int)reader.GetInt64(0) - 1].Add(reader.GetInt64(1));
        }

        for (var i = 0; i < asked.Count; i++)
            Assert.True(expected[i].Order().SequenceEqual(ours(i).Order()), $"{i}: PostGIS {List(expected[i])}, memory {List(ours(i))}: {asked[i]}");
        Assert.True(hits > least, $"Only {hits} hits were compared.");
    }

    private static string List(IEnumerable<long> fids) => string.Join(' ', fids.Order().Select(f => f.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A town of zones, and what the public's role has of them in memory.</summary>
    public sealed class Town : IAsyncLifetime
    {
        public TestDatabase Database { get; } = new();

        public ZoneLayer Zones { get; private set; } = null!;

        internal ZoneShapes Shapes { get; } = new(TestScale.Random(40));

        public async Task InitializeAsync()
        {
            await Database.InitializeAsync();
            var town = new MadeTown(Database.Owner);
            await town.BeginAsync();
            await town.AddAsync(new MadeLayer
            {
                Id = "zones",
                Kind = "flood-depth",
                Geometry = "polygon",
                Fields = [new("hazard_rank", "integer", "hazard-rank")],
                Rows = [.. Shapes.All(240).Select((wkt, i) => ((string?)wkt, new object?[] { (long)(i % 6) }))],
            });
            await using (var valid = Database.Owner.CreateCommand("SELECT count(*) FROM layer.zones WHERE NOT ST_IsValid(geom)"))
                Assert.Equal(0L, await valid.ExecuteScalarAsync());
            var snapshot = await TownSnapshotReader.LoadAsync(Database.Public, Audience.Public);
            Zones = (await new ZoneLoader(Database.Public, Audience.Public).LoadAsync(snapshot.Find("zones")!))!;
        }

        public Task DisposeAsync() => Database.DisposeAsync();
    }
}
