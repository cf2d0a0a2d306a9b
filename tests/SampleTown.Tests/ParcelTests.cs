using Gis.SampleTown.Plan;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using Xunit;

namespace Gis.SampleTown.Tests;

[Collection(OneTown.Name)]
public sealed class ParcelTests(GeneratedTown generated)
{
    private readonly Cadastre.Survey _survey = generated.Town.Survey;

    [Fact]
    public void The_town_has_its_size()
    {
        Assert.InRange(_survey.Parcels.Count, 20_000, 28_000);
        Assert.InRange(generated.Town.Buildings.Count, 10_000, 16_000);
        Assert.InRange(Oaza.All.Select(o => o.Name).Distinct().Count(), 10, 16);
        Assert.All(Site.All, site => Assert.Contains(_survey.Parcels, p => p.Site == site));
    }

    [Fact]
    public void Every_parcel_is_a_valid_polygon() =>
        Assert.All(_survey.Parcels, p => Assert.True(p.Shape.IsValid && p.Area > 5, $"{p.Oaza.Title}{p.Number} {p.Use}"));

    [Fact]
    public void Neighbours_share_every_edge_corner_by_corner()
    {
        var border = new HashSet<Coordinate>(generated.Town.Boundary.SelectMany(b => b.Coordinates));
        Assert.Equal(_survey.Parcels.Sum(p => p.Rings.Sum(r => r.Length)), _survey.Edges.Count);
        foreach (var (from, to) in _survey.Edges.Keys)
        {
            var shared = _survey.Edges.ContainsKey((to, from)) || border.Contains(_survey.Corner[from]) && border.Contains(_survey.Corner[to]);
            Assert.True(shared, $"an edge inside the town has one side only: {_survey.Corner[from]}");
        }
    }

    [Fact]
    public void Parcels_cover_the_town_without_gap_or_overlap()
    {
        Assert.Single(generated.Town.Boundary);
        Assert.Equal(0, generated.Town.Boundary[0].NumInteriorRings);
        Assert.Equal(generated.Town.Boundary[0].Area, _survey.Parcels.Sum(p => p.Area), 0);
    }

    [Fact]
    public void A_sample_united_by_other_means_has_the_sum_of_the_areas()
    {
        var sample = _survey.Parcels.Where(p => p.Oaza is { Name: "本町", Chome: 3 }).Select(p => (Geometry)p.Shape).ToList();
        Assert.Equal(sample.Sum(p => p.Area), UnaryUnionOp.Union(sample).Area, 2);
    }

    [Fact]
    public void Numbers_are_unique_in_their_oaza()
    {
        var twice = _survey.Parcels.GroupBy(p => (p.Oaza, p.Number)).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        Assert.Empty(twice);
        Assert.All(_survey.Parcels, p => Assert.Matches("^([1-9][0-9]*(-[1-9][0-9]*)?|[道水]-[1-9][0-9]*)$", p.Number));
    }

    [Fact]
    public void Some_parcels_have_holes() => Assert.True(_survey.Parcels.Count(p => p.Rings.Count > 1) >= 10);

    [Fact]
    public void Houses_stand_on_their_lots()
    {
        Assert.All(generated.Town.Buildings, b => Assert.True(b.Shape.IsValid && b.Lot.Shape.Covers(b.Shape), $"{b.Number} {b.Use}"));
        var large = generated.Town.Buildings.Count(b => b.Shape.Area > 0.8 * b.Lot.Area);
        Assert.True(large < 200, $"{large} buildings fill their lots");
    }

    [Fact]
    public void Lots_with_houses_reach_a_street()
    {
        var lots = _survey.Parcels.Where(p => p.Use == Parcels.LandUse.House).ToList();
        var landlocked = lots.Count(p => !p.Rings[0].Select((c, i) => (p.Rings[0][(i + 1) % p.Rings[0].Length], c))
            .Any(e => _survey.Edges.TryGetValue(e, out var other) && other.IsRoad));
        Assert.True(landlocked < 0.005 * lots.Count, $"{landlocked} of {lots.Count}");
    }

    [Theory]
    [InlineData("14361", 8)]
    [InlineData("14342", 1)]
    [InlineData("46505", 4)]
    [InlineData("08443", 3)]
    [InlineData("14999", 3)]
    public void The_municipality_code_has_its_check_digit(string code, int digit) => Assert.Equal(digit, TownName.CheckDigit(code));

    [Fact]
    public void The_town_lies_in_the_sea()
    {
        var box = generated.Town.Boundary[0].EnvelopeInternal;
        var southWest = TownFrame.ToLonLat(new Coordinate(box.MinX, box.MinY));
        var northEast = TownFrame.ToLonLat(new Coordinate(box.MaxX, box.MaxY));
        Assert.InRange(southWest.Lon, 139.26, northEast.Lon);
        Assert.InRange(southWest.Lat, 35.08, northEast.Lat);
        Assert.InRange(northEast.Lon, southWest.Lon, 139.35);
        Assert.InRange(northEast.Lat, southWest.Lat, 35.15);
    }
}
