using System.Text.RegularExpressions;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;

namespace Gis.Importer.Kinds.Hazards;

/// <summary>Chooses how a dataset's hazard classes are read: by the attribute codes of 国土数値情報, else by what the first rows hold.</summary>
/// <param name="kind">A kind with a hazard meaning.</param>
/// <param name="columns">Names of the columns.</param>
/// <param name="sample">Values of the first rows.</param>
/// <param name="names">Names of file and table, for the scenario.</param>
internal sealed partial class HazardReadingFinder(Kind kind, IReadOnlyList<string> columns, IReadOnlyList<object?[]> sample, string names)
{
    private readonly string unit = kind.Hazard?.Unit ?? "";

    /// <summary>The reading, or null when no column can be meant.</summary>
    public IHazardReading? Find() => kind.Hazard?.Measure switch
    {
        "depth" or "duration" => ByCode() ?? BySample(),
        _ when kind.Id.Contains("collapse", StringComparison.Ordinal) => Collapse(),
        _ => Landslide(),
    };

    /// <summary>The scenario that names of files and folders tell (水防法: 想定最大規模 and 計画規模), or null.</summary>
    public static string? ScenarioIn(string text)
    {
        var folded = Width.Fold(text);
        if (folded.Contains("想定最大", StringComparison.Ordinal) || LevelTwo().IsMatch(folded))
            return "想定最大規模";
        return folded.Contains("計画規模", StringComparison.Ordinal) || LevelOne().IsMatch(folded) ? "計画規模" : null;
    }

    private RankReading? ByCode()
    {
        var wanted = kind.Hazard!.Measure == "duration" ? "3" : "12";
        for (var i = 0; i < columns.Count; i++)
        {
            if (FloodRank().Match(columns[i]) is not { Success: true } match || !wanted.Contains(match.Groups["group"].Value, StringComparison.Ordinal))
                continue;
            var scenario = match.Groups["group"].Value == "1" ? "計画規模" : "想定最大規模";
            return Reading(i, RankMode.Code, $"国土数値情報の列「{columns[i]}」", scenario);
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (OldRank().IsMatch(columns[i]))
                return Reading(i, RankMode.Code, $"国土数値情報の列「{columns[i]}」", null);
            if (DepthClass().IsMatch(columns[i]))
                return Reading(i, RankMode.Words, $"国土数値情報の列「{columns[i]}」", null);
        }

        return null;
    }

    private RankReading? BySample()
    {
        var best = Enumerable.Range(0, columns.Count)
            .Select(i => (Index: i, Score: Score(i, out var mode), Mode: mode))
            .Where(c => c.Score > 0)
            .OrderByDescending(c => c.Score)
            .FirstOrDefault();
        if (best.Score > 0)
            return Reading(best.Index, best.Mode, $"列「{columns[best.Index]}」の値", null);
        var named = Enumerable.Range(0, columns.Count).Cast<int?>().FirstOrDefault(i => ClassName().IsMatch(columns[i!.Value]))
            ?? Enumerable.Range(0, columns.Count).Cast<int?>().FirstOrDefault(i => sample.Any(r => r[i!.Value] is string));
        return named is { } index ? Reading(index, RankMode.Words, $"列「{columns[index]}」（区分は読み取れません）", null) : null;
    }

    // A column of ranges beats one of codes, codes beat bare numbers; a telling name helps, one that means something else excludes.
    private double Score(int column, out RankMode mode)
    {
        mode = RankMode.Words;
        var values = sample.Select(r => r[column]).Where(v => KsjRanks.Text(v) is not null).ToList();
        if (values.Count == 0)
            return 0;
        var ranges = values.Where(v => RangeText.TryParse(KsjRanks.Text(v), unit, out _)).ToList();
        var named = ClassName().IsMatch(columns[column]) ? 0.5 : 0;
        if (ranges.Count >= values.Count * 0.5)
        {
            var sure = ranges.Any(v => RangeText.TryParse(KsjRanks.Text(v), unit, out var r) && r.HasUnit) ? 0.4 : 0;
            return 2 + (double)ranges.Count / values.Count + named + sure;
        }

        // 独自ランク of a 3D都市モデル is each river's own: its numbers mean nothing without its table.
        if (string.Equals(columns[column], "rankOrg", StringComparison.OrdinalIgnoreCase))
            return 0;
        var codes = values.All(v => KsjRanks.Code(v) is { } c && (unit == "h" ? KsjRanks.Duration(c) : KsjRanks.Depth(c)) is not null);
        if (codes && RankName().IsMatch(columns[column]))
        {
            mode = RankMode.Code;
            return 1.5;
        }

        mode = RankMode.Number;
        return DepthName().IsMatch(columns[column]) && values.All(v => RangeText.TryParseNumber(v, out var d) && d is >= 0 and < 10_000) ? 1 : 0;
    }

    private CollapseReading? Collapse()
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (CollapseCode().IsMatch(columns[i]))
                return new CollapseReading(i, $"国土数値情報の列「{columns[i]}」");
        }

        return Holding("氾濫流", "侵食", "浸食") is { } index ? new CollapseReading(index, $"列「{columns[index]}」の値") : null;
    }

    private LandslideReading? Landslide()
    {
        int? what = IndexOf("disasterType"), zone = IndexOf("areaType");
        if (what is not null && zone is not null)
            return new LandslideReading(what, zone, "3D都市モデルの属性「disasterType」（現象）と「areaType」（区域）");
        (what, zone) = (IndexOf("A33_001"), IndexOf("A33_002"));
        if (what is not null || zone is not null)
            return new LandslideReading(what, zone, "国土数値情報の列「A33_001」（現象）と「A33_002」（区域）");
        what = Holding("急傾斜", "がけ", "崖", "土石流", "地滑り", "地すべり");
        zone = Holding("特別", "警戒", "レッド", "イエロー");
        if (what is null && zone is null)
            return null;
        var used = new[] { what, zone }.OfType<int>().Distinct().Select(i => $"「{columns[i]}」");
        return new LandslideReading(what, zone, $"列{string.Concat(used)}の言葉");
    }

    private int? Holding(params string[] words)
    {
        var best = Enumerable.Range(0, columns.Count)
            .Select(i => (Index: i, Count: sample.Count(r => r[i] is string s && words.Any(w => s.Contains(w, StringComparison.Ordinal)))))
            .OrderByDescending(c => c.Count).FirstOrDefault();
        return best.Count > 0 ? best.Index : null;
    }

    private int? IndexOf(string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i], name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return null;
    }

    private RankReading Reading(int column, RankMode mode, string evidence, string? scenario)
    {
        var steps = kind.Scale.Where(s => s.UpTo is not null).Select(s => s.UpTo!.Value).Order().ToList();
        return new RankReading(column, unit, mode, scenario ?? ScenarioIn(names), steps, evidence);
    }

    [GeneratedRegex("^A31(?:a_?(?<group>[123])05|b_?(?<group>[123])01)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FloodRank();

    [GeneratedRegex("^A31_(?:[123]05|[123]01|001)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OldRank();

    [GeneratedRegex("^A(?:40|49|51)_003$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DepthClass();

    [GeneratedRegex("^A31(?:a_?405|b_?401|_405|_401)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CollapseCode();

    [GeneratedRegex("浸水|水深|深さ|区分|凡例|ランク|継続|時間|depth|class|legend", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ClassName();

    [GeneratedRegex("ランク|ﾗﾝｸ|区分|コード|rank|code", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RankName();

    [GeneratedRegex("浸水深|水深|深さ|継続時間|depth|hours|duration", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DepthName();

    [GeneratedRegex("(?<![a-z0-9])l2(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LevelTwo();

    [GeneratedRegex("(?<![a-z0-9])l1(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LevelOne();
}
