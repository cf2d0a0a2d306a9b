namespace Gis.Importer.Kinds.Hazards;

/// <summary>
/// Reads 土砂災害警戒区域. In 国土数値情報 A33 attribute 001 is the phenomenon and 002 the zone; several published programs have them the wrong way round.
/// Elsewhere the words themselves are looked for.
/// </summary>
/// <param name="phenomenon">Index of the phenomenon's column, or null.</param>
/// <param name="zone">Index of the zone's column, or null.</param>
/// <param name="evidence">Why these columns, in Japanese.</param>
internal sealed class LandslideReading(int? phenomenon, int? zone, string evidence) : IHazardReading
{
    public string Evidence => evidence;

    public IReadOnlyList<int> Columns => [.. new[] { phenomenon, zone }.OfType<int>().Distinct()];

    public HazardClassValue Read(object?[] values)
    {
        var what = phenomenon is { } p ? Phenomenon(values[p]) : null;
        var code = zone is { } z ? KsjRanks.Code(values[z]) : null;
        var (special, planned) = zone is { } c ? Zone(values[c], code) : (null, false);
        if (special is null && what is null)
            return new HazardClassValue(code, null, null, KsjRanks.Text(zone is { } i ? values[i] : phenomenon is { } j ? values[j] : null), null, false);

        var name = special switch { true => "土砂災害特別警戒区域", false => "土砂災害警戒区域", null => "土砂災害警戒区域（種別不明）" };
        var detail = (what, planned) switch
        {
            (null, false) => "",
            (null, true) => "（指定前）",
            (_, false) => $"（{what}）",
            (_, true) => $"（{what}・指定前）",
        };
        return new HazardClassValue(code, null, null, name + detail, null, special is not null);
    }

    /// <summary>The phenomenon in the Act's words, from a code (1, 2, 3) or from words; null when it is neither.</summary>
    public static string? Phenomenon(object? value)
    {
        var text = KsjRanks.Text(value) ?? "";
        if (text.Contains("急傾斜", StringComparison.Ordinal) || text.Contains("がけ", StringComparison.Ordinal) || text.Contains('崖'))
            return "急傾斜地の崩壊";
        if (text.Contains("土石流", StringComparison.Ordinal))
            return "土石流";
        if (text.Contains("地滑り", StringComparison.Ordinal) || text.Contains("地すべり", StringComparison.Ordinal) || text.Contains("地辷り", StringComparison.Ordinal))
            return "地滑り";
        return KsjRanks.Code(value) switch { 1 => "急傾斜地の崩壊", 2 => "土石流", 3 => "地滑り", _ => null };
    }

    /// <summary>Whether a zone is 特別警戒区域, and whether it is still to be designated; null when it is not said.</summary>
    public static (bool? Special, bool Planned) Zone(object? value, int? code)
    {
        var text = KsjRanks.Text(value) ?? "";
        var planned = text.Contains("指定前", StringComparison.Ordinal) || text.Contains("予定", StringComparison.Ordinal) || text.Contains("基礎調査", StringComparison.Ordinal);
        if (text.Contains("特別", StringComparison.Ordinal) || text.Contains("レッド", StringComparison.Ordinal))
            return (true, planned);
        if (text.Contains("警戒", StringComparison.Ordinal) || text.Contains("イエロー", StringComparison.Ordinal))
            return (false, planned);
        return code switch { 1 => (false, false), 2 => (true, false), 3 => (false, true), 4 => (true, true), _ => (null, planned) };
    }
}

/// <summary>Reads 家屋倒壊等氾濫想定区域: A31a_405 (1 氾濫流, 2 河岸侵食, 3 both) or words.</summary>
/// <param name="column">Index of the column.</param>
/// <param name="evidence">Why this column, in Japanese.</param>
internal sealed class CollapseReading(int column, string evidence) : IHazardReading
{
    public string Evidence => evidence;

    public IReadOnlyList<int> Columns => [column];

    public HazardClassValue Read(object?[] values)
    {
        var text = KsjRanks.Text(values[column]) ?? "";
        var flow = text.Contains("氾濫流", StringComparison.Ordinal);
        var erosion = text.Contains("侵食", StringComparison.Ordinal) || text.Contains("浸食", StringComparison.Ordinal);
        var code = KsjRanks.Code(values[column]);
        var cause = (flow, erosion, code) switch
        {
            (true, true, _) or (_, _, 3) => "氾濫流・河岸侵食",
            (true, _, _) or (_, _, 1) => "氾濫流",
            (_, true, _) or (_, _, 2) => "河岸侵食",
            _ => null,
        };
        return cause is null
            ? new HazardClassValue(code, null, null, text.Length == 0 ? null : text, null, false)
            : new HazardClassValue(code, null, null, $"家屋倒壊等氾濫想定区域（{cause}）", "想定最大規模", true);
    }
}
