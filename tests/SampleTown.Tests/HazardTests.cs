using System.IO.Compression;
using Gis.SampleTown.Formats;
using Gis.SampleTown.Hazards;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using Xunit;

namespace Gis.SampleTown.Tests;

[Collection(OneTown.Name)]
public sealed class HazardTests(GeneratedTown generated)
{
    private readonly HazardMaps _hazards = generated.Town.Hazards;

    [Fact]
    public void Bands_do_not_overlap_and_leave_no_gap_between_classes()
    {
        foreach (var bands in new[] { _hazards.FloodLargest, _hazards.FloodPlanned, _hazards.Duration, _hazards.Tsunami, _hazards.StormSurge, _hazards.InlandFlood })
        {
            Assert.True(bands.Count >= 2);
            Assert.All(bands, b => Assert.True(b.Shape.IsValid));
            var sum = bands.Sum(b => b.Shape.Area);
            var whole = bands.Select(b => b.Shape).Aggregate((a, b) => OverlayNGRobust.Overlay(a, b, SpatialFunction.Union));
            Assert.Equal(sum, whole.Area, 1.0);
            for (var i = 1; i < bands.Count; i++)
                Assert.True(bands[i - 1].Shape.Distance(bands[i].Shape) < 0.001);
        }
    }

    [Fact]
    public void The_planned_flood_lies_within_the_largest_one()
    {
        var planned = _hazards.FloodPlanned.Sum(b => b.Shape.Area);
        var outside = OverlayNGRobust.Overlay(_hazards.FloodPlanned.Select(b => b.Shape).Aggregate((a, b) => a.Union(b)), _hazards.WholeFlood, SpatialFunction.Difference).Area;
        Assert.InRange(planned, 100_000, 0.95 * _hazards.WholeFlood.Area);
        Assert.True(outside < 0.01 * planned, $"{outside} of {planned}");
    }

    [Fact]
    public void Landslide_zones_have_all_three_phenomena_and_special_zones()
    {
        Assert.Equal([1, 2, 3], _hazards.Landslides.Select(z => z.Phenomenon).Distinct().Order());
        Assert.Contains(_hazards.Landslides, z => z.IsSpecial);
        Assert.All(_hazards.Landslides, z => Assert.True(z.Shape.IsValid && z.Shape.Area > 100));
        foreach (var special in _hazards.Landslides.Where(z => z.IsSpecial))
            Assert.Contains(_hazards.Landslides, z => !z.IsSpecial && z.Number == special.Number);
    }

    [Fact]
    public void Water_stands_where_the_ground_is_low()
    {
        var land = generated.Town.Land;
        double Mean(Geometry zone) => zone.Coordinates.Where((_, i) => i % 7 == 0).Average(c => { var p = Plan.Bend.Undo(c.X, c.Y); return land.Height.At(p.X, p.Y); });
        Assert.True(Mean(_hazards.Tsunami[^1].Shape) < Mean(_hazards.Tsunami[0].Shape));
        Assert.All(_hazards.Landslides.Where(z => z.Phenomenon == 1), z => Assert.True(Mean(z.Shape) > 5));
    }

    [Theory]
    [InlineData("防災/A31a-25_14_10_SHP.zip", 5)]
    [InlineData("防災/A40-26_14_GML.zip", 1)]
    [InlineData("防災/A49-26_14_GML.zip", 1)]
    [InlineData("防災/A33-25_14_SHP.zip", 1)]
    public void Archives_hold_valid_shapefiles_in_the_national_schema(string file, int shapefiles)
    {
        var folder = Directory.CreateTempSubdirectory("shiomi-zip-");
        try
        {
            using var zip = ZipFile.Open(generated.File(file), ZipArchiveMode.Read, JapaneseText.Cp932);
            zip.ExtractToDirectory(folder.FullName);
            var found = Directory.EnumerateFiles(folder.FullName, "*.shp", SearchOption.AllDirectories).ToList();
            Assert.Equal(shapefiles, found.Count);
            Assert.All(zip.Entries, e => Assert.Equal(new DateTime(2026, 4, 1), e.LastWriteTime.DateTime));
            foreach (var shp in found)
            {
                Assert.Equal(0, Ogr.Invalid(shp, Path.GetFileNameWithoutExtension(shp)));
                Assert.Contains("JGD2011", Ogr.Info("-so", "-al", shp), StringComparison.Ordinal);
                Assert.Matches(Path.GetFileName(shp)[..3] + "a?_[0-9]*", Ogr.Info("-so", "-al", shp));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Two_emergency_sites_carry_a_flag_the_map_contradicts()
    {
        var wrong = new List<string>();
        var lines = File.ReadAllLines(generated.File("施設/149993_evacuation_space.csv"));
        var header = lines[0].TrimStart('\uFEFF').Split(',');
        foreach (var row in lines[1..].Select(l => l.Split(',')))
        {
            string Value(string name) => row[Array.IndexOf(header, name)];
            var place = generated.Town.Places.Single(p => p.Site.Name == Value("名称"));
            var spot = new Point(place.Place);
            if (Value("災害種別_洪水") == "1" && _hazards.WholeFlood.Contains(spot) || Value("災害種別_津波") == "1" && _hazards.WholeTsunami.Contains(spot))
                wrong.Add(place.Site.Name);
        }
        Assert.Equal(Places.EmergencySites.Mistakes.Keys.Order(), wrong.Order());
    }
}
