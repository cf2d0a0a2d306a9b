using Gis.Engine.Memory.Encoding;
using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory;

/// <summary>Placed rows of a layer as one rights class sees them, read from its view.</summary>
public sealed class LayerRows
{
    internal LayerRows(long[] fids, ShapeBlock shapes, int[] values, ValuePool pool) =>
        (FidArray, Shapes, Values, Pool) = (fids, shapes, values, pool);

    /// <summary>Ids of the rows.</summary>
    public IReadOnlyList<long> Fids => FidArray;

    internal long[] FidArray { get; }

    internal ShapeBlock Shapes { get; }

    internal int[] Values { get; }

    internal ValuePool Pool { get; }
}
