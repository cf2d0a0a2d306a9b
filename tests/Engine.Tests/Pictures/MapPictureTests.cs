using System.Text.Json.Nodes;
using System.Xml.Linq;
using Gis.Core.Geodesy;
using Gis.Engine.Pictures;
using Xunit;

namespace Gis.Engine.Tests.Pictures;

public sealed class MapPictureTests
{
    private static readonly LonLat Here = new(139.3, 35.1);

    [Fact]
    public void The_place_is_in_the_middle_and_a_metre_is_a_metre()
    {
        var frame = new PictureFrame { Center = Here, Zoom = 16 };
        var (x, y) = frame.At(Here);
        Assert.InRange(x, 359.4, 360.6);
        Assert.InRange(y, 239.4, 240.6);
        var east = new LonLat(139.302, 35.1);
        Assert.Equal(Here.DistanceTo(east), (frame.At(east).X - x) * frame.MetresPerPixel, Here.DistanceTo(east) * 0.005);
    }

    [Fact]
    public void Tiles_cover_the_picture_without_a_gap()
    {
        var frame = new PictureFrame { Center = Here, Zoom = 15 };
        var tiles = frame.Tiles().ToList();
        for (var x = 0.5; x < frame.Width; x += 7)
        {
            for (var y = 0.5; y < frame.Height; y += 7)
                Assert.Single(tiles, t => x >= t.X && x < t.X + 512 && y >= t.Y && y < t.Y + 512);
        }
    }

    [Fact]
    public void Colour_pattern_and_line_come_from_the_style_and_names_are_escaped()
    {
        var style = (List<JsonObject>)
        [
            Rule("""{"type":"fill","source-layer":"a","paint":{"fill-color":["case",["==",["get","k"],"x"],"#ff0000","#00ff00"],"fill-opacity":0.5}}"""),
            Rule("""{"type":"fill","source-layer":"a","paint":{"fill-pattern":"pattern-dots-112233"}}"""),
            Rule("""{"type":"line","source-layer":"a","minzoom":17,"paint":{"line-color":"#123456"}}"""),
        ];
        var square = new TileFeature(2, [[1000, 1000, 3000, 1000, 3000, 3000, 1000, 3000]], new Dictionary<string, object> { ["k"] = "x" });
        var content = new Dictionary<string, IReadOnlyList<TileFeature>> { ["a"] = [square] };
        var frame = new PictureFrame { Center = Here, Zoom = 16 };
        var svg = MapPicture.Draw(frame, style, [(content, 0, 0)], [new PictureSign(Here, "flame", "<本町>&", true)], Here, "北");
        var document = XDocument.Parse(svg);
        Assert.Contains("fill=\"#ff0000\" opacity=\"0.5\"", svg);
        Assert.Contains("url(#dots-112233)", svg);
        Assert.DoesNotContain("#123456", svg);
        Assert.Contains(document.Descendants(), e => e.Name.LocalName == "text" && e.Value == "<本町>&");
        Assert.DoesNotContain(document.Descendants(), e => e.Name.LocalName is "script" or "image" or "foreignObject");
        // Each id that is used is there.
        var ids = document.Descendants().Attributes("id").Select(a => a.Value).ToHashSet();
        Assert.All(document.Descendants().Attributes("href"), a => Assert.Contains(a.Value[1..], ids));
    }

    [Fact]
    public void No_name_lies_on_a_sign_or_on_another_name_and_a_number_stands_in_the_place_of_its_symbol()
    {
        var frame = new PictureFrame { Center = Here, Zoom = 16 };
        var near = new LonLat(139.30005, 35.10005);
        var far = new LonLat(139.302, 35.1);
        var svg = MapPicture.Draw(frame, [], [],
            [new PictureSign(near, "flame", "二番の場所", false), new PictureSign(Here, "flame", "一番の場所", false), new PictureSign(far, null, null, false, 7)], null, "北");
        var names = XDocument.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text").ToDictionary(e => e.Value, e => (double)e.Attribute("y")!);
        Assert.Contains("7", names.Keys);
        Assert.Contains("一番の場所", names.Keys);
        // The second has to go above, or its name would lie on the first one's.
        if (names.TryGetValue("二番の場所", out var second))
            Assert.True(Math.Abs(second - names["一番の場所"]) > 16);
    }

    [Fact]
    public void Bytes_that_are_no_tile_are_refused()
    {
        Assert.Throws<FormatException>(() => TileContent.Read([0x1A, 0x7F, 1]));
        Assert.Throws<FormatException>(() => TileContent.Read([0xFF]));
        Assert.Empty(TileContent.Read([]));
    }

    private static JsonObject Rule(string json) => JsonNode.Parse(json)!.AsObject();
}
