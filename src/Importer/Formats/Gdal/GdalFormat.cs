using System.Runtime.InteropServices;

namespace Gis.Importer.Formats.Gdal;

/// <summary>The formats whose rows are taken from GDAL as they are.</summary>
/// <param name="name">Name for people.</param>
/// <param name="extension">Lower-case extension with the dot.</param>
/// <param name="rank">Preference among format twins.</param>
/// <param name="drivers">GDAL's drivers that may open it; nothing else is allowed to.</param>
/// <param name="marks">One of these stands in the first bytes.</param>
public sealed class GdalFormat(string name, string extension, int rank, string[] drivers, params byte[][] marks) : IFormat
{
    /// <summary>GeoPackage (OGC 12-128).</summary>
    public static GdalFormat GeoPackage { get; } = new("GeoPackage", ".gpkg", 0, ["GPKG"], "SQLite format 3"u8.ToArray());

    /// <summary>FlatGeobuf.</summary>
    public static GdalFormat FlatGeobuf { get; } = new("FlatGeobuf", ".fgb", 2, ["FlatGeobuf"], "fgb"u8.ToArray());

    /// <summary>GPX 1.1: waypoints, routes and tracks; the points that tracks and routes are made of are left out.</summary>
    public static GdalFormat Gpx { get; } = new("GPX", ".gpx", 4, ["GPX"], "<gpx"u8.ToArray());

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head) => file.Extension == extension && Array.Exists(marks, m => head.Contains(m));

    /// <inheritdoc/>
    public string? ExplainCompanion(SourceFile file) =>
        file.Extension == extension + "-wal" || file.Extension == extension + "-shm" || file.Extension == extension + "-journal" ? $"{Name}の付属ファイルです" : null;

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options)
    {
        var names = new List<(int Index, string Name)>();
        using (var source = GdalSource.Open(file, file.LocalPath, drivers, [], []))
        {
            for (var i = 0; i < source.LayerCount; i++)
            {
                // The GPX driver has a layer of every kind, and one of the points of each line.
                var layer = Marshal.PtrToStringUTF8(NativeGdal.OGR_L_GetName(source.Layer(i))) ?? "";
                var empty = extension == ".gpx" && NativeGdal.OGR_L_GetFeatureCount(source.Layer(i), 1) <= 0;
                if (!empty && !(extension == ".gpx" && layer.EndsWith("_points", StringComparison.Ordinal)))
                    names.Add((i, layer));
            }
        }

        if (names.Count == 0)
            throw new SourceException(file.DisplayPath, null, "レイヤーが1つも入っていません", "データの入ったファイルを指定してください");
        var datasets = new List<Dataset>();
        try
        {
            foreach (var (index, layer) in names)
                datasets.Add(new GdalDataset(file, Name, rank, drivers, index, LayerName(file, layer, names.Count), options));
        }
        catch
        {
            datasets.ForEach(d => d.Dispose());
            throw;
        }

        return datasets;
    }

    private static string LayerName(SourceFile file, string layer, int count) =>
        count > 1 || layer.Length > 0 ? layer : Path.GetFileNameWithoutExtension(file.Name);
}
