using Gis.Importer.Formats;
using Gis.Testing;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>What 地図XML holds beside its 筆, opened by name.</summary>
public sealed class MojElementTests
{
    [SharedDataTheory]
    [InlineData("筆界点", 1652, typeof(Point))]
    [InlineData("筆界線", 2765, typeof(LineString))]
    [InlineData("基準点", 41, typeof(Point))]
    [InlineData("図郭", 24, typeof(Polygon))]
    [InlineData("仮行政界線", 0, typeof(LineString))]
    public void Every_element_of_a_real_map(string name, int count, Type shape)
    {
        using var set = SourceFormats.Opener().Open(SharedData.File("yakushima/moj/46505-3411-102.xml"), new ReadOptions(Dataset: name));
        var dataset = Assert.Single(set.Datasets);
        Assert.Equal((name, 6670), (dataset.Name, dataset.Crs!.Value.Epsg));
        var rows = dataset.Rows();
        Assert.Equal(count, rows.Count);
        Assert.All(rows, r => Assert.Equal(shape, r.Geometry!.GetType()));
        Assert.All(rows, r => Assert.InRange(r.Geometry!.Coordinate.Y, 30.2, 30.5));
        Assert.All(rows, r => Assert.InRange(r.Geometry!.Coordinate.X, 130.3, 130.8));
    }

    [SharedDataFact]
    public void A_sheet_holds_its_parcels_and_its_scale()
    {
        using var set = SourceFormats.Opener().Open(SharedData.File("yakushima/moj/46505-3411-102.xml"), new ReadOptions(Dataset: "図郭"));
        using var parcels = Reading.Open(SharedData.File("yakushima/moj/46505-3411-102.xml"));
        var sheets = Assert.Single(set.Datasets);
        var area = NetTopologySuite.Operation.Union.UnaryUnionOp.Union(sheets.Rows().Select(r => r.Geometry).ToList());
        Assert.All(Assert.Single(parcels.Datasets).Rows(), p => Assert.True(area.Intersects(p.Geometry!)));
        Assert.Equal(1000L, sheets.Value(sheets.Rows()[0], "縮尺分母"));
        Assert.Contains("筆界点", parcels.Datasets[0].AlsoHolds);
    }

    [Fact]
    public void A_map_without_a_place_keeps_its_elements_unplaced()
    {
        using var folder = new TemporaryFolder();
        var map = MojMapFixture.Map("任意座標系", MojMapFixture.Square(0, 0, 10));
        using var set = SourceFormats.Opener().Open(folder.Write("map.xml", map), new ReadOptions(Dataset: "図郭"));
        var dataset = Assert.Single(set.Datasets);
        Assert.Null(dataset.Crs);
        Assert.All(dataset.Rows(), r => Assert.IsType<Placement.Unplaced>(r.Placement));
    }
}
