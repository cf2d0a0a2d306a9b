using System.Diagnostics;
using System.Globalization;
using Gis.Core.Geodesy;
using Xunit;

namespace Gis.Core.Tests.Geodesy;

/// <summary>Our projection against PROJ (through GDAL's gdaltransform), the independent judge.</summary>
public sealed class PlaneZoneTests
{
    [Fact]
    public void Forward_and_inverse_agree_with_PROJ_within_a_millimetre_in_every_zone()
    {
        var random = new Random(20261121);
        foreach (var number in Enumerable.Range(1, 19))
        {
            var zone = new PlaneZone(number);
            var points = Enumerable.Range(0, 200)
                .Select(_ => new LonLat(zone.OriginLon + (random.NextDouble() - 0.5) * 4, zone.OriginLat + (random.NextDouble() - 0.5) * 8))
                .ToList();
            var judged = Transform(points, zone.Jgd2011Epsg);
            for (var i = 0; i < points.Count; i++)
            {
                var ours = zone.ToPlane(points[i]);
                Assert.Equal(judged[i].East, ours.East, 0.001);
                Assert.Equal(judged[i].North, ours.North, 0.001);
                var back = zone.ToLonLat(ours);
                Assert.Equal(points[i].Lon, back.Lon, 1e-11);
                Assert.Equal(points[i].Lat, back.Lat, 1e-11);
            }
        }
    }

    [Fact]
    public void Zone_numbers_outside_1_to_19_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlaneZone(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlaneZone(20));
    }

    [Theory]
    [InlineData(6677, 9)]
    [InlineData(2451, 9)]
    [InlineData(6687, 19)]
    public void Epsg_codes_of_both_datums_give_the_zone(int epsg, int number) => Assert.Equal(number, PlaneZone.FromEpsg(epsg)?.Number);

    [Fact]
    public void The_old_datum_is_not_mistaken_for_the_new_one() => Assert.Null(PlaneZone.FromEpsg(30169));

    private static List<(double East, double North)> Transform(List<LonLat> points, int epsg)
    {
        var start = new ProcessStartInfo("gdaltransform", $"-s_srs EPSG:6668 -t_srs EPSG:{epsg}")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        // gdaltransform uses the GIS axis order (x = lon or east) for both sides.
        foreach (var p in points)
            process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{p.Lon:R} {p.Lat:R}"));
        process.StandardInput.Close();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return lines.Select(l => l.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())
            .Select(v => (v[0], v[1])).ToList();
    }
}
