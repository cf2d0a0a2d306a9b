using System.Buffers.Binary;
using System.Text;

namespace Gis.Engine.Pictures;

/// <summary>
/// Reads a Mapbox vector tile (specification 2.1) back into features: what this program's own tile makers encode, so that a picture is
/// drawn of the same tiles as the map.
/// </summary>
public static class TileContent
{
    /// <summary>The features of each layer, by the layer's name.</summary>
    /// <exception cref="FormatException">The bytes are not a vector tile.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<TileFeature>> Read(ReadOnlySpan<byte> tile)
    {
        var layers = new Dictionary<string, IReadOnlyList<TileFeature>>(StringComparer.Ordinal);
        var reader = new Fields(tile);
        while (reader.Next(out var field, out _, out var bytes))
        {
            if (field == 3)
                ReadLayer(bytes, layers);
        }

        return layers;
    }

    private static void ReadLayer(ReadOnlySpan<byte> layer, Dictionary<string, IReadOnlyList<TileFeature>> into)
    {
        var name = "";
        var keys = new List<string>();
        var values = new List<object>();
        var reader = new Fields(layer);
        while (reader.Next(out var field, out _, out var bytes))
        {
            if (field == 1)
                name = Encoding.UTF8.GetString(bytes);
            else if (field == 3)
                keys.Add(Encoding.UTF8.GetString(bytes));
            else if (field == 4)
                values.Add(ReadValue(bytes));
        }

        var features = new List<TileFeature>();
        reader = new Fields(layer);
        while (reader.Next(out var field, out _, out var bytes))
        {
            if (field == 2)
                features.Add(ReadFeature(bytes, keys, values));
        }

        into[name] = features;
    }

    private static TileFeature ReadFeature(ReadOnlySpan<byte> feature, List<string> keys, List<object> values)
    {
        var tags = new Dictionary<string, object>(StringComparer.Ordinal);
        IReadOnlyList<int[]> paths = [];
        var dimension = 0;
        var reader = new Fields(feature);
        while (reader.Next(out var field, out var number, out var bytes))
        {
            if (field == 2)
            {
                for (var pairs = new Varints(bytes); pairs.Next(out var key) && pairs.Next(out var value);)
                    tags[keys[(int)key]] = values[(int)value];
            }
            else if (field == 3)
            {
                dimension = (int)number - 1;
            }
            else if (field == 4)
            {
                paths = ReadPaths(bytes);
            }
        }

        return new TileFeature(dimension, paths, tags);
    }

    // Commands: 1 move to, 2 line to, 7 close; arguments are zigzag differences.
    private static List<int[]> ReadPaths(ReadOnlySpan<byte> bytes)
    {
        var paths = new List<int[]>();
        var open = new List<int>();
        var (x, y) = (0, 0);
        var numbers = new Varints(bytes);
        while (numbers.Next(out var command))
        {
            if ((command & 7) is not (1 or 2))
                continue;
            for (var left = command >> 3; left > 0 && numbers.Next(out var dx) && numbers.Next(out var dy); left--)
            {
                x += (int)(dx >> 1) ^ -(int)(dx & 1);
                y += (int)(dy >> 1) ^ -(int)(dy & 1);
                if ((command & 7) == 1 && open.Count > 0)
                {
                    paths.Add([.. open]);
                    open.Clear();
                }

                open.Add(x);
                open.Add(y);
            }
        }

        if (open.Count > 0)
            paths.Add([.. open]);
        return paths;
    }

    private static object ReadValue(ReadOnlySpan<byte> value)
    {
        var reader = new Fields(value);
        object read = "";
        while (reader.Next(out var field, out var number, out var bytes))
        {
            read = field switch
            {
                1 => Encoding.UTF8.GetString(bytes),
                2 => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
                3 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
                4 or 5 => (double)number,
                6 => (double)((long)(number >> 1) ^ -(long)(number & 1)),
                7 => number != 0,
                _ => read,
            };
        }

        return read;
    }

    /// <summary>The fields of a protobuf message one after the other.</summary>
    private ref struct Fields(ReadOnlySpan<byte> message)
    {
        private ReadOnlySpan<byte> _rest = message;

        public bool Next(out int field, out ulong number, out ReadOnlySpan<byte> bytes)
        {
            (field, number) = (0, 0);
            bytes = default;
            if (_rest.IsEmpty)
                return false;
            var key = Varints.Take(ref _rest);
            field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    number = Varints.Take(ref _rest);
                    return true;
                case 1:
                    bytes = Cut(8);
                    return true;
                case 2:
                    bytes = Cut((int)Math.Min(Varints.Take(ref _rest), int.MaxValue));
                    return true;
                case 5:
                    bytes = Cut(4);
                    return true;
                default:
                    throw new FormatException("A vector tile has no fields of this wire type.");
            }
        }

        private ReadOnlySpan<byte> Cut(int length)
        {
            if (length > _rest.Length)
                throw new FormatException("The vector tile ends in the middle of a field.");
            var cut = _rest[..length];
            _rest = _rest[length..];
            return cut;
        }
    }

    /// <summary>Packed varints one after the other.</summary>
    private ref struct Varints(ReadOnlySpan<byte> packed)
    {
        private ReadOnlySpan<byte> _rest = packed;

        public bool Next(out ulong number)
        {
            number = 0;
            if (_rest.IsEmpty)
                return false;
            number = Take(ref _rest);
            return true;
        }

        public static ulong Take(ref ReadOnlySpan<byte> from)
        {
            ulong number = 0;
            for (var (i, shift) = (0, 0); i < from.Length && shift < 64; i++, shift += 7)
            {
                number |= (ulong)(from[i] & 0x7F) << shift;
                if (from[i] < 0x80)
                {
                    from = from[(i + 1)..];
                    return number;
                }
            }

            throw new FormatException("The vector tile ends in the middle of a number.");
        }
    }
}
