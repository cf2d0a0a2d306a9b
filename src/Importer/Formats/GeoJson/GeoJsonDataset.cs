using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Importer.Formats.Coordinates;
using Gis.Importer.Formats.Text;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.GeoJson;

/// <summary>The features of one collection.</summary>
internal sealed class GeoJsonDataset : Dataset
{
    private readonly FeatureSource source;
    private readonly SourceFile file;
    private readonly TextSource text;
    private readonly GeoJsonSurvey survey;
    private readonly CoordinateTransform? transform;
    private readonly bool exchange;
    private readonly List<string> remarks = [];

    public GeoJsonDataset(FeatureSource source, string format, GeoJsonSurvey survey, ReadOptions options)
    {
        (this.source, file, text) = (source, source.File, source.Text);
        this.survey = survey;
        Format = format;
        Fields = Ksj.KsjTable.Describe(Name, survey.Fields);
        Credit = Ksj.SidecarMetadata.Of(file);
        if (text.Malformed > 0)
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"文字として読めない箇所が{text.Malformed}あり、「\uFFFD」に置き換えました"));
        if (survey.Family is null)
            return;
        exchange = survey.Exchanged;
        if (exchange)
            remarks.Add("座標が緯度・経度の順に書かれているため、逆に読みました(GeoJSONは経度・緯度の順です)");
        Crs = Decide(options);
        transform = KnownTransforms.To6668(Crs.Value, file, options);
    }

    public override string Name => Path.GetFileNameWithoutExtension(file.Name);

    public override string Format { get; }

    public override string SourcePath => file.DisplayPath;

    public override Detected<string>? Encoding => text.Detected;

    public override Detected<Crs>? Crs { get; }

    public override string? CoordinateMethod => transform?.Method;

    public override double? CoordinateErrorMetres => transform?.ExpectedErrorMetres;

    public override GeometryFamily Geometry => survey.Family ?? GeometryFamily.None;

    public override IReadOnlyList<SourceField> Fields { get; }

    public override SourceCredit? Credit { get; }

    public override long? RowCount => survey.Count;

    public override KindHint? Hint => KindHints.Find(Name, Fields);

    public override int TwinRank => 3;

    public override IReadOnlyList<string> Remarks => remarks;

    public override IEnumerable<SourceRow> Read(CancellationToken cancellation)
    {
        using var scanner = new FeatureScanner(source);
        while (scanner.Next() is { } feature)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Row(scanner.Number, feature);
        }
    }

    private Detected<Crs> Decide(ReadOptions options)
    {
        if (options.Crs is { } ordered)
            return new Detected<Crs>(ordered, "指定された座標系", true);
        if (exchange)
            return new Detected<Crs>(survey.Declared ?? Formats.Crs.Wgs84, "座標の値が日本の経緯度です(順序は緯度・経度)");
        var degrees = survey.Declared is null || survey.Declared.Epsg is 4326 or 6668 or 4612 or 4301;
        if (survey.Declared is { } declared && (!degrees || survey.IsInJapan || survey.Range.CouldBeDegrees))
            return new Detected<Crs>(declared, "crsメンバーに書かれています");
        if (survey.IsInJapan || survey.Range.CouldBeDegrees)
            return new Detected<Crs>(Formats.Crs.Wgs84, "crsメンバーがなく、GeoJSONの既定のWGS84経緯度です");
        return survey.Range.Decide(file, survey.Declared is null ? "crsメンバーがなく" : $"crsメンバーの{survey.Declared}は経緯度なのに");
    }

    private SourceRow Row(long number, GeoJsonFeature feature)
    {
        var notes = new List<RowRemark>();
        var values = new object?[Fields.Count];
        foreach (var (name, value) in feature.Properties)
        {
            var at = survey.IndexOf(name);
            values[at] = Converted(value, Fields[at].Type);
        }

        var (geometry, placement) = Place(feature, notes);
        var key = survey.KeyColumn >= 0 ? GeoJsonFeature.AsText(values[survey.KeyColumn]) : null;
        return new SourceRow(number, string.Create(CultureInfo.InvariantCulture, $"フィーチャ {number}"), geometry, values, key, placement, notes);
    }

    private (Geometry?, Placement) Place(GeoJsonFeature feature, List<RowRemark> notes)
    {
        if (feature.Fault is { } fault)
        {
            notes.Add(new RowRemark(RemarkKind.Suspect, "unreadable-coordinates", fault));
            return (null, new Placement.Unplaced(null));
        }

        if (feature.Shape is not { IsEmpty: false } shape || transform is null)
        {
            notes.Add(new RowRemark(RemarkKind.Note, "no-coordinates", "図形がないため位置がありません"));
            return (null, new Placement.Unplaced(null));
        }

        if (exchange)
            AxisExchange.Apply(shape);
        transform.Apply(shape);
        var centre = shape.EnvelopeInternal.Centre;
        if (!new LonLat(centre.X, centre.Y).IsInJapan && new LonLat(centre.Y, centre.X).IsInJapan)
        {
            notes.Add(new RowRemark(RemarkKind.Suspect, "swapped-lat-lon", "この行だけ緯度と経度が入れ替わっています"));
            AxisExchange.Apply(shape);
        }

        return (shape, Placement.Placed);
    }

    private static object? Converted(object? value, FieldType type) => type switch
    {
        _ when value is null => null,
        FieldType.Number when value is long integer => (double)integer,
        FieldType.Date or FieldType.DateTime => ValueTypes.Convert((string)value, type),
        FieldType.Text => GeoJsonFeature.AsText(value),
        _ => value,
    };
}
