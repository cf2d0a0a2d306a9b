using System.Text.Json;
using Gis.Core.Geodesy;
using Gis.Importer.Formats.Coordinates;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.GeoJson;

/// <summary>What the first pass over a file learns: columns with their types, shapes, the range of coordinates, the <c>crs</c> member.</summary>
internal sealed class GeoJsonSurvey
{
    private const int MaxColumns = 4096;
    private readonly Dictionary<string, int> index = new(StringComparer.Ordinal);
    private readonly List<Column> columns = [];
    private readonly StableKey key = new();
    private long upright;
    private long exchanged;

    /// <summary>The columns in the order in which they first occur.</summary>
    public IReadOnlyList<SourceField> Fields { get; private set; } = [];

    /// <summary>Features.</summary>
    public long Count { get; private set; }

    /// <summary>The family of all shapes; null when there is none.</summary>
    public GeometryFamily? Family { get; private set; }

    /// <summary>The range of all source coordinates.</summary>
    public CrsGuess Range { get; private set; } = CrsGuess.Empty;

    /// <summary>Whether latitude stands before longitude throughout.</summary>
    public bool Exchanged => exchanged > 0 && upright == 0;

    /// <summary>Whether some shape lies in Japan as degrees: then a row far outside is an error of its own, and no sign of another system.</summary>
    public bool IsInJapan => upright > 0;

    /// <summary>The system of the <c>crs</c> member.</summary>
    public Crs? Declared { get; private set; }

    /// <summary>Index of the column with stable keys, or -1.</summary>
    public int KeyColumn { get; private set; } = -1;

    /// <summary>Reads the whole file once.</summary>
    /// <exception cref="SourceException">It is not a feature collection, or breaks off.</exception>
    public static GeoJsonSurvey Of(FeatureSource source)
    {
        var file = source.File;
        var survey = new GeoJsonSurvey();
        using var scanner = new FeatureScanner(source);
        while (scanner.Next() is { } feature)
            survey.See(feature, file);
        if (!scanner.IsCollection)
        {
            throw new SourceException(
                file.DisplayPath, null, $"GeoJSONの type が「{scanner.Type ?? "なし"}」で、地物の一覧(FeatureCollection)ではありません", "FeatureCollectionとして保存し直してください");
        }

        survey.Fields = survey.columns.ConvertAll(c => new SourceField(c.Name, c.Type));
        survey.Declared = CrsOf(scanner.CrsMember);
        survey.KeyColumn = survey.key.Name is { } name ? survey.index[name] : -1;
        return survey;
    }

    /// <summary>The index of a column.</summary>
    public int IndexOf(string name) => index[name];

    private void See(GeoJsonFeature feature, SourceFile file)
    {
        Count++;
        foreach (var (name, value) in feature.Properties)
        {
            if (!index.TryGetValue(name, out var at))
            {
                if (columns.Count >= MaxColumns)
                    throw new SourceException(file.DisplayPath, $"フィーチャ {Count}", $"属性の種類が{MaxColumns}を超えています", "GeoJSONを作り直してください");
                index[name] = at = columns.Count;
                columns.Add(new Column(name));
            }

            columns[at].See(value);
        }

        key.See(feature.TextOf);
        if (feature.Shape is not { IsEmpty: false } shape)
            return;
        Family = Families.Join(Family, shape);
        var box = shape.EnvelopeInternal;
        Range = Range.With(box.MinX, box.MinY).With(box.MaxX, box.MaxY);
        var centre = box.Centre;
        if (new LonLat(centre.X, centre.Y).IsInJapan)
            upright++;
        else if (new LonLat(centre.Y, centre.X).IsInJapan)
            exchanged++;
    }

    private static Crs? CrsOf(string? member)
    {
        if (member is null)
            return null;
        try
        {
            using var json = JsonDocument.Parse(member);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
                return null;
            foreach (var property in properties.EnumerateObject())
            {
                if (property.Name is "name" or "code" && Crs.TryParse(property.Value.ToString()) is { } crs)
                    return crs;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The scanner has read it as well-formed; nesting beyond the default depth and malformed characters remain, which are no crs member.
        }

        return null;
    }

    private sealed class Column(string name)
    {
        private readonly ValueTypes words = new("");
        private FieldType? type;
        private bool strings = true;

        public string Name => name;

        // A string that happens to be digits stays text: JSON has said what it is. Dates have no type of their own in JSON.
        public FieldType Type => strings && type == FieldType.Text && words.Verdict is FieldType.Date or FieldType.DateTime ? words.Verdict : type ?? FieldType.Text;

        public void See(object? value)
        {
            if (value is null)
                return;
            if (value is string text)
                words.See(text);
            else
                strings = false;
            var next = value switch { long => FieldType.Integer, double => FieldType.Number, bool => FieldType.Boolean, _ => FieldType.Text };
            type = type is null || type == next ? next
                : type is FieldType.Integer or FieldType.Number && next is FieldType.Integer or FieldType.Number ? FieldType.Number
                : FieldType.Text;
        }
    }
}
