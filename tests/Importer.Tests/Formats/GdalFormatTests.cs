using Gis.Importer.Formats;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>Formats read through GDAL; the files are written by ogr2ogr, which thereby is the judge of what is in them.</summary>
public sealed class GdalFormatTests : IDisposable
{
    private const string Towns = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"名称":"髙砂町役場","人数":12,"面積":3.5,"有効":true,"日付":"2026-04-01","code":"007"},"geometry":{"type":"Polygon","coordinates":[[[139,35],[139.1,35],[139.1,35.1],[139,35.1],[139,35]]]}},
        {"type":"Feature","properties":{"名称":null,"人数":null,"面積":4,"有効":false,"日付":"2026-05-01","code":"010"},"geometry":{"type":"Polygon","coordinates":[[[139.2,35],[139.3,35],[139.3,35.1],[139.2,35]]]}}]}
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("GPKG", "towns.gpkg", "GeoPackage")]
    [InlineData("FlatGeobuf", "towns.fgb", "FlatGeobuf")]
    [InlineData("LIBKML", "towns.kml", "KML")]
    [InlineData("ESRI Shapefile", "towns.shp", "Shapefile")]
    [InlineData("GeoJSON", "towns.geojson", "GeoJSON")]
    public void The_same_rows_come_out_of_every_format(string driver, string name, string format)
    {
        var source = folder.Write("source/source.geojson", Towns);
        var target = Path.Combine(folder.Root, name);
        Ogr.Convert(driver == "ESRI Shapefile" ? ["-f", driver, "-lco", "ENCODING=CP932", target, source] : ["-f", driver, target, source]);
        if (driver == "ESRI Shapefile")
            File.Delete(Path.ChangeExtension(target, ".cpg"));

        using var set = Reading.Open(target);
        var dataset = Assert.Single(set.Datasets);
        var rows = dataset.Rows().OrderBy(r => r.Geometry!.EnvelopeInternal.MinX).ToList();
        Assert.Equal(format, dataset.Format);
        Assert.Equal(2, rows.Count);
        Assert.Equal(GeometryFamily.Polygon, dataset.Geometry);
        Assert.Equal("髙砂町役場", dataset.Value(rows[0], "名称"));
        Assert.Equal("007", dataset.Value(rows[0], "code"));
        Assert.Equal(12L, dataset.Value(rows[0], "人数"));
        Assert.Null(dataset.Value(rows[1], "名称"));
        Assert.Equal(new Envelope(139, 139.1, 35, 35.1), rows[0].Geometry!.EnvelopeInternal);
        Assert.All(rows, r => Assert.Equal(6668, r.Geometry!.SRID));
        if (driver is "GPKG" or "FlatGeobuf" or "GeoJSON")
        {
            Assert.Equal(true, dataset.Value(rows[0], "有効"));

            // FlatGeobuf knows no date without a time.
            Assert.Equal(driver == "FlatGeobuf" ? new DateTime(2026, 4, 1) : new DateOnly(2026, 4, 1), dataset.Value(rows[0], "日付"));
        }
    }

    [Theory]
    [InlineData("towns.geojsonl", "", "\n")]
    [InlineData("towns.ndjson", "", "\r\n")]
    [InlineData("towns.geojsons", "\u001E", "\n")]
    [InlineData("towns.json", "\u001E", "\n")]
    [InlineData("towns.geojson", "", "\n")]
    [InlineData("towns.geojson", "", "\n\n  ")]
    public void Features_may_follow_one_another_without_a_collection(string name, string before, string after)
    {
        using var collection = System.Text.Json.JsonDocument.Parse(Towns);
        var texts = collection.RootElement.GetProperty("features").EnumerateArray().Select(f => before + f.GetRawText() + after).ToList();
        using var set = Reading.Open(folder.Write(name, string.Concat(texts)));
        var dataset = Assert.Single(set.Datasets);
        Assert.Equal("GeoJSONSeq", dataset.Format);
        var rows = dataset.Rows();
        Assert.Equal(["髙砂町役場", null], rows.Select(r => dataset.Value(r, "名称")));
        Assert.All(rows, r => Assert.NotNull(r.Geometry));

        var cut = folder.Write("cut" + Path.GetExtension(name), string.Concat(texts)[..^30]);
        Assert.Contains("フィーチャ 2", Assert.Throws<SourceException>(() => Reading.Open(cut)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zipped_kml_is_read_like_a_plain_one()
    {
        Ogr.Convert("-f", "LIBKML", Path.Combine(folder.Root, "doc.kml"), folder.Write("source.geojson", Towns));
        var kml = File.ReadAllBytes(Path.Combine(folder.Root, "doc.kml"));
        using var set = Reading.Open(folder.Zip("towns.kmz", System.Text.Encoding.UTF8, ("doc.kml", kml), ("files/icon.png", [1, 2, 3])));
        Assert.Equal(2, Assert.Single(set.Datasets).Rows().Count(r => r.Geometry is not null));
    }

    [Fact]
    public void A_projected_package_with_several_layers_is_placed_and_named_by_layer()
    {
        var source = folder.Write("source.geojson", Towns);
        var target = Path.Combine(folder.Root, "town.gpkg");
        Ogr.Convert("-f", "GPKG", "-t_srs", "EPSG:6677", "-nln", "区域", target, source);
        Ogr.Convert("-f", "GPKG", "-update", "-t_srs", "EPSG:3857", "-nln", "web", target, source);
        Ogr.Convert("-f", "GPKG", "-update", "-t_srs", "EPSG:32654", "-nln", "utm", target, source);
        using var set = Reading.Open(target);
        Assert.Equal(["区域", "web", "utm"], set.Datasets.Select(d => d.Name));
        Assert.Equal([6677, 3857, 32654], set.Datasets.Select(d => d.Crs!.Value.Epsg));
        foreach (var dataset in set.Datasets)
        {
            var box = dataset.Rows()[0].Geometry!.EnvelopeInternal;
            Assert.Equal(139, box.MinX, 7);
            Assert.Equal(35.1, box.MaxY, 7);
            Assert.NotNull(dataset.CoordinateMethod);
        }

        Assert.Contains("PROJ", set.Datasets[2].CoordinateMethod, StringComparison.Ordinal);
    }

    [Fact]
    public void A_virtual_dataset_cannot_be_smuggled_in_under_another_name()
    {
        folder.Write("secret.csv", "a,b\n1,2\n");
        const string vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"secret\"><SrcDataSource>secret.csv</SrcDataSource></OGRVRTLayer><!-- <kml SQLite format 3 --></OGRVRTDataSource>";
        Assert.Throws<SourceException>(() => Reading.Open(folder.Write("a.kml", vrt)));
        Assert.Throws<SourceException>(() => Reading.Open(folder.Write("a.gpkg", vrt)));
    }

    [Theory]
    [InlineData("139.5,35.25", null, 139.5)]
    [InlineData("35.25,139.5", null, 139.5)]
    [InlineData("-12345.6,-67890.1", "urn:ogc:def:crs:EPSG::6677", 139.698)]
    [InlineData("15529068.9,4197213.5", null, 139.5)]
    public void Geojson_systems_are_declared_or_told_by_the_values(string position, string? name, double lon)
    {
        var member = name is null ? "" : $$$""","crs":{"type":"name","properties":{"name":"{{{name}}}"}}""";
        using var set = Reading.Open(folder.Write("p.geojson", $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[{{{position}}}]}}]{{{member}}}}"""));
        var row = Assert.Single(set.Datasets[0].Rows());
        Assert.Equal(lon, row.Geometry!.Coordinate.X, 2);
    }

    [Fact]
    public void A_geojson_feature_with_a_broken_shape_keeps_its_row()
    {
        using var set = Reading.Open(folder.Write("b.geojson", """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":["x",35]}},
            {"type":"Feature","properties":{"a":2.5,"b":"x"},"geometry":null},
            {"type":"Feature","properties":{"a":3},"geometry":{"type":"Point","coordinates":[139,35]}}]}
            """));
        var rows = set.Datasets[0].Rows();
        Assert.Equal(["unreadable-coordinates", "no-coordinates"], rows.Take(2).Select(r => r.Remarks[0].Code));
        Assert.Equal([1.0, 2.5, 3.0], rows.Select(r => r.Values[0]));
        Assert.Equal("フィーチャ 3", rows[2].Place);
        Assert.Equal(Placement.Placed, rows[2].Placement);
    }
}
