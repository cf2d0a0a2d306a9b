using Gis.Core.Catalogue;
using Gis.Engine.Reading;

namespace Gis.MapServer.OpenData;

/// <summary>Finds data sets by the names in addresses, which others have written down.</summary>
public static class SetNames
{
    private const int MostRenames = 8;

    /// <summary>The open set of a name, or of what it is called now.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="name">As it stands in the address.</param>
    /// <returns>Null when there is none, or it is not open.</returns>
    public static Layer? Find(TownSnapshot snapshot, string name)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(name);
        string? id = name;
        for (var step = 0; step < MostRenames && id is not null; step++)
        {
            if (snapshot.Find(id) is { } layer)
                return layer.Audience == Audience.Public ? layer : null;
            id = snapshot.Catalogue.Former.TryGetValue(id, out var former) ? former.Became : null;
        }

        // Files are often named with hyphens, layers never are.
        return name.Contains('-', StringComparison.Ordinal) ? Find(snapshot, name.Replace('-', '_')) : null;
    }
}
