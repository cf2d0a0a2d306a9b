using System.Text.RegularExpressions;
using Gis.Core.Japanese;

namespace Gis.MapServer.OpenData.Dcat;

/// <summary>Addresses of well-known licences by the names that towns write. What is not known stays words: no address is made up.</summary>
public static partial class Licences
{
    private static readonly (Regex Name, string Address)[] Known =
    [
        (CcBy4(), "https://creativecommons.org/licenses/by/4.0/"),
        (CcBySa4(), "https://creativecommons.org/licenses/by-sa/4.0/"),
        (CcBy21(), "https://creativecommons.org/licenses/by/2.1/jp/"),
        (Cc0(), "https://creativecommons.org/publicdomain/zero/1.0/"),
        (Pdl1(), "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0"),
        (Odbl1(), "https://opendatacommons.org/licenses/odbl/1-0/"),
    ];

    /// <summary>The address of a licence, or null.</summary>
    /// <param name="name">As the town wrote it.</param>
    public static string? AddressOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        var folded = string.Concat(Width.FoldWithHyphens(name).Where(c => !char.IsWhiteSpace(c)));
        return Known.FirstOrDefault(k => k.Name.IsMatch(folded)).Address;
    }

    // Whole names: a licence with further conditions is another one.
    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\A(CC-?BY-?4\.0(国際|International)?|クリエイティブ・?コモンズ表示4\.0(国際)?(パブリック・?ライセンス|ライセンス)?)\z", Loose)]
    private static partial Regex CcBy4();

    [GeneratedRegex(@"\A(CC-?BY-?SA-?4\.0(国際|International)?|クリエイティブ・?コモンズ表示-?継承4\.0(国際)?(パブリック・?ライセンス|ライセンス)?)\z", Loose)]
    private static partial Regex CcBySa4();

    [GeneratedRegex(@"\ACC-?BY-?2\.1(日本|JP)\z", Loose)]
    private static partial Regex CcBy21();

    [GeneratedRegex(@"\ACC-?0(-?1\.0)?(全世界|Universal)?\z", Loose)]
    private static partial Regex Cc0();

    [GeneratedRegex(@"\A(公共データ利用規約(\(?第?1\.0版?\)?)(\(PDL1\.0\))?|PDL-?1\.0)\z", Loose)]
    private static partial Regex Pdl1();

    [GeneratedRegex(@"\AODbL-?(v?1\.0)?\z", Loose)]
    private static partial Regex Odbl1();
}
