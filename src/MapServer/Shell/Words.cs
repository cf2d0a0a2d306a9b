using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Engine.Catalogues;
using Gis.Engine.Hazards;
using Gis.Engine.Styles.Legend;

namespace Gis.MapServer.Shell;

/// <summary>Words of the catalogue and of answers in the language of the request. What has no translation stays Japanese.</summary>
public static class Words
{
    private static readonly string[] Directions = ["北", "北東", "東", "南東", "南", "南西", "西", "北西"];

    /// <summary>Upper bounds of depths in metres and the message that says what they mean for a body or a house.</summary>
    private static readonly (double UpTo, string Key)[] Depths =
        [(0.3, "depth.ankle"), (0.5, "depth.knee"), (1, "depth.waist"), (3, "depth.first"), (5, "depth.second"), (10, "depth.third"), (20, "depth.seventh")];

    /// <summary>What the importer writes behind the class of a zone that is still to be designated; the class itself is that of the others.</summary>
    private const string Planned = "指定前";

    private static string Lang => Language.Current.Id;

    /// <summary>Title of a kind.</summary>
    public static Wording Of(Kind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Translated(kind.Titles.GetValueOrDefault(Lang), kind.Title);
    }

    /// <summary>Title of a layer: the town's own in Japanese; else that of its kind, with what the town calls it where several are of one kind.</summary>
    public static Wording Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Language.Current.IsJapanese ? new Wording(layer.Title)
            : Translated(layer.Kind.Titles.GetValueOrDefault(Lang), layer.Title) with
            {
                Original = layer.Title == layer.Kind.Title || !layer.Kind.Titles.ContainsKey(Lang) ? null : layer.Title,
            };
    }

    /// <summary>Title of a hazard that sites are marked for.</summary>
    public static string Flag(string flag) => SiteFlags.Titles(flag).GetValueOrDefault(Lang, SiteFlags.TitleOf(flag));

    /// <summary>Title of a group of layers.</summary>
    /// <param name="group">Its id.</param>
    /// <param name="title">Its Japanese title.</param>
    public static Wording Group(string group, string title) => Translated(GroupTitles.Titles(group).GetValueOrDefault(Lang), title);

    /// <summary>A class of a legend; that of a hazard with its Japanese words, as every warning has them.</summary>
    /// <param name="layer">The layer it is of.</param>
    /// <param name="one">The class.</param>
    public static Wording Class(Layer layer, LegendClass one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return Called(layer, one.Label, ClassName.Of(layer, one), one.Filter is null);
    }

    /// <summary>The class of a zone, under the title of its layer: Japanese words that stand there already are not said again. Null where the data has no class.</summary>
    public static Wording? Class(ZoneHere zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var called = ClassOf(zone);
        return called?.Original is { } words && words == Of(zone.Layer).Original ? called with { Original = null } : called;
    }

    private static Wording? ClassOf(ZoneHere zone) =>
        zone.Class is { } one ? Class(zone.Layer, one)
            : zone.ZoneClass is { Length: > 0 } words ? Called(zone.Layer, words, ClassName.Of(zone.Layer.Kind, words), false) : null;

    /// <summary>What a class means for a body or a house; null where that is not known, or cannot be said in the language of the request.</summary>
    /// <param name="layer">The layer it is of.</param>
    /// <param name="one">The class.</param>
    public static Wording? Meaning(Layer layer, LegendClass one)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(one);
        if (Language.Current.IsJapanese)
            return one.Description is null ? null : new Wording(one.Description);
        if (ClassName.Of(layer, one) is { } name && Messages.Find("means." + name) is { } means)
            return new Wording(means);
        if (layer.Kind.Hazard?.Measure == "depth" && LabelRange.Of(one.Label) is { } range)
            return new Wording(Messages.Of(Depth(range.Max)));
        return one.Description is not null && (!Language.Current.IsForeign || Class(layer, one).IsJapanese) ? Translated(null, one.Description) : null;
    }

    /// <summary>
    /// A zone in a sentence of the language of the request; null in Japanese, where the preset's own sentence stands, and where nothing of it is translated.
    /// </summary>
    public static string? Sentence(ZoneHere zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (Language.Current.IsJapanese)
            return null;
        var (kind, called) = (zone.Layer.Kind, Class(zone));
        var hazard = kind.Hazard!;
        if (hazard.Measure is "depth" or "duration")
        {
            var range = Amounts.Range(zone.Min, zone.Max, hazard.Unit) ?? called?.Text ?? zone.Layer.Title;
            var said = Messages.Of("say." + hazard.Measure, ("title", Of(kind)), ("range", range));
            return hazard.Measure == "depth" ? said + " " + Messages.Of(Depth(zone.Max)) : said;
        }

        if (called is not { IsJapanese: false } && Of(kind).IsJapanese)
            return null;
        var zoned = Messages.Of("say.zone", ("title", called is { IsJapanese: false } ? called.Text : Of(kind)));
        return zone.Class is { } one && Meaning(zone.Layer, one) is { IsJapanese: false } means ? zoned + " " + means.Text : zoned;
    }

    /// <summary>What to do in such a zone, in the language of the request; null in Japanese.</summary>
    public static string? Action(Kind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Language.Current.IsJapanese ? null : Messages.Of(kind.Hazard!.Measure switch { "depth" => "act.depth", "duration" => "act.duration", _ => "act.zone" });
    }

    /// <summary>One of the eight directions, given in Japanese.</summary>
    public static string Direction(string japanese) =>
        Array.IndexOf(Directions, japanese) is >= 0 and var i ? Messages.Of("direction." + i.ToString(CultureInfo.InvariantCulture)) : japanese;

    /// <summary>A date: 令和7年3月1日（2025年）, in other languages 2025-03-01.</summary>
    public static string Date(DateOnly date) => Language.Current.IsForeign
        ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{EraDate.ToText(date)}（{date.Year}年）");

    private static Wording Called(Layer layer, string label, string? name, bool whole)
    {
        if (Language.Current.IsJapanese)
            return new Wording(label);
        var range = LabelRange.Of(label);
        var said = name is null ? null : Messages.Find("class." + name);
        if (said is not null && label.Contains(Planned, StringComparison.Ordinal))
            said = Messages.Of("hazard.planned", ("class", said));
        if (said is null)
            said = range is { } r ? Amounts.Range(r.Min, r.Max, r.Unit) : whole ? layer.Kind.Titles.GetValueOrDefault(Lang) : null;
        return Translated(said, label) with
        {
            Original = said is null || said == label || layer.Kind.Hazard is null ? null : label,
            IsBelow = true,
            IsRange = range is not null,
        };
    }

    private static Wording Translated(string? words, string japanese) =>
        new(words ?? japanese) { IsJapanese = words is null && Language.Current.IsForeign };

    private static string Depth(double? max) => Depths.FirstOrDefault(d => max <= d.UpTo).Key ?? "depth.above";
}
