using System.Buffers.Binary;

namespace Gis.Importer.Formats.Shapefile;

/// <summary>
/// Esri Shapefile ("ESRI Shapefile Technical Description", 1998). Plain shapes are read by <see cref="PlainShapes"/>, the rest by
/// GDAL, which sorts out rings; attributes come from <see cref="DbfTable"/>.
/// </summary>
public sealed class ShapefileFormat : IFormat
{
    private const int HeaderLength = 100;

    /// <inheritdoc/>
    public string Name => "Shapefile";

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head) => file.Extension == ".shp" && head.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0x27, 0x0A]);

    /// <inheritdoc/>
    public string? ExplainCompanion(SourceFile file)
    {
        if (!ShapefileParts.IsCompanion(file))
            return null;
        if (ShapefileParts.Find(file, ".shp") is { } main)
            return $"Shapefile({Path.GetFileName(main)})の付属ファイルです";
        if (file.Extension == ".dbf" || (file.Extension == ".shx" && ShapefileParts.Find(file, ".dbf") is null))
        {
            throw new SourceException(
                file.DisplayPath, null, "Shapefileの図形ファイル(.shp)がありません", "同じ名前の .shp .shx .dbf をそろえて、同じフォルダーかZIPに入れてください");
        }

        return "対になる.shpがない付属ファイルです";
    }

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options)
    {
        CheckLength(file);
        return [new ShapefileDataset(file, Name, options)];
    }

    // The header holds the length in 16-bit words. A shorter file was cut, and what remains must not pass for the whole.
    private static void CheckLength(SourceFile file)
    {
        Span<byte> head = stackalloc byte[HeaderLength];
        using var stream = File.OpenRead(file.LocalPath);
        var whole = stream.ReadAtLeast(head, HeaderLength, false) == HeaderLength && BinaryPrimitives.ReadInt32BigEndian(head[24..]) * 2L <= stream.Length;
        if (!whole)
            throw new SourceException(file.DisplayPath, null, "Shapefileの図形ファイル(.shp)が途中で切れています", "コピーやダウンロードが最後まで終わっているか確かめ、もう一度入手してください");
    }
}
