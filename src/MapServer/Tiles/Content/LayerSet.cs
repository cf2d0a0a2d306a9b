using Gis.Engine.Cql2.Sql;
using Gis.MapServer.Metrics;

namespace Gis.MapServer.Tiles.Content;

/// <summary>The layers of one kind of tile, in drawing order.</summary>
/// <param name="Number">Tells its tiles from those of every other content.</param>
/// <param name="Members">The layers.</param>
/// <param name="Stamp">Names their present content in addresses: the layers' stamps joined.</param>
/// <param name="Counts">Where what was sent of it is counted.</param>
public sealed record LayerSet(int Number, IReadOnlyList<LayerContent> Members, string Stamp, TileCounts Counts)
{
    /// <summary>For each member the condition on its features; null: all of them.</summary>
    public IReadOnlyList<Cql2Sql>? Filters { get; init; }
}
