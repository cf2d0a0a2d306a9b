using System.Text.Json.Nodes;

namespace Gis.Core.Catalogue;

/// <summary>
/// A kind of layer and its preset: what a layer of the kind looks like and means until the town says otherwise. Stored in
/// <c>gis.kind</c>; the product's own come from <c>data/presets</c>, a town may add more.
/// </summary>
public sealed record Kind
{
    /// <summary>Name on the command line, e.g. <c>flood-depth</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Title shown to people.</summary>
    public required string Title { get; init; }

    /// <summary>Titles in other languages, by the name of the language's message file; one that is missing falls back to <see cref="Title"/>.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>();

    /// <summary>Group in the layer list: base, hazard, shelter, facility, land, other, register.</summary>
    public string Group { get; init; } = "other";

    /// <summary>Place in lists and in drawing order; lower first and below.</summary>
    public int Order { get; init; } = 500;

    /// <summary>Whether layers of the kind are on when the map opens.</summary>
    public bool Visible { get; init; }

    /// <summary>First zoom at which the kind is drawn and its tiles hold features.</summary>
    public int MinZoom { get; init; }

    /// <summary>Default audience when the command line does not say.</summary>
    public string Audience { get; init; } = "public";

    /// <summary>Column names by which the importer knows a field's role: role → names, best first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Roles { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Units of values by role, for columns whose numbers come without one, e.g. <c>registered-area</c> → ㎡.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>Roles that must be found for a file to be taken as this kind without being told.</summary>
    public IReadOnlyList<string> RecognisedBy { get; init; } = [];

    /// <summary>Words in names of files and tables that point to the kind, the surest first; lower case, matched anywhere in the name.</summary>
    public IReadOnlyList<string> FileWords { get; init; } = [];

    /// <summary>What is searched, or null.</summary>
    public SearchPreset? Search { get; init; }

    /// <summary>What the kind means as a hazard, or null.</summary>
    public HazardMeaning? Hazard { get; init; }

    /// <summary>Legend of layers whose data has no classes of its own.</summary>
    public IReadOnlyList<LegendClass> Legend { get; init; } = [];

    /// <summary>Steps or values by which classes found in the data get colour, pattern and words.</summary>
    public IReadOnlyList<ScaleStep> Scale { get; init; } = [];

    /// <summary>How it is drawn: MapLibre layers in order.</summary>
    public IReadOnlyList<DrawRule> Draw { get; init; } = [];

    /// <summary>Template of the click panel's title by roles, e.g. <c>{oaza}{parcel-number}</c>, or null.</summary>
    public string? PanelTitle { get; init; }
}

/// <summary>What of a kind is searched.</summary>
public sealed record SearchPreset
{
    /// <summary>Template of the label by roles, e.g. <c>{oaza}{chome}{parcel-number}</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Template of the second line by roles, or null.</summary>
    public string? Detail { get; init; }

    /// <summary>Templates of further keys by roles (a reading, an alias).</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Higher comes first among equally good matches.</summary>
    public double Weight { get; init; } = 1;
}

/// <summary>What a kind means as a hazard.</summary>
public sealed record HazardMeaning
{
    /// <summary>Unit of the ranges: m or h; empty when the kind has zones only.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Flag of emergency sites that must be set for this hazard: flood, landslide, storm-surge, tsunami, inland-flood … or null.</summary>
    public string? SiteFlag { get; init; }

    /// <summary>Sentence when a class applies; placeholders {range}, {class}, {meaning}, {scenario}.</summary>
    public required string Inside { get; init; }

    /// <summary>Sentence inside the coverage with no zone; placeholders {title} of the layer and {date}. Never says "safe".</summary>
    public required string NoZone { get; init; }

    /// <summary>
    /// What people in such a zone should do, in one or two sentences, after the Cabinet Office's guideline on evacuation information
    /// (避難情報に関するガイドライン); or null.
    /// </summary>
    public string? Action { get; init; }

    /// <summary>Name in sentences, e.g. 洪水.</summary>
    public required string Noun { get; init; }

    /// <summary>How classes are read from a source: depth, duration, zone.</summary>
    public required string Measure { get; init; }
}

/// <summary>One step of a kind's scale: numeric by upper bound, or by the words of a class or category.</summary>
public sealed record ScaleStep
{
    /// <summary>Applies to classes whose upper bound is at most this; null on the last step (open ended).</summary>
    public double? UpTo { get; init; }

    /// <summary>Applies when the class or category text contains each of these words; empty for numeric steps.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What the words are called in the message files of other languages (<c>class.NAME</c>, <c>means.NAME</c>); null: they stay Japanese.</summary>
    public string? Name { get; init; }

    /// <summary>#rrggbb.</summary>
    public required string Color { get; init; }

    /// <summary>Pattern name, see <see cref="LegendClass.Pattern"/>.</summary>
    public string Pattern { get; init; } = "none";

    /// <summary>Symbol of point classes, or null.</summary>
    public string? Symbol { get; init; }

    /// <summary>What it means for a body or a house, or null.</summary>
    public string? Description { get; init; }

    /// <summary>0–100.</summary>
    public int Severity { get; init; }
}

/// <summary>
/// One MapLibre layer of a preset. In paint and layout the strings <c>@color</c>, <c>@outline</c>, <c>@pattern</c>, <c>@symbol</c> stand for
/// expressions over the layer's legend classes and <c>@label:TEMPLATE</c> for a text over roles, e.g. <c>@label:{name}</c>.
/// </summary>
public sealed record DrawRule
{
    /// <summary>Suffix of the layer's id in the style.</summary>
    public required string Id { get; init; }

    /// <summary>fill, line, circle, symbol or fill-extrusion.</summary>
    public required string Type { get; init; }

    /// <summary>First zoom, or null.</summary>
    public double? MinZoom { get; init; }

    /// <summary>Zoom from which it is not drawn, or null.</summary>
    public double? MaxZoom { get; init; }

    /// <summary>Drawing height among all rules of all layers; lower is below.</summary>
    public int Level { get; init; }

    /// <summary>MapLibre filter, with <c>@role:NAME</c> for the column that has a role; null: all.</summary>
    public JsonNode? Filter { get; init; }

    /// <summary>MapLibre paint properties.</summary>
    public JsonObject? Paint { get; init; }

    /// <summary>MapLibre layout properties.</summary>
    public JsonObject? Layout { get; init; }
}
