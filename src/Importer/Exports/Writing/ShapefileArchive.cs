using System.Globalization;
using System.IO.Compression;
using System.Text;
using Gis.Core.Catalogue;

namespace Gis.Importer.Exports.Writing;

/// <summary>
/// A zip with a Shapefile for each family of shapes that occurs (the format holds one each) and a page of text: source, and what the short field names
/// stand for. GDAL writes the parts; texts are made to fit before, so that nothing is cut through a character.
/// </summary>
internal sealed class ShapefileArchive : IExportWriter
{
    private const int NoShapes = 100;
    private const string Page = "説明.txt";

    private readonly string file;
    private readonly ExportFormat format;
    private readonly Layer layer;
    private readonly DbfText text;
    private readonly IReadOnlyList<string> names;
    private readonly string folder;
    private readonly Dictionary<ShapeKind, GdalLayerWriter> parts = [];
    private readonly ShapeKind first;

    public ShapefileArchive(ExportContent content, ExportFormat format, string file)
    {
        (this.file, this.format, layer) = (file, format, content.Layer);
        text = new DbfText(format.IsCp932);
        names = DbfNames.Of(layer.Fields.Select(f => f.Name), text.Encoding);
        folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, "shp")).FullName;
        var columns = layer.Fields.Select((f, i) => new FileColumn(names[i], f.Type, Width(f, content))).ToList();
        IReadOnlyList<ShapeKind> kinds = content.Kinds.Count == 0 ? [KindOf(layer.Geometry)] : content.Kinds;
        first = kinds[0];
        foreach (var kind in kinds)
        {
            var name = kinds.Count == 1 ? layer.Id.Value : $"{layer.Id}_{kind.ToString().ToLowerInvariant()}";
            parts[kind] = new GdalLayerWriter(
                ExportFormat.ShapefileDriver, Path.Combine(folder, name + (kind == ShapeKind.None ? ".dbf" : ".shp")), name, TypeOf(kind, content.HasMulti), columns,
                [format.IsCp932 ? "ENCODING=CP932" : "ENCODING=UTF-8"], false);
        }
    }

    /// <inheritdoc/>
    public bool WantsText => false;

    /// <inheritdoc/>
    public bool WantsOneType => true;

    /// <inheritdoc/>
    public bool Write(ExportRow row)
    {
        for (var i = 0; i < row.Values.Length; i++)
        {
            row.Values[i] = row.Values[i] switch
            {
                string value => text.Fit(value),
                DateTime moment => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                var value => value,
            };
        }

        // Rows without a place go with the first.
        parts.GetValueOrDefault(row.Kind, parts[first]).Write(row.Fid, row.Wkb, row.Values);
        return true;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Complete()
    {
        foreach (var part in parts.Values)
            part.Complete();
        var remarks = Remarks();
        File.WriteAllText(Path.Combine(folder, Page), Words(remarks), new UTF8Encoding(true));
        using var zip = ZipFile.Open(file, ZipArchiveMode.Create);
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            zip.CreateEntryFromFile(path, Path.GetFileName(path), CompressionLevel.Fastest);
        return remarks;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in parts.Values)
            part.Dispose();
    }

    private static ShapeKind KindOf(GeometryFamily family) => family switch
    {
        GeometryFamily.None => ShapeKind.None,
        GeometryFamily.Line => ShapeKind.Line,
        GeometryFamily.Polygon => ShapeKind.Polygon,
        _ => ShapeKind.Point,
    };

    // A Shapefile's lines and areas may have several parts anyway; its points are of one sort or the other.
    private static int TypeOf(ShapeKind kind, bool multi) => kind switch
    {
        ShapeKind.None => NoShapes,
        ShapeKind.Point when multi => 4,
        _ => (int)kind,
    };

    private static int Width(Field field, ExportContent content) =>
        field.Type == FieldType.DateTime ? 20 : content.TextBytes.TryGetValue(field.Name, out var bytes) ? Math.Clamp(bytes, 1, DbfText.Most) : 0;

    private List<string> Remarks()
    {
        var remarks = new List<string>();
        if (text.Shortened > 0)
            remarks.Add($"254バイトを超える文字列{text.Shortened}件は途中までです（シェープファイルの制限）");
        if (text.Replaced > 0)
            remarks.Add($"シフトJIS（CP932）にない文字{text.Replaced}個を「〓」にしました");
        if (!names.SequenceEqual(layer.Fields.Select(f => f.Name), StringComparer.Ordinal))
            remarks.Add($"項目名は10バイトまでに縮めました。元の名前は「{Page}」にあります");
        return remarks;
    }

    private string Words(List<string> remarks)
    {
        var lines = new List<string> { layer.Title, "" };
        lines.AddRange(Credit.Parts(layer));
        lines.Add($"文字コード: {(format.IsCp932 ? "CP932（シフトJIS）" : "UTF-8")}");
        lines.AddRange(remarks);
        lines.AddRange(["", "項目名\t元の名前\t意味"]);
        lines.AddRange(layer.Fields.Select((f, i) => $"{names[i]}\t{f.Name}\t{f.Title}"));
        return string.Join("\r\n", lines) + "\r\n";
    }
}
