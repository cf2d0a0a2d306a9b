using Gis.Core.Geodesy;

namespace Gis.Importer.Formats.Gml;

/// <summary>What the first pass over a GML file learns, one entry a type of feature.</summary>
internal sealed class GmlSurvey
{
    private const int ShapesLooked = 20;
    private const int MaxTypes = 200;
    private const int MaxColumns = 1_000;

    private GmlSurvey(CodeLists lists) => Lists = lists;

    /// <summary>The types in the order in which they first occur.</summary>
    public List<GmlType> Types { get; } = [];

    /// <summary>The first <c>srsName</c>.</summary>
    public string? SystemName { get; private set; }

    /// <summary>What was noticed, in Japanese.</summary>
    public IReadOnlyCollection<string> Remarks { get; private set; } = [];

    /// <summary>Words for codes.</summary>
    public CodeLists Lists { get; }

    /// <summary>Reads a whole file once.</summary>
    /// <exception cref="SourceException">It breaks off or is malformed.</exception>
    public static GmlSurvey Of(SourceFile file, GmlDialect dialect)
    {
        var survey = new GmlSurvey(new CodeLists(file));
        using var reader = (dialect with { Dissolve = false }).Open(file);
        while (reader.Next() is { } feature)
            survey.TypeOf(feature.Type, file).See(feature);
        survey.SystemName = reader.SystemName;
        survey.Remarks = reader.Remarks;
        return survey;
    }

    private GmlType TypeOf(string name, SourceFile file)
    {
        if (Types.Find(t => t.Name == name) is { } known)
            return known;
        if (Types.Count >= MaxTypes)
            throw new SourceException(file.DisplayPath, null, $"地物の種類が{MaxTypes}を超えています", "元のファイルを確認してください");
        Types.Add(new GmlType(name));
        return Types[^1];
    }

    /// <summary>One type of feature.</summary>
    internal sealed class GmlType(string name)
    {
        private readonly Dictionary<string, GmlColumn> index = new(StringComparer.Ordinal);
        private GeometryFamily? family;
        private int upright;
        private int exchanged;

        /// <summary>Local name of the element.</summary>
        public string Name => name;

        /// <summary>Features.</summary>
        public long Count { get; private set; }

        /// <summary>Columns in the order in which they first occur.</summary>
        public List<GmlColumn> Columns { get; } = [];

        /// <summary>The family of the shapes looked at.</summary>
        public GeometryFamily Family => family ?? GeometryFamily.None;

        /// <summary>Whether longitude stands first, against the rule.</summary>
        public bool Exchanged => exchanged > upright;

        /// <summary>A column by name; null when the first pass met none.</summary>
        public GmlColumn? Column(string column) => index.GetValueOrDefault(column);

        /// <summary>Looks at a feature.</summary>
        public void See(GmlFeature feature)
        {
            Count++;
            var own = new HashSet<string>(StringComparer.Ordinal);
            foreach (var value in feature.Values)
            {
                if (!index.TryGetValue(value.Name, out var column))
                {
                    if (Columns.Count >= MaxColumns)
                        continue;
                    index[value.Name] = column = new GmlColumn(value.Name);
                    Columns.Add(column);
                }

                column.See(value, !own.Add(value.Name));
            }

            if (feature.Shape is not { IsEmpty: false } shape)
                return;
            family = Families.Join(family, shape);
            if (upright + exchanged >= ShapesLooked)
                return;
            var centre = shape.EnvelopeInternal.Centre;
            if (new LonLat(centre.X, centre.Y).IsInJapan)
                upright++;
            else if (new LonLat(centre.Y, centre.X).IsInJapan)
                exchanged++;
        }
    }
}
