using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Importer.Tests.Fuzz;

/// <summary>
/// Damaged copies of good files of every kind: cut, bytes flipped, blocks doubled and exchanged, rows shuffled, encodings swapped, numbers replaced by hostile ones,
/// archives broken. Each ends in rows that are all accounted for or in a sentence, in time and in bounded memory.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly int Cases = TestScale.Cases(30, 20_000);

    [Theory]
    [InlineData("utf8.csv")]
    [InlineData("cp932.csv")]
    [InlineData("utf16.csv")]
    [InlineData("list.tsv")]
    [InlineData("book.xlsx")]
    [InlineData("map.xml")]
    [InlineData("map.zip")]
    [InlineData("areas.geojson")]
    [InlineData("places.kml")]
    [InlineData("places.kmz")]
    [InlineData("walk.gpx")]
    [InlineData("53390000_bldg_6697_op.gml")]
    [InlineData("FG-GML-533900-WA-20260401-0001.xml")]
    [InlineData("P29-21_14_GML.zip")]
    [InlineData("14342_2023.csv")]
    [InlineData("road.shp")]
    [InlineData("road.shx")]
    [InlineData("road.dbf")]
    [InlineData("road.prj")]
    [InlineData("road.cpg")]
    [InlineData("mt_rsdtdsp_rsdt_pref14.csv")]
    [InlineData("mt_rsdtdsp_rsdt_pos_pref14.csv")]
    [InlineData("areas.gpkg")]
    [InlineData("areas.fgb")]
    public async Task A_damaged_file_ends_in_rows_or_in_a_sentence(string target)
    {
        var run = new FuzzRun(target);
        await run.ReadAsync(0, Cases);
        output.WriteLine($"{target}: {run.Loaded} loaded, {run.Refused} refused, {run.Faults.Count} faults, at most {run.PeakBytes >> 20} MB");
        Assert.True(run.Faults.Count == 0, string.Join('\n', run.Faults));
        Assert.Equal(Cases, run.Loaded + run.Refused);
        // Damage that always ends at the door would test the door only; a slice may be too short to tell.
        Assert.True(run.Loaded > Cases / 1000 || !TestScale.IsFull, "hardly a case got as far as its rows");
    }

    [Fact]
    public void The_good_files_are_read_whole()
    {
        using var folder = new TemporaryFolder();
        var reading = new FuzzReading();
        foreach (var target in FuzzSamples.All(folder))
        {
            using var place = new TemporaryFolder();
            var path = (target with { Damaged = "" }).Write(place.Root, 0);
            Assert.Matches("^rows [1-9]", reading.Read(path));
        }
    }
}
