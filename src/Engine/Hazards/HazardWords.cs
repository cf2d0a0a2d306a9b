using System.Globalization;
using System.Text;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Engine.Styles.Legend;

namespace Gis.Engine.Hazards;

/// <summary>Puts the answer into plain Japanese. It says what is known and what is not; it never says that a place is free of danger.</summary>
internal static class HazardWords
{
    /// <summary>The sentence of a zone, from its kind's template.</summary>
    public static string Inside(HazardMeaning meaning, ZoneHere zone)
    {
        var range = RangeWords.Of(zone.Min, zone.Max, meaning.Unit);
        var text = meaning.Inside
            .Replace("{range}", range ?? zone.ZoneClass ?? "（区分の記載なし）", StringComparison.Ordinal)
            .Replace("{class}", zone.ZoneClass ?? zone.Layer.Title, StringComparison.Ordinal)
            .Replace("{meaning}", zone.Class?.Description ?? "", StringComparison.Ordinal);
        return Optional(text, "{scenario}", zone.Scenario).Trim();
    }

    /// <summary>
    /// The sentence for a layer that speaks about the place and has no zone there. It names the layer: of two scenarios of one hazard, one
    /// may have a zone here and the other none, and the two sentences must not seem to contradict each other.
    /// </summary>
    public static string NoZone(Layer layer) => layer.Kind.Hazard!.NoZone
        .Replace("{title}", layer.Title, StringComparison.Ordinal)
        .Replace("{date}", DateOf(layer), StringComparison.Ordinal);

    /// <summary>Everything, in the order: where, zones, no zones, not known, sites.</summary>
    public static string Whole(HazardAnswer answer)
    {
        var text = new StringBuilder();
        text.Append(answer.Place is null ? "この地点について。" : $"{answer.Place}について。");
        if (answer.InTown == false)
            text.Append("この地点は町の外です。");
        if (answer.Zones.Count == 0 && answer.Checked.Count > 0)
            text.Append("取り込まれているデータの中では、この地点にかかる区域は見つかりませんでした。");
        SaySentences(text, answer.Zones.Select(z => z.Text).Concat(answer.NoZone.Select(n => n.Text)));
        SayUnknown(text, "この地点", answer.OutsideCoverage, answer.Missing);
        // What is shut is not what somebody who hears only this should set out for.
        if (answer.Sites.FirstOrDefault(s => !s.IsShut) is { } nearest)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"いちばん近い緊急避難場所は{nearest.Name}で、{nearest.Direction}へ直線で{Distance(nearest.Distance)}です。使える災害の種類を確かめてください。");
        }

        return text.Append(Gaps(answer.NotChecked, answer.SitesUnknown, answer.PlaceUnknown)).ToString();
    }

    /// <summary>What could not be asked for, because the database is away; empty when all was.</summary>
    public static string Gaps(IReadOnlyList<Layer> notChecked, bool sites, bool place)
    {
        var text = new StringBuilder();
        if (notChecked.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"{List(notChecked.Select(l => l.Title))}は、いまデータベースにつながらないため調べられませんでした。危険がないという意味ではありません。");
        if (sites)
            text.Append("いまデータベースにつながらないため、緊急避難場所は調べられませんでした。");
        if (place)
            text.Append("いまデータベースにつながらないため、この地点の住所と地番は調べられませんでした。");
        return text.ToString();
    }

    /// <summary>The same for a line or an area.</summary>
    public static string Whole(ShapeHazardAnswer answer)
    {
        var here = answer.Shape.IsArea ? "この範囲" : "この線";
        var text = new StringBuilder(here).Append("について。");
        if (answer.InTown is "none" or "part")
            text.Append(here).Append(answer.InTown == "none" ? "は町の外です。" : "は町の外にかかっています。");
        if (answer.Zones.Count > 0)
            text.Append(here).Append("には、次の区域がかかっています。");
        else if (answer.Checked.Count + answer.PartlyCovered.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"取り込まれているデータの中では、{here}にかかる区域は見つかりませんでした。");
        SaySentences(
            text,
            answer.Zones.Select(z => z.Zone.Text).Concat(answer.NoZone.Select(n => n.Text.Replace("この場所", here, StringComparison.Ordinal))));
        if (answer.PartlyCovered.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"{List(answer.PartlyCovered.Select(l => l.Title))}は、{here}の一部のデータしかありません。危険がないという意味ではありません。");
        SayUnknown(text, here, answer.OutsideCoverage, answer.Missing);
        return text.Append(Gaps(answer.NotChecked, false, false)).ToString();
    }

    // Read aloud, a sentence or a caution that several layers share is said once.
    private static void SaySentences(StringBuilder text, IEnumerable<string> sentences)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sentence in sentences.SelectMany(t => t.Split('。', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (said.Add(sentence))
                text.Append(Sentence(sentence));
        }
    }

    private static void SayUnknown(StringBuilder text, string here, IReadOnlyList<Layer> outside, IReadOnlyList<Kind> missing)
    {
        if (outside.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"{List(outside.Select(l => l.Title))}は、{here}のデータがありません。危険がないという意味ではありません。");
        if (missing.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"{List(missing.Select(k => k.Title))}のデータは、取り込まれていません。");
    }

    // Rounded as one says it: 10 m up to a kilometre, then 0.1 km.
    private static string Distance(double metres) => metres < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"約{Math.Max(10, Math.Round(metres / 10) * 10):0}メートル")
        : string.Create(CultureInfo.InvariantCulture, $"約{metres / 1000:0.0}キロメートル");

    private static string DateOf(Layer layer) => layer.DataDate is { } date ? EraDate.ToText(date) : "日付の分からない時点";

    // A value that is not known takes the brackets around it along.
    private static string Optional(string template, string placeholder, string? value) => string.IsNullOrWhiteSpace(value)
        ? template.Replace($"（{placeholder}）", "", StringComparison.Ordinal).Replace(placeholder, "", StringComparison.Ordinal)
        : template.Replace(placeholder, value, StringComparison.Ordinal);

    private static string Sentence(string text) => text.EndsWith('。') ? text : text + "。";

    private static string List(IEnumerable<string> words) => string.Join("、", words);
}
