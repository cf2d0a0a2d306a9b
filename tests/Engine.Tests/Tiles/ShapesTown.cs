using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.Engine.Tests.Tiles;

/// <summary>A database with shapes that tiles find hard: slivers, specks, many parts, holes, lines and points, all from a fixed seed.</summary>
public sealed class ShapesTown : IAsyncLifetime
{
    private readonly Random _random = TestScale.Random(1);

    /// <summary>Its database.</summary>
    public TestDatabase Database { get; } = new();

    /// <summary>Its catalogue as the public role sees it.</summary>
    public TownSnapshot Snapshot { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        var town = new MadeTown(Database.Owner);
        await town.BeginAsync();
        await AddAsync(town, "hazard_zones", "flood-depth", "polygon", Polygons(120).Concat(Specks(40)).Concat(ManyParts(12)));
        await AddAsync(town, "areas", "other", "polygon", Polygons(120));
        await AddAsync(town, "ways", "other", "line", Lines(150));
        await AddAsync(town, "spots", "other", "point", Enumerable.Range(0, 200).Select(_ => $"POINT({Somewhere()})"));
        await AddAsync(town, "all_sorts", "other", "mixed", Polygons(20).Concat(Lines(20)).Concat(Specks(10)).Append("POINT(139.3 35.1)"));
        Snapshot = await TownSnapshotReader.LoadAsync(Database.Public, Audience.Public);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Database.DisposeAsync();

    private static Task AddAsync(MadeTown town, string id, string kind, string geometry, IEnumerable<string> shapes) => town.AddAsync(new MadeLayer
    {
        Id = id,
        Kind = kind,
        Geometry = geometry,
        Fields = [new("名称", "text", "name")],
        Rows = [.. shapes.Select((s, i) => ((string?)s, new object?[] { $"{i + 1}番" }))],
    });

    private IEnumerable<string> Polygons(int count) => Enumerable.Range(0, count).Select(_ => $"POLYGON({Ring(Size())})");

    // From a few centimetres down to a tenth of a millimetre.
    private IEnumerable<string> Specks(int count) => Enumerable.Range(0, count).Select(_ => $"POLYGON({Ring(Math.Pow(10, -9 + (_random.NextDouble() * 3)))})");

    private static IEnumerable<string> ManyParts(int count) => Enumerable.Range(0, count).Select(i =>
        "MULTIPOLYGON(" + string.Join(",", Enumerable.Range(0, 8).Select(p =>
        {
            var (x, y) = (139.28 + (0.004 * p) + (0.0005 * i), 35.08 + (0.004 * i));
            return $"({Box(x, y, p % 2 == 0 ? 0.0000004 : 0.001)})";
        })) + ")");

    private IEnumerable<string> Lines(int count) => Enumerable.Range(0, count).Select(_ =>
    {
        var (x, y, step) = (139.28 + (_random.NextDouble() * 0.06), 35.08 + (_random.NextDouble() * 0.06), Size());
        return $"LINESTRING({Pair(x, y)},{Pair(x + step, y + (step * _random.NextDouble()))},{Pair(x + (2 * step), y)})";
    });

    private double Size() => 0.00002 * Math.Pow(500, _random.NextDouble());

    private string Somewhere() => Pair(139.28 + (_random.NextDouble() * 0.06), 35.08 + (_random.NextDouble() * 0.06));

    private string Ring(double radius)
    {
        var (x, y) = (139.28 + (_random.NextDouble() * 0.06), 35.08 + (_random.NextDouble() * 0.06));
        var corners = _random.Next(3, 40);
        var flat = _random.NextDouble() < 0.3 ? 0.01 : 1;
        var points = Enumerable.Range(0, corners).Select(i =>
        {
            var angle = 2 * Math.PI * i / corners;
            var r = radius * (0.5 + (0.5 * _random.NextDouble()));
            return Pair(x + (r * Math.Cos(angle)), y + (r * flat * Math.Sin(angle)));
        }).ToList();
        return $"({string.Join(",", points.Append(points[0]))})";
    }

    private static string Box(double x, double y, double side) =>
        $"({Pair(x, y)},{Pair(x + side, y)},{Pair(x + side, y + side)},{Pair(x, y + side)},{Pair(x, y)})";

    private static string Pair(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.############} {y:0.############}");
}
