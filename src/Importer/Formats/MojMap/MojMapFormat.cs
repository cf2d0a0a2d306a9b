namespace Gis.Importer.Formats.MojMap;

/// <summary>
/// 地図XML, the cadastral maps of the Ministry of Justice (法務省 登記所備付地図データ, schema <c>http://www.moj.go.jp/MINJI/tizuxml</c>). One file is one map
/// and one dataset of 筆 (parcels).
/// </summary>
public sealed class MojMapFormat : IFormat
{
    /// <inheritdoc/>
    public string Name => "地図XML";

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head) => head.Contains("http://www.moj.go.jp/MINJI/tizuxml"u8);

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options)
    {
        using var reader = new MojMapXml(file);
        var header = reader.ReadHeader();
        return MojElement.Find(options.Dataset) is { } element
            ? [new MojElementDataset(file, Name, header, element, options)]
            : [new MojMapDataset(file, Name, header, options)];
    }
}
