using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using Gis.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Xunit;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Core.Tests.Geometry;

/// <summary>The quick path of a bulk load must say the same as NetTopologySuite and the exact projection.</summary>
public sealed class FlatShapeTests
{
    [Fact]
    public void What_the_quick_test_calls_valid_is_valid_and_it_is_certain_of_most_valid_shapes()
    {
        var random = TestScale.Random(11);
        var validity = new FlatValidity();
        int valid = 0, certain = 0, invalid = 0;
        for (var i = 0; i < TestScale.Cases(20_000, 1_000_000); i++)
        {
            var shape = RandomPolygon(random);
            var truth = shape.ToGeometry().IsValid;
            var answer = validity.IsCertain(shape);
            Assert.False(answer && !truth, $"Case {i}: {shape.ToGeometry().AsText()} is invalid and was called valid.");
            valid += truth ? 1 : 0;
            invalid += truth ? 0 : 1;
            certain += answer ? 1 : 0;
        }

        Assert.True(invalid > 1000, $"{invalid} invalid shapes are too few to prove anything.");
        Assert.True(certain > valid * 0.6, $"Certain of {certain} of {valid}.");
    }

    [Theory]
    [InlineData("POLYGON((0 0,0 1,1 1,1 0,0 0))", true)]
    [InlineData("POLYGON((0 0,0 1,0 2,1 2,1 0,0 0))", true)]
    [InlineData("POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,2 1,1 1))", true)]
    [InlineData("MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((5 5,6 5,6 6,5 6,5 5)))", true)]
    [InlineData("POLYGON((0 0,1 1,1 0,0 1,0 0))", false)]
    [InlineData("POLYGON((0 0,2 0,1 0,1 1,0 0))", false)]
    [InlineData("POLYGON((0 0,4 0,4 4,0 4,0 0),(0 1,1 2,2 2,2 1,0 1))", false)]
    [InlineData("POLYGON((0 0,4 0,4 4,0 4,0 0),(9 9,9 8,8 8,9 9))", false)]
    [InlineData("MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0)),((1 1,2 1,2 2,1 2,1 1)))", false)]
    [InlineData("LINESTRING(0 0,1 1)", true)]
    [InlineData("LINESTRING(0 0,0 0)", false)]
    public void It_is_certain_exactly_of(string wkt, bool certain) => Assert.Equal(certain, new FlatValidity().IsCertain(Flat(wkt)));

    [Theory]
    [InlineData("POINT(139.5 35.25)", false)]
    [InlineData("POINT(139.5 35.25)", true)]
    [InlineData("LINESTRING(0 0,1 1,2 3)", true)]
    [InlineData("POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,2 1,1 1))", false)]
    [InlineData("POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,2 1,1 1))", true)]
    [InlineData("MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((5 5,6 5,6 6,5 6,5 5)))", true)]
    public void Its_bytes_are_those_of_the_library(string wkt, bool multi)
    {
        var flat = Flat(wkt);
        var buffer = new byte[FlatEwkb.MaxLength(flat)];
        var length = FlatEwkb.Write(buffer, flat, 6668, multi);

        var shape = new WKTReader().Read(wkt);
        Shape expected = (shape, multi) switch
        {
            (Point p, true) => shape.Factory.CreateMultiPoint([p]),
            (LineString l, true) => shape.Factory.CreateMultiLineString([l]),
            (Polygon p, true) => shape.Factory.CreateMultiPolygon([p]),
            _ => shape,
        };
        expected.SRID = 6668;
        Assert.Equal(Ewkb.Write(expected), buffer[..length]);
    }

    [Fact]
    public void Arrays_are_projected_as_single_points_are()
    {
        var random = TestScale.Random(12);
        for (var number = 1; number <= 19; number++)
        {
            var zone = new PlaneZone(number);
            var inverse = new PlaneInverse(zone);
            for (var i = 0; i < 500; i++)
            {
                double[] x = [(random.NextDouble() - 0.5) * 400_000];
                double[] y = [(random.NextDouble() - 0.5) * 800_000];
                var exact = zone.ToLonLat(new PlanePoint(North: y[0], East: x[0]));
                inverse.Apply(x, y);
                Assert.Equal(exact.Lon, x[0], 1e-12);
                Assert.Equal(exact.Lat, y[0], 1e-12);
            }
        }
    }

    [Fact]
    public void The_position_inside_is_inside()
    {
        var random = TestScale.Random(13);
        for (var i = 0; i < 2000; i++)
        {
            var shape = RandomPolygon(random);
            if (shape.ToGeometry() is Polygon { IsValid: true } polygon && FlatLocation.Inside(shape) is { } inside)
                Assert.True(polygon.Distance(new Point(inside.X, inside.Y)) < 1e-12);
        }
    }

    // On a coarse grid, so that touching, doubled and folded edges are common.
    private static FlatShape RandomPolygon(Random random)
    {
        var rings = random.Next(5) == 0 ? 2 : 1;
        List<double> x = [], y = [];
        List<int> ends = [];
        for (var ring = 0; ring < rings; ring++)
        {
            var count = 3 + random.Next(random.Next(8) == 0 ? 30 : 6);
            var start = x.Count;
            var star = random.Next(2) == 0;
            for (var i = 0; i < count; i++)
            {
                var angle = star ? i * 2 * Math.PI / count : 0;
                var radius = (ring == 0 ? 10 : 3) * (0.4 + (0.6 * random.NextDouble()));
                x.Add(star ? Math.Round(radius * Math.Cos(angle), 1) : random.Next(6));
                y.Add(star ? Math.Round(radius * Math.Sin(angle), 1) : random.Next(6));
            }

            x.Add(x[start]);
            y.Add(y[start]);
            ends.Add(x.Count);
        }

        return new FlatShape(FlatKind.Polygon, [.. x], [.. y], [.. ends], [ends.Count]);
    }

    private static FlatShape Flat(string wkt)
    {
        var shape = new WKTReader().Read(wkt);
        List<double> x = [], y = [];
        List<int> rings = [], parts = [];
        var kind = shape.Dimension switch { Dimension.Point => FlatKind.Point, Dimension.Curve => FlatKind.Line, _ => FlatKind.Polygon };
        for (var p = 0; p < shape.NumGeometries; p++)
        {
            var part = shape.GetGeometryN(p);
            Shape[] lines = part is Polygon area ? [area.ExteriorRing, .. area.InteriorRings] : [part];
            foreach (var line in lines)
            {
                x.AddRange(line.Coordinates.Select(c => c.X));
                y.AddRange(line.Coordinates.Select(c => c.Y));
                rings.Add(x.Count);
            }

            parts.Add(rings.Count);
        }

        return new FlatShape(kind, [.. x], [.. y], [.. rings], [.. parts]);
    }
}
