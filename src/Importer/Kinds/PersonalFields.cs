using Gis.Core.Catalogue;

namespace Gis.Importer.Kinds;

/// <summary>
/// Knows columns with personal data by their names. Such a column is for staff only, whatever the layer's audience: a town that hands over a parcel file
/// with owners in it must not publish them by mistake.
/// </summary>
internal static class PersonalFields
{
    private static readonly string[] Words =
        ["所有者", "納税義務者", "納税者", "権利者", "名義人", "氏名", "生年月日", "世帯主", "個人番号", "宛名", "使用者名", "owner", "taxpayer"];

    /// <summary>Whether a column holds personal data.</summary>
    /// <param name="kind">The layer's kind; in a register an address is a person's address.</param>
    /// <param name="name">The column's own name.</param>
    /// <param name="role">Its role, or null.</param>
    public static bool IsPersonal(Kind kind, string name, string? role)
    {
        if (role is not null && role.StartsWith("owner", StringComparison.Ordinal))
            return true;
        var normal = RoleMap.Normalise(name);
        if (Words.Any(w => normal.Contains(w, StringComparison.Ordinal)) && !normal.Contains("施設所有者", StringComparison.Ordinal))
            return true;
        return kind.Group == "register" && (normal.Contains("住所", StringComparison.Ordinal) || normal.Contains("電話", StringComparison.Ordinal));
    }
}
