using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Importer.Report;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>A row that was not loaded.</summary>
/// <param name="File">File, member included.</param>
/// <param name="Place">Row in words.</param>
/// <param name="Code">Code of the check.</param>
/// <param name="Message">In Japanese.</param>
/// <param name="Values">Its values by column name.</param>
/// <param name="Geom">EWKB in EPSG:6668, or null when it has none there.</param>
internal sealed record SetAsideRow(string File, string Place, string Code, string Message, IReadOnlyDictionary<string, object?> Values, byte[]? Geom);

/// <summary>The rows of one import that were not loaded. They wait on disk: with the wrong zone given it is every row of the file.</summary>
/// <param name="import">Id of the import's record.</param>
internal sealed class SetAsideRows(long import) : IDisposable
{
    private const int BufferBytes = 1 << 18;

    private readonly CopyBuffer buffer = new();
    private RowSpool? spool;

    /// <summary>Id of the import's record.</summary>
    public long Import => import;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    public void Add(SetAsideRow row)
    {
        buffer.Row(8);
        buffer.Int64(import);
        buffer.Int32(++Count);
        buffer.Text(row.File);
        buffer.Text(row.Place);
        buffer.Text(row.Code);
        buffer.Text(row.Message);
        buffer.Json(JsonText.WithoutNul(JsonSerializer.Serialize(row.Values, CatalogueJson.Options)));
        buffer.Bytes(row.Geom);
        if (buffer.Length < BufferBytes)
            return;
        spool ??= new RowSpool();
        spool.Add(buffer);
        buffer.Clear();
    }

    /// <summary>Writes all of them into <c>gis.set_aside</c>; the record must be there.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        if (Count == 0)
            return;
        await using var copy = await CopyStream.OpenAsync(
            connection, "gis.set_aside (import_id, ordinal, file, place, reason, message, row_values, geom)", cancellation);
        if (spool is not null)
            await spool.ReadAllAsync(copy, cancellation);
        await copy.WriteAsync(buffer.Written, cancellation);
        await copy.CompleteAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => spool?.Dispose();
}
