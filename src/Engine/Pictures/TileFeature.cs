namespace Gis.Engine.Pictures;

/// <summary>A feature of a decoded tile.</summary>
/// <param name="Dimension">0 points, 1 lines, 2 areas.</param>
/// <param name="Paths">Points, lines or rings: x and y in turn, in units of the tile's grid, y southwards.</param>
/// <param name="Values">Its values by field name: string, double or bool.</param>
public sealed record TileFeature(int Dimension, IReadOnlyList<int[]> Paths, IReadOnlyDictionary<string, object> Values)
{
    /// <summary>A value, or null.</summary>
    public object? Value(string field) => Values.GetValueOrDefault(field);
}
