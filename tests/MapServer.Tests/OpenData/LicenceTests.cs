using Gis.MapServer.OpenData.Dcat;
using Xunit;

namespace Gis.MapServer.Tests.OpenData;

/// <summary>Licences by the names that towns write.</summary>
public sealed class LicenceTests
{
    [Theory]
    [InlineData("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")]
    [InlineData("ＣＣ−ＢＹ　４．０", "https://creativecommons.org/licenses/by/4.0/")]
    [InlineData("クリエイティブ・コモンズ 表示 4.0 国際 ライセンス", "https://creativecommons.org/licenses/by/4.0/")]
    [InlineData("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")]
    [InlineData("公共データ利用規約（第1.0版）", "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0")]
    [InlineData("PDL1.0", "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0")]
    [InlineData("CC BY-NC 4.0", null)]
    [InlineData("CC BY 4.0 に準じる", null)]
    [InlineData("町の規約", null)]
    [InlineData(null, null)]
    public void Licences_are_known_by_their_whole_names_and_none_is_made_up(string? name, string? address) => Assert.Equal(address, Licences.AddressOf(name));
}
