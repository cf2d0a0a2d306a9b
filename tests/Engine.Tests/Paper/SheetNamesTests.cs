using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Geodesy;
using Gis.Engine.Paper;
using Gis.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.IO;
using Xunit;

namespace Gis.Engine.Tests.Paper;

/// <summary>Names along lines: where they stand, which are left out, and that none lies on another. Shapes are in millimetres here.</summary>
public sealed partial class SheetNamesTests
{
    private const double Points = 9;
    private static readonly SheetFrame Frame = new(new PlaneZone(9), new PlanePoint(-100_000, -48_000), 2_500, 200, 150);

    [Theory]
    [InlineData("LINESTRING(10 75, 190 75)", 100, 75, 0)]
    [InlineData("LINESTRING(190 75, 10 75)", 100, 75, 0)]
    [InlineData("LINESTRING(100 10, 100 140)", 100, 75, 90)]
    [InlineData("LINESTRING(50 25, 150 125)", 100, 75, 45)]
    [InlineData("LINESTRING(150 25, 50 125)", 100, 75, -45)]
    public void A_name_stands_along_its_line_near_the_middle_of_the_sheet_and_not_upside_down(string line, double x, double y, double angle)
    {
        var name = Assert.Single(Draw([("本町通り線", line)]));
        Assert.Equal(x, name.X, 5.0);
        Assert.Equal(y, name.Y, 5.0);
        Assert.Equal(angle, Math.Abs(name.Angle) == 90 ? 90 : name.Angle, 0.2);
    }

    [Fact]
    public void Pieces_that_meet_are_one_line()
    {
        // Five letters of nine points are 15.9 mm long: none of these is long enough by itself.
        Assert.Empty(Draw([("本町通り線", "LINESTRING(60 75, 80 75)")]));
        Assert.Single(Draw([("本町通り線", "MULTILINESTRING((60 75, 80 75), (80 75, 101 75))")]));
    }

    [Fact]
    public void A_line_that_nowhere_goes_straight_for_long_enough_goes_without_its_name()
    {
        var corners = Enumerable.Range(0, 30).Select(i => FormattableString.Invariant($"{20 + (5 * i)} {(i % 2 == 0 ? 70 : 75)}"));
        Assert.Empty(Draw([("本町通り線", $"LINESTRING({string.Join(',', corners)})")]));
    }

    [Fact]
    public void Where_the_middle_is_taken_a_name_moves_along_its_line()
    {
        var names = Draw([("本町通り線", "LINESTRING(10 75, 190 75)"), ("裏町通り線", "LINESTRING(100 5, 100 145)")]);
        Assert.Equal(["本町通り線", "裏町通り線"], names.Select(n => n.Text));
        Assert.InRange(Math.Abs(names[1].Y - 75), 9, 40);
    }

    [Fact]
    public void No_name_lies_on_another_however_many_there_are()
    {
        var random = TestScale.Random(2500);
        string Corner() => FormattableString.Invariant($"{random.NextDouble() * 200:0.0} {random.NextDouble() * 150:0.0}");
        for (var town = 0; town < TestScale.Cases(20, 400); town++)
        {
            var names = Draw([.. Enumerable.Range(0, 120).Select(i => (string.Create(CultureInfo.InvariantCulture, $"町道{1000 + i}号線"), $"LINESTRING({Corner()}, {Corner()})"))]);
            Assert.True(names.Count > 15, $"town {town}: {names.Count}");
            var boxes = names.Select(Box).ToList();
            for (var i = 0; i < boxes.Count; i++)
            {
                Assert.True(boxes[i].EnvelopeInternal is { MinX: >= -0.01, MinY: >= -0.01, MaxX: <= 200.01, MaxY: <= 150.01 }, $"town {town}: {names[i]} leaves the sheet");
                for (var j = 0; j < i; j++)
                    Assert.True(boxes[i].Intersection(boxes[j]).Area < 0.01, $"town {town}: {names[i]} lies on {names[j]}");
            }
        }
    }

    private static List<Name> Draw(IReadOnlyList<(string Text, string Line)> lines)
    {
        var reader = new WKTReader();
        var scale = AffineTransformation.ScaleInstance(SheetFrame.PerMillimetre, SheetFrame.PerMillimetre);
        var svg = SheetNames.Draw(Frame, new SheetRoom(Frame), lines.Select(l => new SheetName(l.Text, Points, "#000000", scale.Transform(reader.Read(l.Line)))));
        return [.. Text().Matches(svg).Select(m => new Name(
            m.Groups[4].Value, Number(m.Groups[1]) / SheetFrame.PerMillimetre, Number(m.Groups[2]) / SheetFrame.PerMillimetre, m.Groups[3].Success ? Number(m.Groups[3]) : 0))];
    }

    // What the letters cover, in millimetres.
    private static Geometry Box(Name name)
    {
        var (width, height) = (SheetRoom.WidthOf(name.Text, Points) / SheetFrame.PerMillimetre, Points * SheetFrame.PerPoint / SheetFrame.PerMillimetre);
        var upright = new GeometryFactory().ToGeometry(new Envelope(-width / 2, width / 2, -height / 2, height / 2));
        return AffineTransformation.RotationInstance(name.Angle * Math.PI / 180).Translate(name.X, name.Y).Transform(upright);
    }

    private static double Number(Group found) => double.Parse(found.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"<text transform=""translate\((-?[0-9.]+) (-?[0-9.]+)\)(?: rotate\((-?[0-9.]+)\))?""[^>]*>([^<]+)</text>")]
    private static partial Regex Text();

    private sealed record Name(string Text, double X, double Y, double Angle);
}
