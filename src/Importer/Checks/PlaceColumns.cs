namespace Gis.Importer.Checks;

/// <summary>What a row itself says about where it belongs.</summary>
/// <param name="Address">Its own address, or null.</param>
/// <param name="TownCode">Municipality code (5 or 6 digits) of the row or its file, or null.</param>
internal readonly record struct OwnWord(string? Address, string? TownCode);

/// <summary>The source columns that say where a row belongs.</summary>
/// <param name="Address">Index of the column with the address, or null.</param>
/// <param name="TownCode">Index of the column with the code of the place's municipality, or null.</param>
internal sealed record PlaceColumns(int? Address, int? TownCode)
{
    // The publisher's own code (全国地方公共団体コード) says who lists the place, not where it is.
    private static readonly string[] CodeNames = ["所在地_全国地方公共団体コード", "市区町村コード", "行政区域コード"];

    /// <summary>Finds the columns.</summary>
    /// <param name="address">Index of the column with the address, or null.</param>
    /// <param name="names">Names of the source columns.</param>
    public static PlaceColumns Among(int? address, IReadOnlyList<string> names)
    {
        foreach (var name in CodeNames)
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (names[i] == name)
                    return new PlaceColumns(address, i);
            }
        }

        return new PlaceColumns(address, null);
    }

    /// <summary>What a row says.</summary>
    public OwnWord Of(RowOrigin origin, object?[] values) => new(
        Address is { } a ? values[a] as string : null,
        TownCode is { } c && values[c] is { } code ? Convert.ToString(code, System.Globalization.CultureInfo.InvariantCulture) : origin.TownCode);
}
