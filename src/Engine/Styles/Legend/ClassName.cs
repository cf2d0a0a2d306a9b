using Gis.Core.Catalogue;

namespace Gis.Engine.Styles.Legend;

/// <summary>
/// What a class of a legend is called in the message files of all languages. The name is found anew from the Japanese words whenever it is asked for, so
/// that towns whose data was imported long ago speak every language too.
/// </summary>
public static class ClassName
{
    /// <summary>The name of a class; null where the words are the town's own, or a range that is written by rule.</summary>
    /// <param name="layer">The layer it is of.</param>
    /// <param name="one">The class.</param>
    public static string? Of(Layer layer, LegendClass one)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(one);
        return one.Name ?? (one.Id == LegendBuilder.Rest ? "rest" : Of(layer.Kind, one.Label));
    }

    /// <summary>The name of a class of a kind by its Japanese words.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="words">The words.</param>
    public static string? Of(Kind kind, string words)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return words == LegendBuilder.Unsaid ? "unsaid" : LegendBuilder.StepOf(kind, words)?.Name;
    }
}
