using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Memory.Encoding;
using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory;

/// <summary>
/// A layer at one revision as one rights class may see it, held in memory and never changed: any number of threads may encode tiles from it.
/// It holds no field and no row that the class's view has not given; for another class another snapshot is loaded under that class's role.
/// </summary>
public sealed class LayerSnapshot
{
    private readonly Chunk[] _chunks;
    private readonly ValuePool _pool;

    private LayerSnapshot(Layer layer, Audience audience, long revision, Chunk[] chunks, ValuePool pool)
    {
        (Layer, Audience, Revision, _chunks, _pool) = (layer, audience, revision, chunks, pool);
        Count = chunks.Sum(c => c.Fids.Length);
    }

    /// <summary>The layer, with the fields that are held.</summary>
    public Layer Layer { get; }

    /// <summary>The rights class whose view was read.</summary>
    public Audience Audience { get; }

    /// <summary>The layer's revision that is held.</summary>
    public long Revision { get; }

    /// <summary>Number of features, those without a place not counted.</summary>
    public int Count { get; }

    /// <summary>Room taken in bytes: shapes, values, and what is kept ready for zooms that were asked for.</summary>
    public long MemoryBytes => _pool.Room + _chunks.Sum(c => c.Bytes);

    internal Chunk[] Chunks => _chunks;

    internal ValuePool Pool => _pool;

    internal bool KeepsThinParts => Layer.Kind.Hazard is not null;

    /// <summary>Makes a snapshot of rows.</summary>
    /// <param name="layer">The layer, with the fields of the rows in their order.</param>
    /// <param name="audience">The rights class that read them.</param>
    /// <param name="revision">The layer's revision.</param>
    /// <param name="rows">All placed rows.</param>
    public static LayerSnapshot Of(Layer layer, Audience audience, long revision, LayerRows rows)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(rows);
        return new LayerSnapshot(layer, audience, revision, ChunkPacker.Pack(rows, layer.Fields.Count), rows.Pool);
    }

    /// <summary>
    /// The layer after a change. Only chunks that lose or gain a feature are made again, and what is kept ready for zooms in chunks beside them.
    /// </summary>
    /// <param name="revision">The layer's new revision.</param>
    /// <param name="changed">New and changed rows, with the fields of this snapshot.</param>
    /// <param name="removed">Ids of rows that are gone or have lost their place; unknown ones are passed over.</param>
    public LayerSnapshot With(long revision, LayerRows changed, IReadOnlySet<long> removed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(removed);
        var (chunks, pool) = new ChunkChange(_chunks, _pool, Layer.Fields.Count).Apply(changed, removed);
        return new LayerSnapshot(Layer, Audience, revision, chunks, pool);
    }

    /// <summary>The same content under another revision, which changed nothing that is held here.</summary>
    public LayerSnapshot At(long revision) => new(Layer, Audience, revision, _chunks, _pool);

    /// <summary>Whether the fields of a layer are those that are held, in order and type.</summary>
    public bool HoldsFieldsOf(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Layer.Fields.Select(f => (f.Name, f.Type)).SequenceEqual(layer.Fields.Select(f => (f.Name, f.Type)));
    }

    /// <summary>One tile. Whether the layer speaks at its zoom is the caller's to decide; every feature that meets the tile is in it.</summary>
    /// <param name="tile">Which tile; no deeper than zoom 18.</param>
    /// <exception cref="ArgumentOutOfRangeException">The zoom is deeper than <see cref="Layer.TileMaxZoom"/>.</exception>
    public LayerTile Encode(TileCoord tile)
    {
        var scratch = EncoderScratch.Take();
        var encoded = new LayerEncoder(this, new TileFrame(tile), scratch).Encode();
        scratch.Return();
        return encoded;
    }

    /// <summary>Ids of the features whose box meets an area.</summary>
    /// <param name="west">Metres of EPSG:3857, as all four.</param>
    /// <param name="south">Southern edge.</param>
    /// <param name="east">Eastern edge.</param>
    /// <param name="north">Northern edge.</param>
    public IEnumerable<long> FidsNear(double west, double south, double east, double north)
    {
        var area = new Box(west, south, east, north);
        return _chunks.Where(c => c.Box.Meets(area))
            .SelectMany(c => c.Fids.Where((_, feature) => c.Shapes.Boxes[feature].Meets(area)));
    }

    /// <summary>Whether any feature's box meets an area.</summary>
    /// <param name="west">Metres of EPSG:3857, as all four.</param>
    /// <param name="south">Southern edge.</param>
    /// <param name="east">Eastern edge.</param>
    /// <param name="north">Northern edge.</param>
    public bool HasNear(double west, double south, double east, double north) => FidsNear(west, south, east, north).Any();

    /// <summary>Whether areas hold so little of the layer that reading them is quicker than reading it whole.</summary>
    internal bool IsSmallPart(IReadOnlyList<(double West, double South, double East, double North)> areas) =>
        areas.Sum(a => FidsNear(a.West, a.South, a.East, a.North).Count()) <= Math.Max(1000, Count / 5);

    /// <summary>Makes ready what tiles of some zooms need, which the first tiles would else have to wait for.</summary>
    /// <param name="firstZoom">First zoom.</param>
    /// <param name="lastZoom">Last zoom.</param>
    /// <param name="threads">How many threads may work on it.</param>
    /// <param name="cancellation">Stops between chunks; what is ready stays.</param>
    public void Prepare(int firstZoom, int lastZoom, int threads = 1, CancellationToken cancellation = default)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        for (var zoom = Math.Min(lastZoom, ZoomGrid.MaxZoom); zoom >= firstZoom; zoom--)
        {
            var at = zoom;
            Parallel.ForEach(_chunks, options, chunk => chunk.Band(at, _chunks, KeepsThinParts));
        }
    }
}
