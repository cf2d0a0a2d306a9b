using Gis.Importer.Formats.Gml;

namespace Gis.Importer.Formats.Kml;

/// <summary>
/// KML (OGC 07-147r2 and the older dialects of Google Earth): every folder with placemarks is a dataset. Only what is in the file is read; links to other files are
/// named and left alone. KMZ arrives here unpacked.
/// </summary>
public sealed class KmlFormat : IFormat
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["name"] = "名称",
        ["description"] = "説明",
        ["address"] = "住所",
        ["phoneNumber"] = "電話番号",
        ["when"] = "日時",
        ["begin"] = "開始日時",
        ["end"] = "終了日時",
    };

    private static readonly Detected<Crs> System = new(new Crs(4326), "KMLの座標はWGS84の経緯度と決まっています");

    /// <inheritdoc/>
    public string Name => "KML";

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head) => file.Extension == ".kml" && (head.Contains("<kml"u8) || head.Contains(":kml"u8));

    /// <inheritdoc/>
    public string? ExplainCompanion(SourceFile file) => null;

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options)
    {
        var dialect = new GmlDialect { Title = Name, Reader = f => new KmlReader(f) };
        var survey = GmlSurvey.Of(file, dialect);
        if (survey.Types.Count == 0)
            throw new SourceException(file.DisplayPath, null, "KMLに地物(Placemark)が1つも入っていません", "データの入ったファイルを指定してください");
        return survey.Types.ConvertAll(t => (Dataset)new GmlDataset(file, Name, dialect, survey, t, Describe(file, t, survey), options));
    }

    private static GmlDescription Describe(SourceFile file, GmlSurvey.GmlType type, GmlSurvey survey)
    {
        // A KML's own title ("Document", "doc.kml", "無題") says less than its file name.
        var name = survey.Types.Count == 1 || type.Name == KmlReader.Nameless ? FileName(file) : type.Name;
        return new GmlDescription
        {
            Name = name,
            HasStableIds = false,
            Hint = KindHints.Find(name, type.Columns.ConvertAll(c => c.Field(null, survey.Lists))),
            Titles = Titles,
            Crs = System,
            Credit = Ksj.SidecarMetadata.Of(file),
            TwinRank = 4,
        };
    }

    private static string FileName(SourceFile file)
    {
        var archive = file.DisplayPath.LastIndexOf(".kmz!/", StringComparison.OrdinalIgnoreCase);
        return Path.GetFileNameWithoutExtension(archive < 0 ? file.Name : file.DisplayPath[..(archive + 4)]);
    }
}
