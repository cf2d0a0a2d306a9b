using Gis.Core.Geometry;
using Gis.Importer.Formats;
using Gis.Testing;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>The published files of real towns, with the facts their README states.</summary>
public sealed class RealFilesTests
{
    [SharedDataFact]
    public void Echizen_flood_zones_are_readable_and_repair_to_the_known_area()
    {
        using var set = Reading.Open(SharedData.File("echizen-sabae/hazard/echizen.zip"));
        var (chosen, twins) = set.WithoutTwins();
        var flood = Assert.Single(chosen, d => d.Name == "flood_assumed_area");
        Assert.Equal("Shapefile", flood.Format);
        Assert.Contains(twins, d => d is { Name: "flood_assumed_area", Format: "KML" });
        Assert.Equal("CP932", flood.Encoding!.Value);
        Assert.Equal(4326, flood.Crs!.Value.Epsg);
        Assert.Equal("flood-depth", flood.KindHint);

        var rows = flood.Rows();
        Assert.Equal(4, rows.Count);
        Assert.All(rows.SelectMany(r => r.Values.OfType<string>()), v => Assert.DoesNotContain('\uFFFD', v));
        var broken = Assert.Single(rows, r => !r.Geometry!.IsValid);
        var repaired = GeometryRepair.Repair(broken.Geometry!);
        Assert.True(repaired.Geometry!.IsValid);
        Assert.InRange(Reading.PlanarArea(repaired.Geometry, 6), 35_005_830 - 1, 35_005_830 + 1);
        Assert.Contains("0.0-0.5", broken.Values.OfType<string>());

        var all = UnaryUnionOp.Union(rows.Select(r => GeometryRepair.Repair(r.Geometry!).Geometry).ToList());
        using var sites = Reading.Open(SharedData.File("echizen-sabae/shelters/01-避難所.csv"));
        var points = Assert.Single(sites.Datasets).Rows();
        Assert.Equal(28, points.Count);
        Assert.Equal(12, points.Count(p => all.Contains(p.Geometry!)));
    }

    [SharedDataFact]
    public void Sabae_ways_are_degrees_whatever_their_text_says()
    {
        using var set = Reading.Open(SharedData.File("echizen-sabae/roads/sabae.zip"));
        var ways = Assert.Single(set.Datasets, d => d.Name == "sabae_way");
        Assert.Equal(4326, ways.Crs!.Value.Epsg);
        Assert.Equal("UTF-8", ways.Encoding!.Value);
        var rows = ways.Rows();
        Assert.Equal(2034, rows.Count);
        Assert.All(rows, r => Assert.InRange(r.Geometry!.Coordinate.X, 136.1, 136.3));

        Assert.Equal(12, Assert.Single(set.Datasets, d => d.Name == "sabae_rail").Rows().Count);
        Assert.Equal(6674, set.Datasets.Single(d => d.Name == "sabae_rail").Crs!.Value.Epsg);
        Assert.All(set.Datasets.Single(d => d.Name == "sabae_rail").Rows(), r => Assert.InRange(r.Geometry!.Coordinate.Y, 35.9, 36.0));
    }

    [SharedDataFact]
    public void The_old_datum_twin_lands_on_the_new_one()
    {
        using var set = Reading.Open(SharedData.File("echizen-sabae/roads/sabae.zip"));
        var old = set.Datasets.Single(d => d.Name == "sabae_aed_tokyo");
        var present = set.Datasets.Single(d => d.Name == "sabae_aed_jgd2000");
        Assert.Equal(4301, old.Crs!.Value.Epsg);
        Assert.Contains("3パラメータ", old.CoordinateMethod, StringComparison.Ordinal);
        Assert.NotNull(old.CoordinateErrorMetres);
        foreach (var (a, b) in old.Rows().Zip(present.Rows()))
        {
            var distance = new Gis.Core.Geodesy.LonLat(a.Geometry!.Coordinate.X, a.Geometry.Coordinate.Y)
                .DistanceTo(new Gis.Core.Geodesy.LonLat(b.Geometry!.Coordinate.X, b.Geometry.Coordinate.Y));
            Assert.InRange(distance, 0, 0.05);
        }
    }

    [SharedDataFact]
    public void National_shelter_csv_keeps_its_flags_and_ids()
    {
        using var set = Reading.Open(SharedData.File("gsi-shelters/42391_2.csv"));
        var sites = Assert.Single(set.Datasets);
        var rows = sites.Rows();
        Assert.Equal(7, rows.Count);
        Assert.Equal("emergency-site", sites.KindHint);
        Assert.Equal("E4239100001201", rows[0].SourceKey);
        Assert.Equal(1L, sites.Value(rows[0], "洪水"));
        Assert.Null(sites.Value(rows[0], "崖崩れ、土石流及び地滑り"));
        Assert.Equal(FieldType.Text, sites.Field("NO").Type);
        Assert.Equal("2行目", rows[0].Place);
        Assert.All(rows, r => Assert.Equal(Placement.Placed, r.Placement));
    }

    [SharedDataTheory]
    [InlineData("seed-towns/shelters/emergency_143618.json", 5)]
    [InlineData("seed-towns/shelters/evacuation_143618.json", 7)]
    [InlineData("seed-towns/shelters/emergency_143421.json", 14)]
    [InlineData("seed-towns/shelters/evacuation_143421.json", 15)]
    [InlineData("seed-towns/shelters/emergency_084433.json", 23)]
    [InlineData("seed-towns/shelters/evacuation_084433.json", 25)]
    [InlineData("seed-towns/shelters/emergency_104213.json", 46)]
    [InlineData("seed-towns/shelters/evacuation_104213.json", 46)]
    [InlineData("seed-towns/shelters/emergency_075221.json", 11)]
    [InlineData("seed-towns/shelters/evacuation_075221.json", 21)]
    [InlineData("yakushima/shelters/emergency_465054.json", 51)]
    [InlineData("numazu/shelters/emergency_222038.json", 105)]
    [InlineData("echizen-sabae/shelters/emergency_182095.json", 108)]
    [InlineData("yakushima/admin/N03_46505.json", 753)]
    [InlineData("echizen-sabae/admin/N03-21_18_210101.json", 17)]
    [InlineData("numazu/admin/N03_22203.json", 26)]
    [InlineData("takamatsu/csv/evacuation_space.csv", 193)]
    [InlineData("takamatsu/csv/aed_location.csv", 455)]
    [InlineData("takamatsu/csv/hospital.csv", 616)]
    [InlineData("takamatsu/csv/reservoir_list.csv", 841)]
    [InlineData("takamatsu/csv/park.csv", 310)]
    [InlineData("takamatsu/csv/public_toilet.csv", 169)]
    [InlineData("takamatsu/csv/sandbag_creation_location.csv", 10)]
    [InlineData("takamatsu/csv/polling_place_list.csv", 70)]
    [InlineData("csv-variants/yanai_tourism.csv", 18)]
    [InlineData("csv-variants/yanai_tourism_sjis.csv", 18)]
    [InlineData("csv-variants/yanai_tourism_tsv.txt", 18)]
    [InlineData("csv-variants/onsen.csv", 7)]
    [InlineData("echizen-sabae/facilities/02-AED.csv", 108)]
    [InlineData("echizen-sabae/facilities/02-医療機関.csv", 77)]
    [InlineData("nanao-2024/reference_data.csv", 112)]
    [InlineData("ksj/A30a5-11_4939-jgd_GML.zip", 1)]
    [InlineData("address/mt_city_all.csv.zip", 1918)]
    [InlineData("gsi-shelters/prefectureListData.csv", 47)]
    public void Every_row_of_a_published_file_is_read(string file, int count)
    {
        using var set = Reading.Open(SharedData.File(file));
        var dataset = Assert.Single(set.Datasets);
        var rows = dataset.Rows();
        Assert.Equal(count, rows.Count);
        Assert.All(rows.SelectMany(r => r.Values.OfType<string>()), v => Assert.DoesNotContain('\uFFFD', v));
        foreach (var point in rows.Select(r => r.Geometry).OfType<Point>())
            Assert.True(new Gis.Core.Geodesy.LonLat(point.X, point.Y).IsInJapan, $"{point}");
        foreach (var row in rows)
        {
            Assert.Equal(dataset.Fields.Count, row.Values.Length);
            for (var i = 0; i < row.Values.Length; i++)
                AssertType(dataset.Fields[i], row.Values[i]);
        }
    }

    [SharedDataFact]
    public void National_coast_data_keep_their_decimals()
    {
        using var set = Reading.Open(SharedData.File("ksj/P23-12_38_GML.zip"));
        var points = set.Datasets.Single(d => d.Name == "P23a-12_38");
        var lines = set.Datasets.Single(d => d.Name == "P23b-12_38");
        var rows = points.Rows();
        Assert.Equal(805, rows.Count);
        Assert.Equal(1018, lines.Rows().Count);
        Assert.Equal("CP932", points.Encoding!.Value);
        Assert.Equal(4612, points.Crs!.Value.Epsg);
        var decimals = points.Fields.Select((f, i) => (f, i)).Where(p => p.f.Type == FieldType.Number).ToList();
        Assert.NotEmpty(decimals);
        Assert.DoesNotContain(points.Remarks, r => r.Contains("parsed incompletely", StringComparison.Ordinal));
        Assert.Contains(decimals, p => rows.Any(r => r.Values[p.i] is double number && number != Math.Floor(number)));
    }

    [SharedDataFact]
    public void Takamatsu_marks_and_both_kinds_of_minus_come_through_unchanged()
    {
        using var set = Reading.Open(SharedData.File("takamatsu/csv/evacuation_space.csv"));
        var dataset = Assert.Single(set.Datasets);
        var marks = dataset.Rows().Select(r => (string?)dataset.Value(r, "tunami")).Distinct().ToList();
        Assert.Contains("○", marks);
        Assert.Contains("△", marks);
        Assert.Equal("emergency-site", dataset.KindHint);
        Assert.Equal("#property", dataset.Fields[0].Name);
    }

    [SharedDataFact]
    public void An_overpass_answer_is_refused_in_one_sentence()
    {
        var error = Assert.Throws<SourceException>(() => Reading.Open(SharedData.File("echizen-sabae/admin/city-osm.json")));
        Assert.Contains("GeoJSONではありません", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static void AssertType(SourceField field, object? value)
    {
        if (value is null)
            return;
        var type = field.Type switch
        {
            FieldType.Text => typeof(string),
            FieldType.Integer => typeof(long),
            FieldType.Number => typeof(double),
            FieldType.Boolean => typeof(bool),
            FieldType.Date => typeof(DateOnly),
            _ => typeof(DateTime),
        };
        Assert.True(value.GetType() == type, $"{field.Name} is {field.Type}, the value {value.GetType().Name}");
    }
}
