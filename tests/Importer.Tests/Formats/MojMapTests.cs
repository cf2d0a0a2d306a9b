using System.Globalization;
using System.IO.Compression;
using Gis.Importer.Formats;
using Gis.Testing;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Importer.Tests.Formats;

public sealed class MojMapTests
{
    [SharedDataFact]
    public void Yakushima_map_has_169_parcels_of_the_known_area()
    {
        using var set = Reading.Open(SharedData.File("yakushima/moj/46505-3411-102.xml"));
        var dataset = Assert.Single(set.Datasets);
        var rows = dataset.Rows();

        Assert.Equal(169, rows.Count);
        Assert.All(rows, r => Assert.True(r.Geometry!.IsValid));
        Assert.All(rows, r => Assert.Equal(6668, r.Geometry!.SRID));
        Assert.InRange(rows.Sum(r => Reading.PlanarArea(r.Geometry!, 2)), 140_241.59 - 0.1, 140_241.59 + 0.1);
        Assert.Equal(6670, dataset.Crs!.Value.Epsg);
        Assert.Equal("parcel", dataset.KindHint);
        Assert.Equal("平内（数値）２７Ｒ０１", dataset.Facts["地図名"]);
        Assert.Equal(169, rows.Select(r => r.SourceKey).Distinct().Count());
        Assert.Equal(1000L, dataset.Value(rows[0], "縮尺分母"));
        Assert.Equal("2013年3月", dataset.Value(rows[0], "地図作成年月日"));
        Assert.Equal("015", dataset.Value(rows[0], "大字コード"));
        Assert.Equal("46505-015000000000-26-101", rows[0].SourceKey);
    }

    [SharedDataFact]
    public void Every_address_base_registry_point_lies_in_its_parcel()
    {
        using var set = Reading.Open(SharedData.File("yakushima/moj/46505-3411-102.xml"));
        var dataset = set.Datasets[0];
        var points = RegistryPoints();

        var inside = 0;
        foreach (var row in dataset.Rows())
        {
            var key = $"{dataset.Value(row, "大字名")}/{dataset.Value(row, "地番")}";
            if (points.TryGetValue(key, out var candidates) && candidates.Exists(p => row.Geometry!.Contains(p)))
                inside++;
        }

        Assert.Equal(169, inside);
    }

    [SharedDataFact]
    public void Outside_and_other_map_entries_are_flagged_and_kept()
    {
        using var set = Reading.Open(SharedData.File("yakushima/moj/46505-3411-1.zip"));
        var dataset = Assert.Single(set.Datasets);
        var rows = dataset.Rows();

        Assert.Equal("46505-3411-1.zip!/46505-3411-1.xml", dataset.SourcePath);
        Assert.Equal(8, rows.Count);
        Assert.Equal(5, rows.Count(r => r.Remarks.Any(m => m.Code == "moj-outside-map")));
        Assert.Equal(1, rows.Count(r => r.Remarks.Any(m => m.Code == "moj-other-map")));
        Assert.Equal(2, rows.Count(r => !r.IsSetAside && r.Placement == Placement.Placed));
    }

    [Fact]
    public void A_local_map_keeps_its_coordinates_and_is_not_placed_even_when_told_to()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("local.xml", MojMapFixture.Map("任意座標系", MojMapFixture.Square(100, 200, 10)));
        using var set = Reading.Open(path, crs: "EPSG:6677");
        var row = Assert.Single(set.Datasets[0].Rows());

        Assert.Equal(new Placement.Unplaced("試験図"), row.Placement);
        Assert.Null(set.Datasets[0].Crs);
        Assert.Equal(100, row.Geometry!.Area, 9);
        Assert.Equal(0, row.Geometry.SRID);

        // X is north, so it is the geometry's y.
        Assert.Equal(200, row.Geometry.EnvelopeInternal.MinX);
        Assert.Equal(100, row.Geometry.EnvelopeInternal.MinY);
    }

    [Fact]
    public void A_hole_drawn_as_interior_and_a_hole_drawn_by_a_bridge_are_the_same_area()
    {
        using var folder = new TemporaryFolder();
        var interior = folder.Write("interior.xml", MojMapFixture.Map("任意座標系", MojMapFixture.SquareWithHole(bridge: false)));
        var bridge = folder.Write("bridge.xml", MojMapFixture.Map("任意座標系", MojMapFixture.SquareWithHole(bridge: true)));
        using var first = Reading.Open(interior);
        using var second = Reading.Open(bridge);
        var plain = Assert.Single(first.Datasets[0].Rows());
        var bridged = Assert.Single(second.Datasets[0].Rows());

        Assert.True(bridged.Geometry!.IsValid);
        Assert.Equal(1, ((Polygon)bridged.Geometry).NumInteriorRings);
        Assert.True(plain.Geometry!.EqualsTopologically(bridged.Geometry));
        Assert.Equal(10_000 - 400, plain.Geometry.Area, 9);
        Assert.Contains(bridged.Remarks, r => r.Code == "bridge-removed");
    }

    [Fact]
    public void Curves_that_run_against_the_ring_are_turned()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("turned.xml", MojMapFixture.Map("公共座標9系", MojMapFixture.Square(-1000, 2000, 50, turned: true)));
        using var set = Reading.Open(path);
        var row = Assert.Single(set.Datasets[0].Rows());

        Assert.True(row.Geometry!.IsValid);
        Assert.Equal(2500, Reading.PlanarArea(row.Geometry, 9), 3);
    }

    [Fact]
    public void A_repeated_parcel_number_gets_an_ordinal_and_a_broken_shape_keeps_its_row()
    {
        using var folder = new TemporaryFolder();
        var square = MojMapFixture.Square(0, 0, 10);
        var path = folder.Write("twice.xml", MojMapFixture.Map("公共座標9系", square with { Parcels = square.Parcels + square.Parcels.Replace("F1", "F404", StringComparison.Ordinal) }));
        using var set = Reading.Open(path);
        var rows = set.Datasets[0].Rows();

        Assert.Equal("14000-001000000000-1-2", rows[0].SourceKey);
        Assert.Equal("14000-001000000000-1-2#2", rows[1].SourceKey);
        Assert.Null(rows[1].Geometry);
        Assert.Contains(rows[1].Remarks, r => r is { Kind: RemarkKind.Suspect, Code: "missing-shape" });
    }

    [Fact]
    public void Document_type_definitions_are_refused()
    {
        using var folder = new TemporaryFolder();
        var map = MojMapFixture.Map("公共座標9系", MojMapFixture.Square(0, 0, 10));
        var path = folder.Write("entity.xml", map.Replace("<地図 ", "<!DOCTYPE 地図 [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><地図 ", StringComparison.Ordinal));
        var error = Assert.Throws<SourceException>(() => Reading.Open(path));
        Assert.Contains("壊れています", error.Message, StringComparison.Ordinal);
    }

    // The registry keeps the 大字 of this town partly in its koaza column.
    private static Dictionary<string, List<Point>> RegistryPoints()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in Csv("yakushima/abr/mt_parcel_city465054.csv.zip"))
        {
            var number = string.Join('-', new[] { row["prc_num1"], row["prc_num2"], row["prc_num3"] }.Where(n => n.Length > 0));
            var oaza = row["oaza_cho"].Length > 0 ? row["oaza_cho"] : row["koaza"];
            names[row["machiaza_id"] + row["prc_id"]] = $"{oaza}/{number}";
        }

        var points = new Dictionary<string, List<Point>>(StringComparer.Ordinal);
        foreach (var row in Csv("yakushima/abr/mt_parcel_pos_city465054.csv.zip"))
        {
            if (!names.TryGetValue(row["machiaza_id"] + row["prc_id"], out var name) || row["rep_lon"].Length == 0)
                continue;
            if (!points.TryGetValue(name, out var list))
                points[name] = list = [];
            list.Add(new Point(double.Parse(row["rep_lon"], CultureInfo.InvariantCulture), double.Parse(row["rep_lat"], CultureInfo.InvariantCulture)));
        }

        return points;
    }

    private static IEnumerable<Dictionary<string, string>> Csv(string zip)
    {
        using var archive = ZipFile.OpenRead(SharedData.File(zip));
        using var reader = new StreamReader(archive.Entries[0].Open());
        var header = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
        {
            var values = line.Split(',');
            Assert.Equal(header.Length, values.Length);
            yield return header.Zip(values).ToDictionary(p => p.First, p => p.Second);
        }
    }
}
