using System.Collections;
using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Bands;

/// <summary>
/// Which vertices are junctions: points from which outlines of the layer lead to more than two other points, and ends of lines. Between
/// junctions an outline is an arc that all features along it share from end to end. Vertices that agree to the centimetre are one point.
/// </summary>
internal sealed class Junctions
{
    private const long None = long.MinValue;
    private const long Many = long.MinValue + 1;
    private readonly long[] _points;
    private readonly long[] _first;
    private readonly long[] _second;
    private readonly int _mask;

    private Junctions(int points)
    {
        // Open addressing over flat arrays, at most half full.
        var size = 16;
        while (size < points * 2L)
            size *= 2;
        _mask = size - 1;
        Array.Fill(_points = new long[size], None);
        Array.Fill(_first = new long[size], None);
        Array.Fill(_second = new long[size], None);
    }

    /// <summary>Finds the junctions of a block.</summary>
    /// <param name="shapes">The block.</param>
    /// <param name="neighbours">All features of other blocks whose boxes meet the block's: outlines may meet theirs.</param>
    /// <returns>A bit for each vertex.</returns>
    public static BitArray Find(ShapeBlock shapes, IEnumerable<(ShapeBlock Shapes, int Feature)> neighbours)
    {
        var table = new Junctions(shapes.Xy.Length / 2);
        for (var feature = 0; feature < shapes.Count; feature++)
            table.Add(shapes, feature, own: true);
        foreach (var (other, feature) in neighbours)
            table.Add(other, feature, own: false);
        var found = new BitArray(shapes.Xy.Length / 2);
        for (var vertex = 0; vertex < found.Length; vertex++)
            found[vertex] = table._second[table.Slot(Key(shapes.Xy, vertex))] == Many;
        return found;
    }

    private void Add(ShapeBlock shapes, int feature, bool own)
    {
        var (first, end) = shapes.RingsOf(feature);
        for (var ring = first; ring < end && shapes.Dimensions[feature] > 0; ring++)
            Add(shapes.Ring(ring), shapes.Dimensions[feature] == 2, own);
    }

    // Other blocks' outlines only tell about points that are in the table already.
    private void Add(ReadOnlySpan<double> xy, bool closed, bool own)
    {
        var count = xy.Length / 2;
        for (var i = 0; i < count; i++)
        {
            var key = Key(xy, i);
            var slot = Slot(key);
            if (_points[slot] == None)
            {
                if (!own)
                    continue;
                _points[slot] = key;
            }

            if (!closed && (i == 0 || i == count - 1))
            {
                _second[slot] = Many;
                continue;
            }

            Connect(slot, key, Key(xy, i == 0 ? count - 1 : i - 1));
            Connect(slot, key, Key(xy, i == count - 1 ? 0 : i + 1));
        }
    }

    private void Connect(int slot, long own, long neighbour)
    {
        if (neighbour == own || _first[slot] == neighbour || _second[slot] == neighbour || _second[slot] == Many)
            return;
        if (_first[slot] == None)
            _first[slot] = neighbour;
        else
            _second[slot] = _second[slot] == None ? neighbour : Many;
    }

    private int Slot(long key)
    {
        var slot = (int)((ulong)(key * -7_046_029_254_386_353_131) >> 33) & _mask;
        while (_points[slot] != None && _points[slot] != key)
            slot = (slot + 1) & _mask;
        return slot;
    }

    // Centimetres of EPSG:3857 fit into 32 bits; beyond the world it does not matter which points fall together.
    private static long Key(ReadOnlySpan<double> xy, int i) =>
        ((long)(int)Math.Round(xy[2 * i] * 100) << 32) | (uint)(int)Math.Round(xy[(2 * i) + 1] * 100);
}
