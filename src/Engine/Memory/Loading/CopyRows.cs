using System.Buffers.Binary;

namespace Gis.Engine.Memory.Loading;

/// <summary>
/// Reads the rows of a binary COPY (PostgreSQL manual, COPY, "Binary Format") without an object a value: each row lies in one buffer,
/// fields are spans of it.
/// </summary>
/// <param name="stream">What the server sends, from the signature on.</param>
/// <param name="fields">Number of fields of a row.</param>
internal sealed class CopyRows(Stream stream, int fields)
{
    private const int SignatureLength = 11;
    private readonly (int Start, int Length)[] _fields = new (int, int)[fields];
    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;
    private bool _begun;

    /// <summary>Bytes of a field of the present row.</summary>
    public ReadOnlySpan<byte> this[int field] => _buffer.AsSpan(_fields[field].Start, Math.Max(0, _fields[field].Length));

    /// <summary>Whether a field of the present row is NULL.</summary>
    public bool IsNull(int field) => _fields[field].Length < 0;

    /// <summary>A field that is a bigint.</summary>
    public long Long(int field) => BinaryPrimitives.ReadInt64BigEndian(this[field]);

    /// <summary>Goes to the next row.</summary>
    /// <returns>False behind the last.</returns>
    /// <exception cref="InvalidDataException">The stream is not what was asked for.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        if (!_begun)
        {
            await NeedAsync(SignatureLength + 8, cancellation);
            var extension = Int(_start + SignatureLength + 4);
            await NeedAsync(SignatureLength + 8 + extension, cancellation);
            _start += SignatureLength + 8 + extension;
            _begun = true;
        }

        await NeedAsync(2, cancellation);
        var count = BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(_start));
        if (count == -1)
            return false;
        if (count != fields)
            throw new InvalidDataException($"A row of {count} fields came where {fields} were asked for.");
        var length = 2;
        for (var field = 0; field < fields; field++)
        {
            await NeedAsync(length + 4, cancellation);
            var size = Int(_start + length);
            length += 4;
            await NeedAsync(length + Math.Max(0, size), cancellation);

            // Relative to the row until all of it is here: the buffer may move on the way.
            _fields[field] = (length, size);
            length += Math.Max(0, size);
        }

        for (var field = 0; field < fields; field++)
            _fields[field].Start += _start;
        _start += length;
        return true;
    }

    private int Int(int at) => BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(at));

    // Makes sure that so many bytes from the start of the row are in the buffer.
    private async ValueTask NeedAsync(int count, CancellationToken cancellation)
    {
        if (_end - _start >= count)
            return;
        if (_start + count > _buffer.Length)
        {
            var room = _buffer.Length >= count ? _buffer : new byte[Math.Max(count, _buffer.Length * 2)];
            _buffer.AsSpan(_start.._end).CopyTo(room);
            (_buffer, _end, _start) = (room, _end - _start, 0);
        }

        while (_end - _start < count)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
            if (read == 0)
                throw new InvalidDataException("The rows ended too early.");
            _end += read;
        }
    }
}
