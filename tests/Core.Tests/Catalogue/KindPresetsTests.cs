using Gis.Core.Catalogue;
using Xunit;

namespace Gis.Core.Tests.Catalogue;

public sealed class KindPresetsTests
{
    /// <summary>The kinds of the outside interface; each must have a preset.</summary>
    private const string Interface =
        "parcel road boundary district building water address zoning flood-depth flood-duration house-collapse inland-flood storm-surge "
        + "tsunami landslide emergency-site shelter aed facility toilet wifi hydrant raster other";

    [Fact]
    public void Every_kind_of_the_interface_has_a_preset() =>
        Assert.Empty(Interface.Split(' ').Except(KindPresets.Builtin.Select(k => k.Id)));

    [Fact]
    public void Every_hazard_has_sentences_and_never_says_safe()
    {
        var hazards = KindPresets.Builtin.Where(k => k.Group == "hazard").ToList();
        Assert.Equal(7, hazards.Count);
        Assert.All(hazards, k =>
        {
            Assert.NotNull(k.Hazard);
            Assert.Contains("{date}", k.Hazard.NoZone, StringComparison.Ordinal);
            Assert.Contains("{title}", k.Hazard.NoZone, StringComparison.Ordinal);
            Assert.DoesNotContain("安全", k.Hazard.NoZone + k.Hazard.Inside, StringComparison.Ordinal);
            Assert.Null(k.Scale[^1].UpTo);
        });
    }

    [Fact]
    public void Neighbouring_steps_of_a_scale_differ_in_pattern_and_not_in_colour_only() =>
        Assert.All(KindPresets.Builtin.Where(k => k.Hazard is { Measure: "depth" or "duration" }), k =>
        {
            foreach (var (lower, upper) in k.Scale.Zip(k.Scale.Skip(1)))
            {
                Assert.NotEqual(lower.Pattern, upper.Pattern);
                Assert.True(lower.Severity < upper.Severity);
            }
        });

    [Fact]
    public void A_town_adds_a_kind_with_a_file_and_a_broken_file_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("kinds").FullName;
        File.WriteAllText(Path.Combine(folder, "beehive.json"), """{"id":"beehive","title":"養蜂場"}""");
        Assert.Contains(KindPresets.WithFolder(folder), k => k is { Id: "beehive", Title: "養蜂場" });

        File.WriteAllText(Path.Combine(folder, "broken.json"), """{"title":"名なし"}""");
        var error = Assert.Throws<FormatException>(() => KindPresets.WithFolder(folder));
        Assert.Contains("broken.json", error.Message, StringComparison.Ordinal);
    }
}
