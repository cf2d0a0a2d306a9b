using System.Text;
using System.Text.Json;
using Gis.Core.Geometry;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Xunit;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Core.Tests.Geometry;

public sealed class GeometryFormatTests
{
    [Theory]
    [InlineData("POINT (139.5 35.25)")]
    [InlineData("LINESTRING (139 35, 139.5 35.25)")]
    [InlineData("POLYGON ((139 35, 140 35, 140 36, 139 35), (139.6 35.2, 139.8 35.2, 139.8 35.4, 139.6 35.2))")]
    [InlineData("MULTIPOINT ((139 35), (140 36))")]
    [InlineData("MULTILINESTRING ((139 35, 140 36), (1 2, 3 4))")]
    [InlineData("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))")]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (3 4, 5 6))")]
    public void Both_formats_give_back_what_they_were_given(string wkt)
    {
        var shape = new WKTReader().Read(wkt);
        shape.SRID = 6668;
        var binary = Ewkb.Read(Ewkb.Write(shape));
        Assert.True(binary.EqualsExact(shape));
        Assert.Equal(6668, binary.SRID);
        Assert.True(ReadJson(WriteJson(shape))!.Normalized().EqualsExact(shape.Normalized()));
    }

    [Fact]
    public void Ewkb_is_what_PostGIS_writes()
    {
        // SELECT ST_AsEWKB('SRID=6668;POINT(1 2)'::geometry)
        var point = new Point(1, 2) { SRID = 6668 };
        Assert.Equal("01010000200C1A0000000000000000F03F0000000000000040", Convert.ToHexString(Ewkb.Write(point)));
    }

    [Fact]
    public void Bytes_that_are_no_wkb_are_a_parse_error() => Assert.Throws<ParseException>(() => Ewkb.Read([1, 2, 0]));

    [Fact]
    public void Outer_rings_run_counter_clockwise_and_holes_the_other_way()
    {
        var shape = new WKTReader().Read("POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))");
        Assert.Equal(
            """{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}""", WriteJson(shape));
        Assert.Equal("null", WriteJson(Polygon.Empty));
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":["1",2]}""")]
    [InlineData("""{"type":"Point","coordinates":[[1,2]]}""")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0]]]}""")]
    [InlineData("""{"type":"Circle","coordinates":[0,0]}""")]
    [InlineData("""{"coordinates":[0]}""")]
    [InlineData("[1,2]")]
    public void What_is_no_geometry_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => ReadJson(json));

    [Fact]
    public void Unclosed_rings_are_closed_and_heights_dropped()
    {
        var shape = ReadJson("""{"type":"Polygon","coordinates":[[[0,0,5],[1,0,5],[1,1,5]]]}""");
        Assert.Equal(0.5, shape!.Area);
    }

    [Fact]
    public void A_bow_tie_is_repaired_without_losing_area_and_a_flat_area_is_given_up()
    {
        var outcome = GeometryRepair.Repair(new WKTReader().Read("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"));
        Assert.True(outcome.Changed);
        Assert.True(outcome.Geometry!.IsValid);
        Assert.Equal(2, outcome.Geometry.Area, 12);
        Assert.Equal(new Coordinate(1, 1), outcome.FaultAt);
        Assert.Null(GeometryRepair.Repair(new WKTReader().Read("POLYGON ((0 0, 1 1, 2 2, 0 0))")).Geometry);
        Assert.False(GeometryRepair.Repair(new WKTReader().Read("POLYGON ((0 0, 1 0, 1 1, 0 0))")).Changed);
        Assert.Null(GeometryRepair.Repair(new Point(double.NaN, 1)).Geometry);
    }

    private static string WriteJson(Shape shape)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            GeoJsonGeometry.Write(writer, shape);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Shape? ReadJson(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return new GeoJsonGeometryReader(new GeometryFactory()).Read(ref reader);
    }
}
