using System.Globalization;
using System.Text;
using Gis.Core.Geodesy;
using Gis.Core.Geodesy.Grids;
using Gis.Testing;
using Xunit;

namespace Gis.Core.Tests.Geodesy;

public sealed class GridShiftTests
{
    [SharedDataFact]
    public void Forward_and_backward_give_the_answers_of_GSI_to_1e8_degree()
    {
        var par = new StringBuilder("JGD2000-TokyoDatum Ver.2.1.1\nMeshCode   dB(sec)   dL(sec)\n");
        foreach (var line in File.ReadLines(SharedData.File("crs/tky2jgd_par_excerpt.csv")).Skip(1))
            par.AppendLine(line.Replace(',', ' '));
        var grid = GridShift.Read(new StringReader(par.ToString()), "TKY2JGD.par");
        Assert.Equal(6, grid.Count);

        var cases = File.ReadLines(SharedData.File("crs/tky2jgd_known_points.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(2, cases.Count);
        foreach (var row in cases)
        {
            var (from, expected) = (new LonLat(Number(row[4]), Number(row[3])), new LonLat(Number(row[6]), Number(row[5])));
            Assert.True(row[0] == "gsi-forward" ? grid.TryForward(from, out var ours) : grid.TryBackward(from, out ours));
            Assert.Equal(expected.Lat, ours.Lat, Number(row[7]));
            Assert.Equal(expected.Lon, ours.Lon, Number(row[7]));
        }
    }

    /// <summary>A made grid with PatchJGD's sixteen header lines; its shift is linear, so the bilinear answer is exact.</summary>
    [Fact]
    public void A_synthetic_PatchJGD_grid_goes_there_and_back()
    {
        var par = new StringBuilder();
        for (var line = 1; line <= 16; line++)
            par.AppendLine(CultureInfo.InvariantCulture, $"JGD2000-JGD2011 synthetic header {line}");
        for (var r = 0; r < 10; r++)
        {
            for (var w = 0; w < 10; w++)
                par.AppendLine(CultureInfo.InvariantCulture, $"574000{r}{w}   {0.1 + 0.001 * r:F5}   {-0.2 + 0.002 * w:F5}");
        }

        var grid = GridShift.Read(new StringReader(par.ToString()), "patch.par");
        Assert.Equal(100, grid.Count);
        var from = new LonLat(140 + 3.5 / 80, 38 + 4.25 / 120);
        Assert.True(grid.TryForward(from, out var to));
        Assert.Equal(from.Lat + (0.1 + 0.001 * 4.25) / 3600, to.Lat, 1e-12);
        Assert.Equal(from.Lon + (-0.2 + 0.002 * 3.5) / 3600, to.Lon, 1e-12);
        Assert.True(grid.TryBackward(to, out var back));
        Assert.Equal(from.Lat, back.Lat, 1e-12);
        Assert.Equal(from.Lon, back.Lon, 1e-12);
        Assert.False(grid.TryForward(new LonLat(141, 38.01), out var outside));
        Assert.Equal(new LonLat(141, 38.01), outside);
    }

    [Fact]
    public void A_file_that_is_no_grid_and_a_damaged_line_are_named()
    {
        Assert.Contains("notes.txt", Assert.Throws<FormatException>(() => GridShift.Read(new StringReader("hello\nworld"), "notes.txt")).Message, StringComparison.Ordinal);
        var damaged = "title\nMeshCode dB dL\n54401027 11.49105 -11.80078\n54401028 11.49\n";
        Assert.Contains("4行目", Assert.Throws<FormatException>(() => GridShift.Read(new StringReader(damaged), "a.par")).Message, StringComparison.Ordinal);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
