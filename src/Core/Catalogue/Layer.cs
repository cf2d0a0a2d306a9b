using System.Text.Json.Nodes;

namespace Gis.Core.Catalogue;

/// <summary>A layer as the catalogue knows it. Only what the reading role may see is filled.</summary>
public sealed record Layer
{
    /// <summary>Name in addresses and tables.</summary>
    public required LayerId Id { get; init; }

    /// <summary>Title shown to people.</summary>
    public required string Title { get; init; }

    /// <summary>One or two sentences about the data, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The kind it was loaded as; its preset gives style and meaning.</summary>
    public required Kind Kind { get; init; }

    /// <summary>Who may see the layer.</summary>
    public required Audience Audience { get; init; }

    /// <summary>Schema of the views through which the reading role reads layers; null when the role is of no single rights class, as the owner.</summary>
    public string? ViewSchema { get; init; }

    /// <summary>Owner of the layer, or null.</summary>
    public string? Department { get; init; }

    /// <summary>Family of its shapes; <see cref="GeometryFamily.None"/> for a register.</summary>
    public required GeometryFamily Geometry { get; init; }

    /// <summary>Where the data comes from and on what terms.</summary>
    public required Attribution Attribution { get; init; }

    /// <summary>Date the data speaks of, or null.</summary>
    public DateOnly? DataDate { get; init; }

    /// <summary>Date by which the owner promised to look at it again, or null.</summary>
    public DateOnly? NextReview { get; init; }

    /// <summary>True when the catalogue knows the area in which the data speaks.</summary>
    public bool HasCoverage { get; init; }

    /// <summary>Overrides of the preset and the legend classes found in the data.</summary>
    public required LayerStyle Style { get; init; }

    /// <summary>First zoom at which the layer is drawn.</summary>
    public int MinZoom { get; init; }

    /// <summary>Last zoom at which tiles are made; above it they are overzoomed.</summary>
    public int MaxZoom { get; init; } = TileMaxZoom;

    /// <summary>Place in lists; lower first.</summary>
    public int SortOrder { get; init; }

    /// <summary>Template of the click panel's title over field names, e.g. <c>{大字名}{地番}</c>, or null.</summary>
    public string? PanelTitle { get; init; }

    /// <summary>Number of rows, those without a place included.</summary>
    public long FeatureCount { get; init; }

    /// <summary>Number of rows that have no place on the map.</summary>
    public long UnplacedCount { get; init; }

    /// <summary>West, south, east, north in degrees, or null when nothing is placed.</summary>
    public IReadOnlyList<double>? BoundingBox { get; init; }

    /// <summary>Counts up with every change of the layer.</summary>
    public long Revision { get; init; }

    /// <summary>When the layer or its catalogue row last changed; with <see cref="Revision"/> it tells apart two databases of one town.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The fields the reading role may see, in order.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>Registers that belong to its rows, as far as the reading role may see them.</summary>
    public IReadOnlyList<Relation> Relations { get; init; } = [];

    /// <summary>Zoom above which no tiles are made.</summary>
    public const int TileMaxZoom = 18;

    /// <summary>The first field with a role, or null.</summary>
    public Field? FieldWithRole(string role) => Fields.FirstOrDefault(f => f.Role == role);
}

/// <summary>Families of shapes a layer can hold.</summary>
public enum GeometryFamily
{
    /// <summary>No shapes: a register.</summary>
    None,

    /// <summary>Points and multipoints.</summary>
    Point,

    /// <summary>Lines and multilines.</summary>
    Line,

    /// <summary>Polygons and multipolygons.</summary>
    Polygon,

    /// <summary>Several families in one table.</summary>
    Mixed,
}

/// <summary>Where data comes from and on what terms it may be used.</summary>
public sealed record Attribution
{
    /// <summary>Who published it.</summary>
    public string? Publisher { get; init; }

    /// <summary>Name of the licence.</summary>
    public string? Licence { get; init; }

    /// <summary>Where it was published.</summary>
    public string? Url { get; init; }

    /// <summary>What was done to it ("加工して作成").</summary>
    public string? Processing { get; init; }
}

/// <summary>A layer's own style: what overrides the preset, and the legend classes the importer found in the data.</summary>
public sealed record LayerStyle
{
    /// <summary>Legend classes in drawing order, least severe first; empty: the preset's own.</summary>
    public IReadOnlyList<LegendClass> Classes { get; init; } = [];

    /// <summary>Replacement of the preset's drawing rules, or null.</summary>
    public IReadOnlyList<DrawRule>? Draw { get; init; }

    /// <summary>Whether the layer is on when the map opens; null: as the preset says.</summary>
    public bool? Visible { get; init; }

    /// <summary>Accent colour (#rrggbb) of a layer without classes, or null.</summary>
    public string? Color { get; init; }
}

/// <summary>One row of a legend.</summary>
public sealed record LegendClass
{
    /// <summary>Short id, unique in the layer.</summary>
    public required string Id { get; init; }

    /// <summary>Text of the row, always with the range in words, e.g. "0.5m以上3m未満".</summary>
    public required string Label { get; init; }

    /// <summary>What the label is called in the message files of other languages (<c>class.NAME</c>), where the scale of the kind does not say; or null.</summary>
    public string? Name { get; init; }

    /// <summary>What it means for a body or a house, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Fill or line colour, #rrggbb.</summary>
    public required string Color { get; init; }

    /// <summary>Outline colour, or null.</summary>
    public string? Outline { get; init; }

    /// <summary>Pattern that tells the class apart without colour: none, dots-sparse, dots, dots-dense, diagonal,
    /// diagonal-dense, cross, cross-dense, grid-dense.</summary>
    public string Pattern { get; init; } = "none";

    /// <summary>Symbol of a point class, or null.</summary>
    public string? Symbol { get; init; }

    /// <summary>0–100; orders hazards in answers and decides what is drawn on top.</summary>
    public int Severity { get; init; }

    /// <summary>MapLibre filter expression that picks the class's features; null: all.</summary>
    public JsonNode? Filter { get; init; }
}

/// <summary>A register joined to a layer.</summary>
/// <param name="Id">Name in addresses.</param>
/// <param name="Register">Layer id of the register.</param>
/// <param name="Title">Title of the block in the click panel.</param>
/// <param name="LayerKey">Column of the layer.</param>
/// <param name="RegisterKey">Column of the register that holds the same value.</param>
public sealed record Relation(string Id, LayerId Register, string Title, string LayerKey, string RegisterKey);
