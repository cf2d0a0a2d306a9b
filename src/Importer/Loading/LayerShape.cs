using Gis.Core.Catalogue;
using Gis.Importer.Kinds;
using SourceGeometry = Gis.Importer.Formats.GeometryFamily;

namespace Gis.Importer.Loading;

/// <summary>What a layer's table holds: its geometry, its columns, and how they are filled.</summary>
internal sealed class LayerShape
{
    private static readonly HashSet<string> QuietNames =
        new(["全国地方公共団体コード", "市区町村コード", "所在地_全国地方公共団体コード", "町字ID", "緯度", "経度", "lat", "lon", "latitude", "longitude", "大字コード", "丁目コード", "小字コード", "予備コード", "筆ID", "共通ID"],
            StringComparer.Ordinal);

    private LayerShape(Kind kind, SourceGeometry geometry, IReadOnlyList<LayerColumn> columns, IReadOnlyList<IDerivation> derivations, SourceColumns source)
    {
        Kind = kind;
        Geometry = geometry;
        Columns = columns;
        Derivations = derivations;
        Source = source;
    }

    /// <summary>The kind.</summary>
    public Kind Kind { get; }

    /// <summary>Family of the shapes; a list without any still gets a place for points, unless it is a register.</summary>
    public SourceGeometry Geometry { get; }

    /// <summary>Whether the table is a register: no geometry, schema of its own.</summary>
    public bool IsRegister => Kind.Group == "register";

    /// <summary>Schema of the table.</summary>
    public string Schema => IsRegister ? "register" : "layer";

    /// <summary>Derived columns first by the derivations, then the source's: the order of the values.</summary>
    public IReadOnlyList<LayerColumn> Columns { get; }

    /// <summary>How the derived columns are filled.</summary>
    public IReadOnlyList<IDerivation> Derivations { get; }

    /// <summary>The source's columns.</summary>
    public SourceColumns Source { get; }

    /// <summary>The column with a role, or null.</summary>
    public LayerColumn? WithRole(string role) => Columns.FirstOrDefault(c => c.Role == role);

    /// <summary>The same with columns at least as wide as the table's: a new edition whose numbers are whole still goes into a column of fractions.</summary>
    public LayerShape Widened(ExistingLayer? existing)
    {
        if (existing is null)
            return this;
        var columns = Columns.Select(c => existing.Columns.TryGetValue(c.Name, out var present)
            ? c with { Type = c.Type == FieldType.Url ? c.Type : ColumnType.Wider(c.Type, present) }
            : c).ToList();
        return new LayerShape(Kind, Geometry, columns, Derivations, Source);
    }

    /// <summary>The shape of a layer as the catalogue has it, without a source.</summary>
    public static LayerShape Stored(Kind kind, IReadOnlyList<LayerColumn> columns) => new(kind, SourceGeometry.Mixed, columns, [], new SourceColumns([]));

    /// <summary>Plans the table of a kind for a source.</summary>
    public static LayerShape Plan(Kind kind, SourceGeometry geometry, SourceColumns source, IReadOnlyList<IDerivation> derivations)
    {
        var names = new ColumnNames();
        var columns = new List<LayerColumn>();
        foreach (var derived in derivations.SelectMany(d => d.Columns))
        {
            names.Reserve([derived.Name]);
            columns.Add(new LayerColumn
            {
                Name = derived.Name,
                Title = derived.Title,
                Type = derived.Type,
                Role = derived.Role,
                Unit = derived.Unit,
                Codes = derived.Codes,
                InPanel = derived.InPanel,
                RightsClass = kind.Group == "register" ? "staff" : "public",
            });
        }

        var roles = RoleMap.Assign(kind, source.Names, source.Fields.Select(f => f.Title).ToList());
        var replaced = derivations.SelectMany(d => d.Replaced).ToHashSet();
        for (var i = 0; i < source.Names.Count; i++)
            columns.Add(FromSource(kind, source, i, names.Take(source.Names[i], i + 1), roles.GetValueOrDefault(i), replaced.Contains(i)));
        var family = geometry == SourceGeometry.None && kind.Group != "register" ? SourceGeometry.Point : geometry;
        return new LayerShape(kind, kind.Group == "register" ? SourceGeometry.None : family, columns, derivations, source);
    }

    private static LayerColumn FromSource(Kind kind, SourceColumns source, int index, string name, string? role, bool replaced)
    {
        var original = source.Names[index].Trim();
        var personal = PersonalFields.IsPersonal(kind, original, role);
        var isUrl = role == "url" && source.Types[index] == FieldType.Text;
        return new LayerColumn
        {
            Name = name,
            Title = source.Fields[index].Title ?? FieldTitles.Of(original) ?? (original.Length == 0 ? name : original.ReplaceLineEndings("")),
            Type = isUrl ? FieldType.Url : source.Types[index],
            Role = role,
            // The file's own word first; text brings its unit with it, if any.
            Unit = source.Fields[index].Unit
                ?? (source.Types[index] is FieldType.Integer or FieldType.Number ? kind.Units.GetValueOrDefault(role ?? "") : null),
            Codes = source.Fields[index].Codes,
            RightsClass = personal || kind.Group == "register" ? "staff" : "public",
            Personal = personal,
            InPanel = !replaced && !QuietNames.Contains(original),
            Source = index,
        };
    }
}
