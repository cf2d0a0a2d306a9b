using Gis.Core.Catalogue;
using Gis.Engine.Memory.Encoding;
using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Loading;

/// <summary>Collects rows as they come.</summary>
/// <param name="fields">The fields behind the id and the shape, in order.</param>
internal sealed class RowCollector(IReadOnlyList<Field> fields)
{
    private readonly ShapeBlockBuilder _shapes = new();
    private readonly GrowingArray<long> _fids = new(1024);
    private readonly GrowingArray<int> _values = new(1024);
    private readonly ValuePool.Builder _pool = new(ValuePool.Empty);
    private readonly ProtobufBuffer _value = new();
    private readonly ProtobufBuffer _entry = new();

    /// <summary>Room taken so far, in bytes.</summary>
    public long Bytes => _shapes.Bytes + (8L * _fids.Count) + (4L * _values.Count) + _pool.Room;

    /// <summary>Adds a row: id, shape as EWKB, fields. A row with an empty shape is passed over.</summary>
    /// <exception cref="UnreadableShapeException">Its shape cannot be held.</exception>
    public void Add(CopyRows row)
    {
        if (!ShapeReader.Read(row[1], _shapes))
            return;
        _fids.Add(row.Long(0));
        for (var field = 0; field < fields.Count; field++)
        {
            if (row.IsNull(field + 2))
            {
                _values.Add(-1);
                continue;
            }

            FieldValues.Write(fields[field].Type, row[field + 2], _value, _entry);
            _values.Add(_pool.Add(_entry.Written));
        }
    }

    /// <summary>The rows.</summary>
    public LayerRows Build() => new(_fids.ToArray(), _shapes.Build(), _values.ToArray(), _pool.Build());
}
