using System.Buffers.Binary;
using System.Text;
using Gis.Core.Catalogue;

namespace Gis.Importer.Loading;

/// <summary>
/// Bytes in PostgreSQL's binary COPY format (manual of COPY, "Binary Format"): values in network order, each behind its length. Rows are put together here by
/// the preparing thread and only passed on by the one that talks to the server.
/// </summary>
internal sealed class CopyBuffer
{
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly int EpochDay = new DateOnly(2000, 1, 1).DayNumber;

    private byte[] data = new byte[1 << 16];

    /// <summary>The signature, flags and header extension that stand before the first row.</summary>
    public static ReadOnlyMemory<byte> Header { get; } = (byte[])[.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>What stands behind the last row.</summary>
    public static ReadOnlyMemory<byte> Trailer { get; } = new byte[] { 0xFF, 0xFF };

    /// <summary>Bytes so far.</summary>
    public int Length { get; private set; }

    /// <summary>All bytes so far.</summary>
    public ReadOnlyMemory<byte> Written => data.AsMemory(0, Length);

    /// <summary>Begins anew in the same memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Takes back everything behind a length.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Reads a bigint back.</summary>
    public long Read(int place) => BinaryPrimitives.ReadInt64BigEndian(data.AsSpan(place));

    /// <summary>Begins a row.</summary>
    public void Row(int columns) => BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)columns);

    /// <summary>NULL.</summary>
    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    /// <summary>A bigint.</summary>
    /// <returns>Where the value stands, for <see cref="Patch"/>.</returns>
    public int Int64(long value)
    {
        var target = Take(12);
        BinaryPrimitives.WriteInt32BigEndian(target, 8);
        BinaryPrimitives.WriteInt64BigEndian(target[4..], value);
        return Length - 8;
    }

    /// <summary>An integer.</summary>
    public void Int32(int value)
    {
        var target = Take(8);
        BinaryPrimitives.WriteInt32BigEndian(target, 4);
        BinaryPrimitives.WriteInt32BigEndian(target[4..], value);
    }

    /// <summary>A jsonb: version 1 of its own format is the text.</summary>
    public void Json(string value) => Bytes((byte[])[1, .. Encoding.UTF8.GetBytes(value)]);

    /// <summary>Writes over a bigint.</summary>
    public void Patch(int place, long value) => BinaryPrimitives.WriteInt64BigEndian(data.AsSpan(place), value);

    /// <summary>A real.</summary>
    public void Single(float value)
    {
        var target = Take(8);
        BinaryPrimitives.WriteInt32BigEndian(target, 4);
        BinaryPrimitives.WriteSingleBigEndian(target[4..], value);
    }

    /// <summary>A text, or NULL.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        var target = Reserve(4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, target[4..]);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        Length += 4 + length;
    }

    /// <summary>Bytes as they are (a geometry: PostGIS' receive function takes the EWKB that it sends), or NULL.</summary>
    public void Bytes(byte[]? value)
    {
        if (value is null)
        {
            Null();
            return;
        }

        var target = Take(4 + value.Length);
        BinaryPrimitives.WriteInt32BigEndian(target, value.Length);
        value.CopyTo(target[4..]);
    }

    /// <summary>Writes a value of at most a number of bytes in place.</summary>
    /// <param name="most">The most bytes it can take.</param>
    /// <param name="state">Given to the function.</param>
    /// <param name="write">Writes it and returns its length.</param>
    public void Bytes<T>(int most, T state, SpanWriter<T> write)
    {
        var target = Reserve(4 + most);
        var length = write(target[4..], state);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        Length += 4 + length;
    }

    /// <summary>A value of a column's type.</summary>
    public void Value(object? value, FieldType type)
    {
        switch (value)
        {
            case null:
                Null();
                break;
            case string s:
                Text(s);
                break;
            case long l:
                Int64(l);
                break;
            case double d:
                Int64(BitConverter.DoubleToInt64Bits(d));
                break;
            case bool b:
                var flag = Take(5);
                BinaryPrimitives.WriteInt32BigEndian(flag, 1);
                flag[4] = b ? (byte)1 : (byte)0;
                break;
            case DateOnly date:
                var day = Take(8);
                BinaryPrimitives.WriteInt32BigEndian(day, 4);
                BinaryPrimitives.WriteInt32BigEndian(day[4..], date.DayNumber - EpochDay);
                break;
            case DateTime time when time.Kind == DateTimeKind.Utc:
                Int64((time.Ticks - Epoch) / 10);
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType()} cannot be copied into a column of type {type}.");
        }
    }

    /// <summary>Adds rows that stand ready in another buffer or file.</summary>
    public void Append(ReadOnlySpan<byte> rows) => rows.CopyTo(Take(rows.Length));

    private Span<byte> Take(int count)
    {
        var target = Reserve(count);
        Length += count;
        return target[..count];
    }

    private Span<byte> Reserve(int count)
    {
        if (data.Length - Length < count)
            Array.Resize(ref data, Math.Max(data.Length * 2, Length + count));
        return data.AsSpan(Length);
    }
}

/// <summary>Writes bytes into a span and returns how many.</summary>
/// <typeparam name="T">What it writes from.</typeparam>
internal delegate int SpanWriter<in T>(Span<byte> target, T state);
