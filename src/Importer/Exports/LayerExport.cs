using System.Globalization;
using System.Security.Cryptography;
using Gis.Core.Catalogue;
using Gis.Core.Standards;
using Gis.Importer.Exports.Writing;
using Npgsql;

namespace Gis.Importer.Exports;

/// <summary>Writes a layer, as one rights class sees it, into a file: whole or not at all.</summary>
/// <param name="reader">Pool of that class's own role.</param>
/// <param name="audience">The class.</param>
internal sealed class LayerExport(NpgsqlDataSource reader, Audience audience)
{
    private const long TellEvery = 10_000;

    /// <summary>Writes the file.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="format">The format.</param>
    /// <param name="target">A folder, where the file is named after layer and revision, or the file itself.</param>
    /// <param name="progress">Is told the rows written now and then.</param>
    /// <param name="cancellation">Ends it; nothing is left behind.</param>
    /// <exception cref="ImportException">The class sees no such layer, or the format cannot hold it.</exception>
    public async Task<ExportResult> RunAsync(LayerId layer, ExportFormat format, string target, Action<long> progress, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var source = new ExportReader(connection, audience);
        var (content, mark) = await source.BeginAsync(layer, cancellation)
            ?? throw ImportException.Usage($"レイヤ「{layer}」は{(audience == Audience.Public ? "公開されていないか、" : "")}ありません。gis-import layers で一覧を確認してください。");
        var revision = content.Layer.Revision;
        var file = Directory.Exists(target) ? Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"{layer}-r{revision}{format.Suffix}")) : Path.GetFullPath(target);
        var place = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.{Guid.NewGuid():N}"[..40]));
        try
        {
            var part = Path.Combine(place.FullName, "part");
            var (rows, remarks, quality) = await WriteAsync(source, content, format, part, progress, cancellation);
            var (bytes, hash) = await SettleAsync(part, cancellation);
            File.Move(part, file, overwrite: true);
            return new ExportResult(layer.Value, audience.ToText(), format.Id, revision, mark, Path.GetFileName(file), rows, bytes, hash, remarks) { Quality = quality };
        }
        finally
        {
            place.Delete(true);
        }
    }

    private static async Task<(long Rows, IReadOnlyList<string> Remarks, ListQuality? Quality)> WriteAsync(
        ExportReader source, ExportContent content, ExportFormat format, string part, Action<long> progress, CancellationToken cancellation)
    {
        var rows = 0L;
        using var writer = ExportWriters.Open(content, format, part);
        await foreach (var row in source.RowsAsync(content, writer.WantsText, writer.WantsOneType, cancellation))
        {
            if (writer.Write(row) && ++rows % TellEvery == 0)
                progress(rows);
        }

        return (rows, writer.Complete(), writer.Quality);
    }

    // On disk before it gets its name: a power cut leaves the old file or the new one.
    private static async Task<(long Bytes, string Hash)> SettleAsync(string part, CancellationToken cancellation)
    {
        await using var stream = new FileStream(part, FileMode.Open, FileAccess.ReadWrite);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        stream.Flush(true);
        return (stream.Length, hash);
    }
}
