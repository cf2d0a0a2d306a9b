using Gis.Importer.Formats;
using Gis.Importer.Kinds;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Kinds;

public sealed class RecognitionTests
{
    private static readonly KindSet Kinds = KindSet.Load(null);

    [Theory]
    [InlineData("Sabae Way", "road", "sabae_way")]
    [InlineData("46505-3411-102", "parcel", "46505_3411_102")]
    [InlineData("A31a-20-25_14.shp", "flood-depth", "a31a_20_25_14_shp")]
    public void Ascii_names_become_ids(string name, string kind, string id) => Assert.Equal(id, LayerNaming.FromName(name, Kinds.Find(kind)!).Value);

    [Fact]
    public void Japanese_names_become_the_kind_and_a_stable_mark()
    {
        var one = LayerNaming.FromName("01-避難所", Kinds.Find("shelter")!).Value;

        Assert.Equal(one, LayerNaming.FromName("01-避難所", Kinds.Find("shelter")!).Value);
        Assert.NotEqual(one, LayerNaming.FromName("01-避難場所", Kinds.Find("shelter")!).Value);
        Assert.StartsWith("shelter_", one, StringComparison.Ordinal);
        Assert.StartsWith("layer_", LayerNaming.FromName("街路樹", Kinds.Other).Value, StringComparison.Ordinal);
    }

    [SharedDataTheory]
    [InlineData("yakushima/moj/46505-3411-102.xml", "parcel")]
    [InlineData("gsi-shelters/42391_1.csv", "shelter")]
    [InlineData("gsi-shelters/42391_2.csv", "emergency-site")]
    [InlineData("takamatsu/csv/evacuation_space.csv", "emergency-site")]
    [InlineData("takamatsu/csv/aed_location.csv", "aed")]
    [InlineData("takamatsu/csv/public_toilet.csv", "toilet")]
    [InlineData("takamatsu/csv/public_wireless_lan.csv", "wifi")]
    [InlineData("takamatsu/csv/hospital.csv", "facility")]
    [InlineData("echizen-sabae/shelters/01-避難所.csv", "shelter")]
    [InlineData("echizen-sabae/facilities/02-AED.csv", "aed")]
    [InlineData("echizen-sabae/facilities/02-医療機関.csv", "facility")]
    [InlineData("seed-towns/shelters/evacuation_143618.json", "shelter")]
    [InlineData("numazu/admin/N03_22203.json", "boundary")]
    [InlineData("takamatsu/csv/reservoir_list.csv", "other")]
    public void Real_files_are_known_for_what_they_are(string file, string kind)
    {
        using var set = SourceFormats.Opener().Open(SharedData.File(file), ReadOptions.Detect);

        var recognised = new KindRecognition(Kinds).Recognise(Assert.Single(set.Datasets));

        Assert.Equal(kind, recognised.Kind.Id);
        Assert.NotEmpty(recognised.Evidence);
    }

    // What towns call the columns in which they say, while an incident is on, how a site is.
    [Theory]
    [InlineData("開設状況", "opening-state")]
    [InlineData("避難所開設状況", "opening-state")]
    [InlineData("混雑状況", "crowding")]
    [InlineData("開設状況_時点", "state-time")]
    [InlineData("開設状況の時刻", "state-time")]
    [InlineData("開設状況の時点", "state-time")]
    [InlineData("状況更新日時", "state-time")]
    public void Columns_of_an_incident_are_known(string column, string role)
    {
        foreach (var kind in (string[])["shelter", "emergency-site"])
            Assert.Equal(role, RoleMap.Assign(Kinds.Find(kind)!, ["名称", column], [null, null])[1]);
    }

    [Theory]
    [InlineData("所有者名", true)]
    [InlineData("納税義務者", true)]
    [InlineData("氏　名", true)]
    [InlineData("名称", false)]
    [InlineData("住所", false)]
    [InlineData("施設所有者区分", false)]
    public void Personal_columns_are_known_by_name(string column, bool personal) => Assert.Equal(personal, PersonalFields.IsPersonal(Kinds.Other, column, null));
}
