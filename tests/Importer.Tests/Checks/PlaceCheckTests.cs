using Gis.Core.Geodesy;
using Gis.Importer.Checks;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Importer.Tests.Checks;

/// <summary>A row outside the town is no error; a row with evidence of one is.</summary>
public sealed class PlaceCheckTests
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 6668);

    private static readonly TownArea Town = TownArea.Of("149993", "潮見町", new PlaneZone(9), Factory.ToGeometry(new Envelope(139.2, 139.3, 35.1, 35.2)));

    [Theory]
    [InlineData(139.25, 35.15, null, null)]
    [InlineData(139.5, 35.5, null, null)]
    [InlineData(0, 0, null, "zero-coordinates")]
    [InlineData(999, 999, null, "dummy-coordinates")]
    [InlineData(35.15, 139.25, null, "swapped-axes")]
    [InlineData(169.18, 35.9, null, "not-in-japan")]
    [InlineData(139.25, 35.35, "神奈川県潮見町本町1", "address-disagrees")]
    [InlineData(139.25, 35.205, "神奈川県潮見町本町1", null)]
    [InlineData(139.25, 35.35, "神奈川県隣町1", null)]
    public void Geographic_places(double lon, double lat, string? address, string? code) =>
        Assert.Equal(code, new PlaceCheck(Town, null, true).Find(Factory.CreatePoint(new Coordinate(lon, lat)), new OwnWord(address, null))?.Code);

    [Theory]
    [InlineData(139.25, 35.35, "149993", "code-disagrees")]
    [InlineData(139.25, 35.35, "14999", "code-disagrees")]
    [InlineData(139.25, 35.35, "140000", null)]
    [InlineData(139.25, 35.205, "149993", null)]
    [InlineData(139.25, 35.15, "149993", null)]
    public void Own_codes_are_held_against_a_far_place(double lon, double lat, string own, string? code) =>
        Assert.Equal(code, new PlaceCheck(Town, null, true).Find(Factory.CreatePoint(new Coordinate(lon, lat)), new OwnWord(null, own))?.Code);

    [Fact]
    public void A_place_read_in_the_neighbour_zone_is_known_and_the_right_zone_named()
    {
        var plane = new PlaneZone(9).ToPlane(new LonLat(139.25, 35.15));
        var wrong = new PlaneZone(8).ToLonLat(plane);

        var fault = new PlaceCheck(Town, new PlaneZone(8), true).Find(Factory.CreatePoint(new Coordinate(wrong.Lon, wrong.Lat)));

        Assert.Equal("wrong-zone", fault?.Code);
        Assert.Contains("9系", fault!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void X_and_y_swapped_on_the_plane_are_known()
    {
        var plane = new PlaneZone(9).ToPlane(new LonLat(139.25, 35.15));
        var swapped = new PlaneZone(9).ToLonLat(new PlanePoint(plane.East, plane.North));

        Assert.Equal("swapped-axes", new PlaceCheck(Town, new PlaneZone(9), true).Find(Factory.CreatePoint(new Coordinate(swapped.Lon, swapped.Lat)))?.Code);
    }

    [Fact]
    public void The_origin_of_a_zone_is_a_missing_value()
    {
        var origin = new PlaneZone(9).ToLonLat(new PlanePoint(0, 0));

        Assert.Equal("zero-coordinates", new PlaceCheck(Town, new PlaneZone(9), false).Find(Factory.CreatePoint(new Coordinate(origin.Lon, origin.Lat)))?.Code);
    }

    [Fact]
    public void Without_a_boundary_and_for_kind_other_nothing_is_held_against_the_town()
    {
        var far = Factory.CreatePoint(new Coordinate(130.5, 31.5));

        Assert.Null(new PlaceCheck(TownArea.Unknown, new PlaneZone(8), true).Find(far, new OwnWord("潮見町", "149993")));
        Assert.Null(new PlaceCheck(Town, null, false).Find(far, new OwnWord("潮見町", "149993")));
    }

    [Fact]
    public void Areas_are_those_of_the_plane()
    {
        var zone = new PlaneZone(9);
        Coordinate At(double north, double east)
        {
            var p = zone.ToLonLat(new PlanePoint(north, east));
            return new Coordinate(p.Lon, p.Lat);
        }

        var square = Factory.CreatePolygon([At(-90000, -40000), At(-90000, -39900), At(-89900, -39900), At(-89900, -40000), At(-90000, -40000)]);

        Assert.Equal(10_000, PlaneArea.Of(square, zone), 3);
    }
}
