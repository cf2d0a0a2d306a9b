using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;

namespace Gis.Engine.Styles.Legend;

/// <summary>
/// Makes a layer's legend from what occurs in its rows and the scale of its kind. Nothing that occurs is left without a row: what the scale does not
/// know gets a neutral colour and its own words.
/// </summary>
public static partial class LegendBuilder
{
    /// <summary>Above this, categories would be a list that nobody reads; the rarest are drawn as その他.</summary>
    public const int MostCategories = 40;

    /// <summary>Id of the class of the rarest categories and of rows without one.</summary>
    public const string Rest = "rest";

    /// <summary>Label of a class of which the source says nothing.</summary>
    public const string Unsaid = "区分なし（元のデータに書かれていません）";

    private const string UnknownColor = "#9aa0a6";
    private const string UnknownPattern = "grid";

    // Without a scale of its own a kind's categories take these, light enough for labels above them and far apart for P and D type vision.
    private static readonly string[] Palette =
        ["#7fb8d6", "#f2b56b", "#a6cf8c", "#d9a0c4", "#e6d36a", "#b7a8e0", "#8fd0c0", "#e89a8a", "#c9c2a5", "#9db4e8", "#c4de6f", "#d0b090"];

    /// <summary>Legend of a hazard layer, least severe first.</summary>
    /// <param name="kind">Its kind; the unit and the scale count.</param>
    /// <param name="classField">Name of the column with role <c>hazard-class</c>, by which the classes are told apart.</param>
    /// <param name="found">The classes that occur.</param>
    public static IReadOnlyList<LegendClass> Hazard(Kind kind, string classField, IEnumerable<FoundClass> found)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var unit = kind.Hazard?.Unit ?? "";
        return found
            .GroupBy(c => c.Words)
            .Select(g => g.OrderByDescending(c => c.Max ?? double.PositiveInfinity).First())
            .Select(c => (Class: c, Step: StepOf(kind, c)))
            .OrderBy(x => x.Step?.Severity ?? 50).ThenBy(x => x.Class.Max ?? double.PositiveInfinity).ThenBy(x => x.Class.Words, StringComparer.Ordinal)
            .Select((x, i) => new LegendClass
            {
                Id = Id(i),
                Label = Label(x.Class, unit),
                Description = x.Step?.Description,
                Color = x.Step?.Color ?? UnknownColor,
                Pattern = x.Step?.Pattern ?? UnknownPattern,
                Symbol = x.Step?.Symbol,
                Severity = x.Step?.Severity ?? 50,
                Filter = Equal(classField, x.Class.Words),
            })
            .ToList();
    }

    /// <summary>Legend by category; empty when the kind's own legend is better (no scale, or nothing to tell apart).</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="field">Name of the column with role <c>category</c>.</param>
    /// <param name="found">The values that occur.</param>
    /// <param name="numeric">Whether the column holds numbers, which tiles keep as numbers.</param>
    public static IReadOnlyList<LegendClass> Categories(Kind kind, string field, IReadOnlyCollection<FoundCategory> found, bool numeric = false)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(found);
        var named = found.Where(c => c.Value is not null).OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal).ToList();
        var own = kind.Scale.Count == 0;
        if (named.Count < 2 && own || own && (kind.Legend.Count > 0 || named.Count > Palette.Length))
            return [];

        var shown = named.Take(MostCategories).ToList();
        var classes = shown
            .Select((c, i) => (Category: c, Step: StepOf(kind, c.Words), Order: i))
            .OrderBy(x => x.Step is null ? int.MaxValue : IndexOf(kind, x.Step)).ThenBy(x => x.Order)
            .Select((x, i) => new LegendClass
            {
                Id = Id(i),
                Label = x.Category.Words,
                Description = x.Step?.Description,
                Color = x.Step?.Color ?? (own ? Palette[i % Palette.Length] : UnknownColor),
                Pattern = x.Step?.Pattern ?? "none",
                Symbol = x.Step?.Symbol,
                Severity = x.Step?.Severity ?? 0,
                Filter = Equal(field, x.Category.Value, numeric),
            })
            .ToList();
        if (shown.Count < named.Count || named.Count < found.Count)
            classes.Add(new LegendClass { Id = Rest, Label = "その他・不明", Color = UnknownColor, Filter = NoneOf(field, shown, numeric) });
        return classes;
    }

    /// <summary>
    /// The step of a scale for a class: by the upper bound, so that a class that spans two steps takes the graver one (colours may warn too
    /// much, never too little); zones by their words.
    /// </summary>
    public static ScaleStep? StepOf(Kind kind, FoundClass found)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(found);
        var steps = kind.Scale.Where(s => s.Words.Count == 0).ToList();
        if (steps.Any(s => s.UpTo is not null))
        {
            if (found.Max is { } max)
                return steps.FirstOrDefault(s => s.UpTo is { } upTo && max <= upTo) ?? steps.FirstOrDefault(s => s.UpTo is null) ?? steps[^1];
            return found.Min is null ? null : steps.FirstOrDefault(s => s.UpTo is null) ?? steps[^1];
        }

        return found.Words is null ? null : StepOf(kind, found.Words);
    }

    /// <summary>The step of a scale for the words of a class or category; null where the scale goes by numbers or does not know them.</summary>
    public static ScaleStep? StepOf(Kind kind, string words)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(words);
        // 第1種 and 第１種 are 第一種, as the law writes it.
        var spelled = NumberedClass().Replace(Width.Fold(words), m => "第" + "一二三"[m.Value[1] - '1'] + "種");
        return kind.Scale.FirstOrDefault(s => s.UpTo is null && s.Words.All(w => words.Contains(w, StringComparison.Ordinal) || spelled.Contains(w, StringComparison.Ordinal)));
    }

    [GeneratedRegex("第[1-3]種")]
    private static partial Regex NumberedClass();

    private static int IndexOf(Kind kind, ScaleStep step) => kind.Scale.Select((s, i) => (s, i)).First(x => ReferenceEquals(x.s, step)).i;

    private static string Label(FoundClass found, string unit)
    {
        var range = unit.Length == 0 ? null : RangeWords.Of(found.Min, found.Max, unit);
        if (found.Words is null)
            return range ?? Unsaid;
        return range is null || found.Words.Contains(range, StringComparison.Ordinal) ? found.Words : $"{range}（{found.Words}）";
    }

    private static string Id(int index) => "c" + (index + 1).ToString(CultureInfo.InvariantCulture);

    private static JsonArray Equal(string field, string? value, bool numeric = false) => value is null
        ? new JsonArray("!", new JsonArray("has", field))
        : new JsonArray("==", new JsonArray("get", field), Node(value, numeric));

    private static JsonArray NoneOf(string field, List<FoundCategory> shown, bool numeric)
    {
        var values = new JsonArray([.. shown.Select(c => (JsonNode)Node(c.Value!, numeric))]);
        return new JsonArray("!", new JsonArray("in", new JsonArray("coalesce", new JsonArray("get", field), ""), new JsonArray("literal", values)));
    }

    private static JsonValue Node(string value, bool numeric) =>
        numeric && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(value);
}
