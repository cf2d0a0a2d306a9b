using Gis.Core.Geodesy;

namespace Gis.Importer.Formats.MojMap;

/// <summary>Everything of one map file that parcels are made of. Ids are the file's own (P…, C…, F…, H…).</summary>
internal sealed class MojMapContent
{
    /// <summary>GM_Point.</summary>
    public Dictionary<string, PlanePoint> Points { get; } = new(StringComparer.Ordinal);

    /// <summary>GM_Curve; a vertex that refers to a missing point makes the curve null.</summary>
    public Dictionary<string, PlanePoint[]?> Curves { get; } = new(StringComparer.Ordinal);

    /// <summary>GM_Surface.</summary>
    public Dictionary<string, MojSurface> Surfaces { get; } = new(StringComparer.Ordinal);

    /// <summary>筆 in file order.</summary>
    public List<MojParcel> Parcels { get; } = [];

    /// <summary>図郭 in file order.</summary>
    public List<MojSheet> Sheets { get; } = [];
}

/// <summary>GM_Surface: curve ids of its rings.</summary>
/// <param name="Exterior">Generators of the outer ring, in order.</param>
/// <param name="Interiors">Generators of each hole.</param>
internal sealed record MojSurface(List<string> Exterior, List<List<string>> Interiors);

/// <summary>筆: its id, the id of its surface, and its simple elements in file order. A list: a table for each of so many parcels would take five times the memory.</summary>
internal sealed record MojParcel(string Id, string? Surface, (string Name, string Text)[] Elements)
{
    /// <summary>An element's text, the last one's where there are more, or null.</summary>
    public string? this[string name]
    {
        get
        {
            for (var i = Elements.Length - 1; i >= 0; i--)
            {
                if (Elements[i].Name == name)
                    return Elements[i].Text;
            }

            return null;
        }
    }
}

/// <summary>図郭: one sheet of the map, its simple elements by name, and the 筆 on it.</summary>
internal sealed record MojSheet(Dictionary<string, string> Elements, List<string> Parcels)
{
    /// <summary>An element's text, or null.</summary>
    public string? this[string name] => Elements.TryGetValue(name, out var value) ? value : null;
}
