using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gis.Engine.Memory.Encoding;

/// <summary>Writes protocol buffers (wire format of protobuf.dev, "Encoding") into an array that grows and is used again.</summary>
internal sealed class ProtobufBuffer
{
    private byte[] _bytes = new byte[1024];

    /// <summary>Number of bytes written.</summary>
    public int Count { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Count);

    /// <summary>Forgets what was written, keeps the room.</summary>
    public void Clear() => Count = 0;

    /// <summary>Writes a number in base 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Varint(ulong value)
    {
        Reserve(10);
        ref var at = ref MemoryMarshal.GetArrayDataReference(_bytes);
        var count = Count;
        while (value >= 0x80)
        {
            Unsafe.Add(ref at, count++) = (byte)(value | 0x80);
            value >>= 7;
        }

        Unsafe.Add(ref at, count++) = (byte)value;
        Count = count;
    }

    /// <summary>Writes a signed number as zigzag in base 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Zigzag(int value) => Varint((uint)((value << 1) ^ (value >> 31)));

    /// <summary>Writes a field that holds a number.</summary>
    public void Number(int field, ulong value)
    {
        Varint((uint)field << 3);
        Varint(value);
    }

    /// <summary>Writes a field that holds bytes: text or a message.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((uint)field << 3) | 2);
        Varint((uint)value.Length);
        Raw(value);
    }

    /// <summary>Writes a field that holds a double.</summary>
    public void Double(int field, double value)
    {
        Varint(((uint)field << 3) | 1);
        Span<byte> bytes = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Raw(bytes);
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Count));
        Count += bytes.Length;
    }

    private void Reserve(int more)
    {
        if (Count + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(Count + more, _bytes.Length * 2));
    }
}
