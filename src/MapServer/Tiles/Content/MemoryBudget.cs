using Gis.Core.Catalogue;
using Gis.Engine.Memory;
using Gis.Engine.Memory.Loading;

namespace Gis.MapServer.Tiles.Content;

/// <summary>Decides which layers are held in memory.</summary>
/// <param name="loader">Reads them under the role of this server's rights class.</param>
/// <param name="budgetBytes">Most bytes of all layers together, and of what others hold.</param>
/// <param name="others">Bytes that others hold now.</param>
public sealed class MemoryBudget(LayerLoader loader, long budgetBytes, Func<long> others)
{
    /// <summary>Reads a layer; null when it does not fit beside the others or cannot be held.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="taken">Bytes of the others.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<LayerSnapshot?> LoadAsync(Layer layer, long taken, CancellationToken cancellation)
    {
        try
        {
            return await loader.LoadAsync(layer, Math.Max(0, budgetBytes - taken - others()), cancellation);
        }
        catch (UnreadableShapeException)
        {
            return null;
        }
    }

    /// <summary>Brings a layer up to date, with the tiles in which it differs; null when it no longer fits or cannot be held.</summary>
    public async Task<(LayerSnapshot? Snapshot, Engine.Memory.Change.TouchedTiles Touched)> UpdateAsync(
        LayerSnapshot held, Layer layer, long taken, CancellationToken cancellation)
    {
        try
        {
            return await loader.UpdateAsync(held, layer, Math.Max(0, budgetBytes - taken - others()), cancellation);
        }
        catch (UnreadableShapeException)
        {
            return (null, Engine.Memory.Change.TouchedTiles.All);
        }
    }
}
