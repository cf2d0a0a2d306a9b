namespace Gis.Testing.Towns;

/// <summary>A field of a made layer.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Type">Type as gis.field has it.</param>
/// <param name="Role">Role, or null.</param>
/// <param name="RightsClass">public or staff.</param>
public sealed record MadeField(string Name, string Type = "text", string? Role = null, string RightsClass = "public");

/// <summary>A layer that a test makes without the importer: catalogue rows, table, rows, exposed views.</summary>
public sealed record MadeLayer
{
    /// <summary>Layer id.</summary>
    public required string Id { get; init; }

    /// <summary>Title; the id when not said.</summary>
    public string? Title { get; init; }

    /// <summary>Kind; must be in gis.kind.</summary>
    public string Kind { get; init; } = "other";

    /// <summary>point, line, polygon, mixed or none.</summary>
    public string Geometry { get; init; } = "point";

    /// <summary>public or staff.</summary>
    public string Audience { get; init; } = "public";

    /// <summary>Schema of its table: layer or register.</summary>
    public string Schema { get; init; } = "layer";

    /// <summary>Fields in order.</summary>
    public IReadOnlyList<MadeField> Fields { get; init; } = [];

    /// <summary>Rows: WKT in degrees (null: no place) and the fields' values. fid counts from 1.</summary>
    public IReadOnlyList<(string? Wkt, object?[] Values)> Rows { get; init; } = [];

    /// <summary>Area in which the data speaks as WKT multipolygon, or null.</summary>
    public string? Coverage { get; init; }

    /// <summary>LayerStyle as JSON.</summary>
    public string Style { get; init; } = "{}";

    /// <summary>Attribution as JSON.</summary>
    public string Attribution { get; init; } = """{"publisher":"潮見町"}""";

    /// <summary>Date of the data.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>fids of rows that are not published.</summary>
    public IReadOnlyList<long> Unpublished { get; init; } = [];
}
