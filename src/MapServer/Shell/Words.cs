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

    private static string Lang => Language.Current.Id;

    /// <summary>Title of a kind.</summary>
    public static string Of(Kind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return kind.Titles.GetValueOrDefault(Lang, kind.Title);
    }

    /// <summary>Title of a layer: the town's own in Japanese; else that of its kind, with what the town calls it where several are of one kind.</summary>
    public static string Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Language.Current.IsJapanese || !layer.Kind.Titles.TryGetValue(Lang, out var title) ? layer.Title
            : layer.Title == layer.Kind.Title ? title : $"{title}（{layer.Title}）";
    }

    /// <summary>Title of a hazard that sites are marked for.</summary>
    public static string Flag(string flag) => SiteFlags.Titles(flag).GetValueOrDefault(Lang, SiteFlags.TitleOf(flag));

    /// <summary>Title of a group of layers.</summary>
    /// <param name="group">Its id.</param>
    /// <param name="title">Its Japanese title.</param>
    public static string Group(string group, string title) => GroupTitles.Titles(group).GetValueOrDefault(Lang, title);

    /// <summary>Label of a legend's class: a range in signs that every language reads, else as the data has it.</summary>
    public static string Label(string label) => Language.Current.IsForeign ? NeutralRange.Of(label) ?? label : label;

    /// <summary>What a class means, if it can be said in the language of the request.</summary>
    /// <param name="meaning">The hazard.</param>
    /// <param name="max">Upper bound; null: open ended.</param>
    /// <param name="japanese">The preset's own words.</param>
    public static string? Meaning(HazardMeaning? meaning, double? max, string? japanese) =>
        Language.Current.IsJapanese || meaning?.Measure != "depth" ? Language.Current.IsForeign ? null : japanese : Messages.Of(Depth(max));

    /// <summary>A zone in a sentence of the language of the request; null in Japanese, where the preset's own sentence stands.</summary>
    public static string? Sentence(ZoneHere zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (Language.Current.IsJapanese)
            return null;
        var range = Label(zone.Class?.Label ?? zone.ZoneClass ?? zone.Layer.Title);
        var key = zone.Layer.Kind.Hazard!.Measure switch { "depth" => "say.depth", "duration" => "say.duration", _ => "say.zone" };
        var said = Messages.Of(key, ("title", Of(zone.Layer.Kind)), ("range", range));
        return key == "say.depth" ? said + " " + Messages.Of(Depth(zone.Max)) : said;
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

    private static string Depth(double? max) => Depths.FirstOrDefault(d => max <= d.UpTo).Key ?? "depth.above";
}
