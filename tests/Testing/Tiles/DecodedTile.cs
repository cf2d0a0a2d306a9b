using System.Text;

namespace Gis.Testing.Tiles;

/// <summary>A feature of a decoded vector tile.</summary>
/// <param name="Id">Its id; null when it has none.</param>
/// <param name="Type">1 point, 2 line, 3 polygon.</param>
/// <param name="Geometry">Command stream, not interpreted.</param>
/// <param name="Properties">Values by key, as text.</param>
public sealed record DecodedFeature(ulong? Id, int Type, IReadOnlyList<uint> Geometry, IReadOnlyDictionary<string, string> Properties);

/// <summary>A layer of a decoded vector tile.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Extent">Units along a side.</param>
/// <param name="Features">Its features.</param>
public sealed record DecodedLayer(string Name, int Extent, IReadOnlyList<DecodedFeature> Features);

/// <summary>
/// Reads a Mapbox vector tile (version 2.1) straight from its protobuf, for tests: it shares no code with what makes tiles.
/// </summary>
public static class DecodedTile
{
    /// <summary>The layers of a tile.</summary>
    /// <exception cref="FormatException">The bytes are not a tile.</exception>
    public static IReadOnlyList<DecodedLayer> Read(ReadOnlySpan<byte> tile)
    {
        var layers = new List<DecodedLayer>();
        var reader = new Wire(tile);
        while (reader.Next(out var field))
        {
            if (field != 3)
                throw new FormatException($"A tile holds field {field}.");
            layers.Add(ReadLayer(reader.Bytes()));
        }

        return layers;
    }

    private static DecodedLayer ReadLayer(ReadOnlySpan<byte> bytes)
    {
        var (name, extent) = ("", 4096);
        var (keys, values, features) = (new List<string>(), new List<string>(), new List<byte[]>());
        var reader = new Wire(bytes);
        while (reader.Next(out var field))
        {
            switch (field)
            {
                case 1: name = Encoding.UTF8.GetString(reader.Bytes()); break;
                case 2: features.Add(reader.Bytes().ToArray()); break;
                case 3: keys.Add(Encoding.UTF8.GetString(reader.Bytes())); break;
                case 4: values.Add(ReadValue(reader.Bytes())); break;
                case 5: extent = (int)reader.Number; break;
            }
        }

        return new DecodedLayer(name, extent, [.. features.Select(f => ReadFeature(f, keys, values))]);
    }

    private static DecodedFeature ReadFeature(byte[] bytes, List<string> keys, List<string> values)
    {
        ulong? id = null;
        var type = 0;
        var (tags, geometry) = (new List<uint>(), new List<uint>());
        var reader = new Wire(bytes);
        while (reader.Next(out var field))
        {
            switch (field)
            {
                case 1: id = reader.Number; break;
                case 2: tags = Packed(reader.Bytes()); break;
                case 3: type = (int)reader.Number; break;
                case 4: geometry = Packed(reader.Bytes()); break;
            }
        }

        var properties = new Dictionary<string, string>();
        for (var i = 0; i + 1 < tags.Count; i += 2)
            properties[keys[(int)tags[i]]] = values[(int)tags[i + 1]];
        return new DecodedFeature(id, type, geometry, properties);
    }

    private static List<uint> Packed(ReadOnlySpan<byte> bytes)
    {
        var reader = new Wire(bytes);
        var numbers = new List<uint>();
        while (!reader.AtEnd)
            numbers.Add((uint)reader.Varint());
        return numbers;
    }

    private static string ReadValue(ReadOnlySpan<byte> bytes)
    {
        var reader = new Wire(bytes);
        if (!reader.Next(out var field))
            return "";
        return field switch
        {
            1 => Encoding.UTF8.GetString(reader.Bytes()),
            2 => BitConverter.ToSingle(reader.Bytes()).ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            3 => BitConverter.ToDouble(reader.Bytes()).ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            6 => ((long)(reader.Number >> 1) ^ -(long)(reader.Number & 1)).ToString(System.Globalization.CultureInfo.InvariantCulture),
            7 => reader.Number == 1 ? "true" : "false",
            _ => reader.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private ref struct Wire(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _at;
        private ReadOnlySpan<byte> _content;

        public ulong Number { get; private set; }

        public readonly bool AtEnd => _at >= _bytes.Length;

        public readonly ReadOnlySpan<byte> Bytes() => _content;

        public bool Next(out int field)
        {
            field = 0;
            if (AtEnd)
                return false;
            var key = Varint();
            field = (int)(key >> 3);
            var length = 0;
            switch (key & 7)
            {
                case 0: Number = Varint(); return true;
                case 1: length = 8; break;
                case 2: length = (int)Varint(); break;
                case 5: length = 4; break;
                default: throw new FormatException("Unknown wire type.");
            }

            _content = _bytes.Slice(_at, length);
            _at += length;
            return true;
        }

        public ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var b = _bytes[_at++];
                value |= (ulong)(b & 0x7F) << shift;
                if (b < 0x80)
                    return value;
            }
        }
    }
}
