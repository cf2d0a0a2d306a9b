using System.Globalization;
using Gis.Importer.Formats.Coordinates;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Gml;

/// <summary>What a format knows about one type of its features.</summary>
internal sealed record GmlDescription
{
    /// <summary>Name of the dataset.</summary>
    public required string Name { get; init; }

    /// <summary>Files with the same key are parts of one layer; null: each stands for itself.</summary>
    public string? PartOf { get; init; }

    /// <summary>The system that the format prescribes; null: the file names it.</summary>
    public Detected<Crs>? Crs { get; init; }

    /// <summary>Preference among format twins.</summary>
    public int TwinRank { get; init; }

    /// <summary>The kind it stands for, or null.</summary>
    public KindHint? Hint { get; init; }

    /// <summary>Name of the element by which a feature is found in the next edition; null: its <c>gml:id</c>.</summary>
    public string? Key { get; init; }

    /// <summary>Whether a feature keeps its <c>gml:id</c> in the next edition; false: it is a mere number within the file and is not shown.</summary>
    public bool HasStableIds { get; init; } = true;

    /// <summary>Words for the codes of a column, from the codes that occur in it; null or without an entry: those of the lists.</summary>
    public Func<string, IReadOnlyCollection<string>, IReadOnlyDictionary<string, string>?>? Codes { get; init; }

    /// <summary>Titles of columns by element name.</summary>
    public required IReadOnlyDictionary<string, string> Titles { get; init; }

    /// <summary>Words of a class made from codes: a column of its own, or null.</summary>
    public ClassWords? Words { get; init; }

    /// <summary>Publisher, or null.</summary>
    public SourceCredit? Credit { get; init; }
}

/// <summary>A column with the words of the first of some code columns that has any.</summary>
/// <param name="Column">Name of the new column.</param>
/// <param name="Codes">Columns with codes, the best first.</param>
internal sealed record ClassWords(string Column, IReadOnlyList<string> Codes);

/// <summary>The features of one type in a GML file.</summary>
internal sealed class GmlDataset : Dataset
{
    private const string IdColumn = "gml_id";
    private readonly SourceFile file;
    private readonly GmlDialect dialect;
    private readonly GmlSurvey.GmlType type;
    private readonly GmlDescription description;
    private readonly CodeLists lists;
    private readonly CoordinateTransform? transform;
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private readonly List<string> remarks = [];

    public GmlDataset(SourceFile file, string format, GmlDialect dialect, GmlSurvey survey, GmlSurvey.GmlType type, GmlDescription description, ReadOptions options)
    {
        (this.file, this.dialect, this.type, this.description) = (file, dialect, type, description);
        lists = survey.Lists;
        Format = format;
        var fields = new List<SourceField>();
        if (description.HasStableIds)
            fields.Add(new SourceField(IdColumn, FieldType.Text, Title: "GMLのID"));
        fields.AddRange(type.Columns.Select(c => c.Field(description.Titles.GetValueOrDefault(c.Name), lists) is var field && field.Codes is null && description.Codes?.Invoke(c.Name, c.Codes) is { } words
            ? field with { Codes = words } : field));
        if (description.Words is { } words && words.Codes.Any(c => type.Column(c) is not null))
            fields.Add(new SourceField(words.Column, FieldType.Text));
        for (var i = 0; i < fields.Count; i++)
            index.TryAdd(fields[i].Name, i);
        Fields = fields;
        remarks.AddRange(survey.Remarks);
        if (type.Family == GeometryFamily.None)
            return;
        Crs = options.Crs is { } ordered ? new Detected<Crs>(ordered, "指定された座標系", true)
            : description.Crs ?? (GmlSystem.Of(survey.SystemName) is { } named ? new Detected<Crs>(named.Crs, named.Why)
            : new Detected<Crs>(Formats.Crs.Jgd2011, "srsNameがなく、既定のJGD2011経緯度です"));
        transform = KnownTransforms.To6668(Crs.Value, file, options);
        if (type.Exchanged)
            remarks.Add("座標が経度・緯度の順に書かれているため、逆に読みました(この形式は緯度・経度の順です)");
    }

    public override string Name => description.Name;

    public override string Format { get; }

    public override string SourcePath => file.DisplayPath;

    public override Detected<Crs>? Crs { get; }

    public override string? CoordinateMethod => transform?.Method;

    public override double? CoordinateErrorMetres => transform?.ExpectedErrorMetres;

    public override GeometryFamily Geometry => type.Family;

    public override IReadOnlyList<SourceField> Fields { get; }

    public override long? RowCount => type.Count;

    public override KindHint? Hint => description.Hint;

    public override SourceCredit? Credit => description.Credit;

    public override string? PartOf => description.PartOf;

    public override int TwinRank => description.TwinRank;

    public override IReadOnlyList<string> Remarks => remarks;

    public override IEnumerable<SourceRow> Read(CancellationToken cancellation)
    {
        using var reader = dialect.Open(file);
        long number = 0;
        while (reader.Next(type.Name) is { } feature)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Row(++number, feature);
        }
    }

    private SourceRow Row(long number, GmlFeature feature)
    {
        var notes = new List<RowRemark>();
        var (geometry, placement) = Place(feature, notes);
        var key = description.Key is { } name ? feature.Values.Find(v => v.Name == name).Value : null;
        var place = string.Create(CultureInfo.InvariantCulture, $"{type.Name} {number}{(feature.Id is null ? "" : $"({feature.Id})")}");
        return new SourceRow(number, place, geometry, Values(feature), key ?? (description.HasStableIds ? feature.Id : null), placement, notes);
    }

    private object?[] Values(GmlFeature feature)
    {
        var values = new object?[Fields.Count];
        if (description.HasStableIds)
            values[0] = feature.Id;
        foreach (var value in feature.Values)
        {
            if (!index.TryGetValue(value.Name, out var at) || type.Column(value.Name) is not { } column)
                continue;
            var converted = column.Convert(value.Value);
            values[at] = values[at] is string before && converted is string more ? $"{before};{more}" : converted;
        }

        if (description.Words is { } words && index.TryGetValue(words.Column, out var place) && place == Fields.Count - 1)
            values[place] = ClassOf(feature, words);
        return values;
    }

    private string? ClassOf(GmlFeature feature, ClassWords words)
    {
        string? unknown = null;
        foreach (var name in words.Codes)
        {
            if (feature.Values.Find(v => v.Name == name).Value is not { } code)
                continue;
            if (type.Column(name)?.Words(code, lists) is { } found)
                return found;
            unknown ??= $"独自ランク{code}（区分の表が付いていません）";
        }

        return unknown;
    }

    private (Geometry?, Placement) Place(GmlFeature feature, List<RowRemark> notes)
    {
        if (feature.Shape is not { IsEmpty: false } shape || transform is null)
        {
            notes.Add(feature.Fault is { } fault
                ? new RowRemark(RemarkKind.Suspect, "degenerate", fault)
                : new RowRemark(RemarkKind.Note, "no-coordinates", "図形がないため位置がありません"));
            return (null, new Placement.Unplaced(null));
        }

        if (type.Exchanged)
            AxisExchange.Apply(shape);
        return (transform.Apply(shape), Placement.Placed);
    }
}
