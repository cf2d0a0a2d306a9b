using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Importer.Formats;
using Gis.Importer.Formats.Coordinates;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>Shift grids that a town supplies, on grids made up for the test and on the values of 国土地理院 that are at hand.</summary>
public sealed class DatumGridTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_old_datum_goes_by_the_grid_inside_and_by_three_parameters_outside_and_says_so()
    {
        var tokyo = folder.Write("TKY2JGD.par", "JGD2000-TokyoDatum Ver.2.1.2\nMeshCode dB(sec) dL(sec)\n" + Nodes(12.0, -11.5));
        var path = folder.Write("old.csv", "名称,緯度,経度,測地系\na,35.004,139.004,日本測地系\nb,43.0,141.0,日本測地系\n");
        using var set = SourceFormats.Opener().Open(path, new ReadOptions(Grids: DatumGrids.Load([tokyo])));
        var dataset = Assert.Single(set.Datasets);
        var rows = dataset.Rows();
        Assert.Equal(35.004 + 12.0 / 3600, rows[0].Geometry!.Coordinate.Y, 9);
        Assert.Equal(139.004 - 11.5 / 3600, rows[0].Geometry!.Coordinate.X, 9);
        var judged = Ogr.Transform(4301, 141, 43);
        Assert.InRange(new LonLat(rows[1].Geometry!.Coordinate.X, rows[1].Geometry!.Coordinate.Y).DistanceTo(judged), 0, 0.005);
        Assert.Contains("JGD2000-TokyoDatum Ver.2.1.2", dataset.CoordinateMethod, StringComparison.Ordinal);
        Assert.Contains("格子の外の1点は3パラメータ", dataset.CoordinateMethod, StringComparison.Ordinal);
        Assert.Equal(10, dataset.CoordinateErrorMetres);
    }

    [Theory]
    [InlineData("EPSG:4612", 139.004, 35.004)]
    [InlineData("EPSG:2451", -75_428.0, -110_000.0)]
    public void Jgd2000_is_patched_where_the_ground_moved(string crs, double x, double y)
    {
        var patch = folder.Write("touhokutaiheiyouoki2011.par", string.Concat(Enumerable.Repeat("header\n", 16)) + Nodes(-0.05, 0.12));
        folder.Write("touhokutaiheiyouoki2011_h.par", "not read");
        var path = folder.Write("new.csv", string.Create(CultureInfo.InvariantCulture, $"名称,x,y\na,{x},{y}\n"));
        using var plain = Reading.Open(path, crs: crs);
        using var set = SourceFormats.Opener().Open(path, new ReadOptions(Crs: Crs.TryParse(crs), Grids: DatumGrids.Load([patch, patch.Replace(".par", "_h.par", StringComparison.Ordinal)])));
        var (before, after) = (plain.Datasets[0].Rows()[0].Geometry!.Coordinate, set.Datasets[0].Rows()[0].Geometry!.Coordinate);
        Assert.Equal(before.Y - 0.05 / 3600, after.Y, 9);
        Assert.Equal(before.X + 0.12 / 3600, after.X, 9);
        Assert.Contains("PatchJGD", set.Datasets[0].CoordinateMethod, StringComparison.Ordinal);
        Assert.Contains("最大約5mの差", plain.Datasets[0].CoordinateMethod, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_grid_is_refused() =>
        Assert.Contains(".par", Assert.Throws<SourceException>(() => DatumGrids.Load([folder.Write("x.par", "a\nb\n")])).Message, StringComparison.Ordinal);

    /// <summary>PROJ's same three parameters, over the whole country.</summary>
    [Fact]
    public void Three_parameters_are_within_five_millimetres_of_proj_everywhere()
    {
        var positions = (from lat in Enumerable.Range(0, 12) from lon in Enumerable.Range(0, 16) select new LonLat(123.25 + lon * 1.9, 20.5 + lat * 2.2)).ToList();
        var judged = Ogr.Pipeline(
            "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart +ellps=bessel +step +proj=helmert +x=-146.414 +y=507.337 +z=680.507 "
            + "+step +inv +proj=cart +ellps=GRS80 +step +proj=unitconvert +xy_in=rad +xy_out=deg",
            positions);
        Assert.Equal(positions.Count, judged.Count);
        Assert.All(positions.Zip(judged), p => Assert.InRange(TokyoDatum.ToJgd2011(p.First).DistanceTo(p.Second), 0, 0.005));
    }

    // The nodes around 35°, 139°: mesh 5339 00 00 and its neighbours, all with one shift.
    private static string Nodes(double lat, double lon) => string.Concat(
        from q in Enumerable.Range(0, 8)
        from v in Enumerable.Range(0, 8)
        from r in Enumerable.Range(0, 10)
        from w in Enumerable.Range(0, 10)
        select string.Create(CultureInfo.InvariantCulture, $"5239{q}{v}{r}{w} {lat:0.00000} {lon:0.00000}\n5339{q}{v}{r}{w} {lat:0.00000} {lon:0.00000}\n"));
}
