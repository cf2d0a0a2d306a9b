using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Importer.Tests.Formats;

public sealed class GpxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_walk_with_gps_is_its_waypoints_and_its_track()
    {
        using var set = Reading.Open(folder.Write("walk.gpx", """
            <?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="35.1" lon="139.1"><name>消火栓</name></wpt>
            <trk><name>見回り</name><trkseg><trkpt lat="35.1" lon="139.1"/><trkpt lat="35.2" lon="139.2"/></trkseg></trk></gpx>
            """));
        Assert.Equal(["waypoints", "tracks"], set.Datasets.Select(d => d.Name));
        var point = Assert.Single(set.Datasets[0].Rows());
        Assert.Equal(new Coordinate(139.1, 35.1), point.Geometry!.Coordinate);
        Assert.Equal("消火栓", set.Datasets[0].Value(point, "name"));
        Assert.Equal(2, Assert.Single(set.Datasets[1].Rows()).Geometry!.NumPoints);
    }
}
