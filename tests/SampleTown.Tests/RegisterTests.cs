using System.Text.RegularExpressions;
using Gis.SampleTown.Formats;
using Gis.SampleTown.Register;
using Xunit;

namespace Gis.SampleTown.Tests;

[Collection(OneTown.Name)]
public sealed class RegisterTests(GeneratedTown generated)
{
    private string[][] Rows() => [.. File.ReadAllText(generated.File("台帳/土地台帳.csv"), JapaneseText.Cp932).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(','))];

    [Fact]
    public void Every_numbered_parcel_is_in_the_register_exactly_once()
    {
        var rows = Rows();
        Assert.Equal(LandRegisterFile.Header, rows[0]);
        var registered = rows[1..].Select(r => (r[0], r[2])).ToList();
        Assert.Equal(registered.Count, registered.Distinct().Count());
        Assert.Equal(generated.Town.Survey.Parcels.Where(p => p.IsRegistered).Select(p => (p.Oaza.Place, p.Number)).ToHashSet(), [.. registered]);
    }

    [Fact]
    public void Every_owner_field_has_a_marker_of_its_own()
    {
        var markers = Rows()[1..].SelectMany(r => new[] { r[6], r[7] }).Select(field => Regex.Match(field, OwnerMarker.Pattern + "$").Value).ToList();
        Assert.DoesNotContain("", markers);
        Assert.Equal(markers.Count, markers.Distinct().Count());
    }

    [Fact]
    public void No_other_file_has_a_marker()
    {
        foreach (var file in Directory.EnumerateFiles(generated.Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("土地台帳.csv", StringComparison.Ordinal)))
        {
            var bytes = File.ReadAllBytes(file);
            Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(OwnerMarker.Word)) < 0, file);
            Assert.True(bytes.AsSpan().IndexOf(JapaneseText.Cp932.GetBytes(OwnerMarker.Word)) < 0, file);
        }
    }
}
