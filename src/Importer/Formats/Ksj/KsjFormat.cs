using System.Text;
using System.Text.RegularExpressions;

namespace Gis.Importer.Formats.Ksj;

/// <summary>
/// The XML files of 国土数値情報 and 位置参照情報. Metadata is used with the data it lies beside. The JPGIS GML holds what the Shapefile (or GeoJSON) of the same
/// archive holds: where there is one it is read and the GML is named as its twin; alone, the GML is read itself.
/// </summary>
public sealed partial class KsjFormat : IFormat
{
    private static readonly string[] Richer = [".shp", ".geojson", ".json"];

    /// <inheritdoc/>
    public string Name => "国土数値情報のXML";

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head) => file.Extension is ".xml" or ".gml" && (SidecarMetadata.IsOne(head) || IsGml(head));

    /// <inheritdoc/>
    public string? ExplainCompanion(SourceFile file)
    {
        if (file.Extension is not (".xml" or ".gml") || !File.Exists(file.LocalPath))
            return null;
        var head = FileSample.Of(file);
        if (SidecarMetadata.IsOne(head))
            return "メタデータです(出典と日付に使いました)";
        return IsGml(head) && Twin(file) is { } twin ? $"同じ内容の{Path.GetFileName(twin)}を読むため、こちらは使いません" : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options) => KsjGml.Open(file, Name, options);

    /// <summary>The system that the GML beside a Shapefile without <c>.prj</c> names; null when there is none.</summary>
    internal static Crs? SystemBeside(SourceFile file)
    {
        var folder = Path.GetDirectoryName(file.LocalPath);
        var set = SetName().Match(file.Name) is { Success: true } match ? match.Groups[1].Value : null;
        if (folder is null || set is null || !Directory.Exists(folder))
            return null;
        foreach (var path in Directory.EnumerateFiles(folder, set + "*.xml").Take(20))
        {
            var head = FileSample.Of(file with { LocalPath = path });
            if (!IsGml(head) || SrsName().Match(Encoding.UTF8.GetString(head.Head.Span)) is not { Success: true } name)
                continue;
            var text = name.Groups[1].Value;
            return text.Contains("2000", StringComparison.Ordinal) ? new Crs(4612) : text.Contains("2011", StringComparison.Ordinal) ? Crs.Jgd2011 : text.Contains("TD", StringComparison.Ordinal) ? new Crs(4301) : null;
        }

        return null;
    }

    private static bool IsGml(FileSample head) => head.Contains("nlftp.mlit.go.jp/ksj/schemas/ksj-app"u8);

    private static string? Twin(SourceFile file)
    {
        var set = SetName().Match(file.Name) is { Success: true } match ? match.Groups[1].Value : Path.GetFileNameWithoutExtension(file.Name);
        var folder = Path.GetDirectoryName(file.LocalPath);
        if (folder is not null && TwinFolder.IsOne(Path.GetFileName(folder)))
            folder = Path.GetDirectoryName(folder);
        if (folder is null || !Directory.Exists(folder))
            return null;
        var near = Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(d => TwinFolder.IsOne(Path.GetFileName(d))).SelectMany(Directory.EnumerateFiles));
        return near.FirstOrDefault(f => Array.Exists(Richer, e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)) && Path.GetFileName(f).StartsWith(set, StringComparison.OrdinalIgnoreCase));
    }

    // P23-12_38.xml stands beside P23a-12_38.shp, so the set alone is compared.
    [GeneratedRegex("^([A-Z][0-9]{2})", RegexOptions.IgnoreCase)]
    private static partial Regex SetName();

    [GeneratedRegex("srsName=\"([^\"]+)\"")]
    private static partial Regex SrsName();
}
