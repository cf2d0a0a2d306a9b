using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Engine.Reading;

namespace Gis.MapServer.OpenData;

/// <summary>Which data sets are listed.</summary>
/// <param name="Group">Of one group only; null: of all.</param>
/// <param name="Words">Words that must all occur; empty: none.</param>
public sealed record DataChoice(string? Group, string Words)
{
    private const int LongestWords = 100;

    /// <summary>Layers that the public may see: what is open data, whoever looks at the list.</summary>
    public static IEnumerable<Layer> Sets(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Layers.Where(l => l.Audience == Audience.Public);
    }

    /// <summary>Reads it from an address; what it does not know is left out.</summary>
    public static DataChoice Read(IQueryCollection query, TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(query);
        var words = query["words"].ToString();
        var group = query["group"].ToString();
        return new DataChoice(Sets(snapshot).Any(l => l.Kind.Group == group) ? group : null, words.Length > LongestWords ? words[..LongestWords] : words);
    }

    /// <summary>Whether a layer is asked for: by title, kind, description, publisher or id.</summary>
    public bool Holds(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (Group is not null && layer.Kind.Group != Group)
            return false;
        string?[] texts = [layer.Title, layer.Kind.Title, Shell.Words.Of(layer).Text, layer.Description, layer.Attribution.Publisher, layer.Id.Value];
        var all = Width.Fold(string.Join('\n', texts));
        return Width.Fold(Words).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(w => all.Contains(w, StringComparison.OrdinalIgnoreCase));
    }
}
