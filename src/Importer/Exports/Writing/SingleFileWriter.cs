namespace Gis.Importer.Exports.Writing;

/// <summary>GeoPackage and FlatGeobuf: one file, one layer, everything kept.</summary>
internal sealed class SingleFileWriter : IExportWriter
{
    private const int NoShapes = 100;
    private const int AnyShapes = 0;
    private const int MultiOffset = 3;

    private readonly string made;
    private readonly string file;
    private readonly GdalLayerWriter layer;
    private readonly bool takesUnplaced;
    private long unplaced;

    public SingleFileWriter(ExportContent content, ExportFormat format, string file)
    {
        // GDAL goes by how the name ends.
        (this.file, made) = (file, file + format.Suffix);

        // GDAL leaves rows without a shape out of a FlatGeobuf without a word.
        takesUnplaced = format.Driver == "GPKG";
        var type = !content.HasShapes ? NoShapes
            : content.Kinds.Count == 1 ? (int)content.Kinds[0] + (content.HasMulti ? MultiOffset : 0) : AnyShapes;
        string[] options = format.Driver == "GPKG" ? [$"IDENTIFIER={content.Layer.Title}", $"DESCRIPTION={Credit.Line(content.Layer)}"]
            : [];
        layer = new GdalLayerWriter(
            format.Driver!, made, content.Layer.Id.Value, type, content.Layer.Fields.Select(f => new FileColumn(f.Name, f.Type)).ToList(), options, format.Driver == "GPKG");
    }

    /// <inheritdoc/>
    public bool WantsText => false;

    /// <inheritdoc/>
    public bool WantsOneType => true;

    /// <inheritdoc/>
    public bool Write(ExportRow row)
    {
        if (row.Wkb is null && !takesUnplaced)
        {
            unplaced++;
            return false;
        }

        layer.Write(row.Fid, row.Wkb, row.Values);
        return true;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Complete()
    {
        layer.Complete();
        File.Move(made, file);
        return unplaced == 0 ? [] : [$"位置のない{unplaced}件は、FlatGeobuf では表せないため入っていません。csv か gpkg には入ります"];
    }

    /// <inheritdoc/>
    public void Dispose() => layer.Dispose();
}
