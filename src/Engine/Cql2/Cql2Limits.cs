namespace Gis.Engine.Cql2;

/// <summary>
/// What one filter may hold at most, in text and in JSON alike. Reading takes time and memory linear in the filter's length, so the limits bound both before
/// the database hears of it; what is over a limit is refused with <see cref="Cql2Fault.Limit"/> and the place where it went over.
/// </summary>
public sealed record Cql2Limits
{
    /// <summary>The limits of the platform.</summary>
    public static Cql2Limits Default { get; } = new();

    /// <summary>Characters (UTF-16) of the whole filter.</summary>
    public int Length { get; init; } = 65_536;

    /// <summary>Levels of nesting: of parentheses, of operators inside operators, of JSON objects.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Expressions of all sorts: properties, literals, operators (coordinates are counted apart).</summary>
    public int Expressions { get; init; } = 3_000;

    /// <summary>Items of one list: IN, AND/OR, an array, the arguments of a function.</summary>
    public int ListItems { get; init; } = 1_000;

    /// <summary>Characters of one character literal.</summary>
    public int TextLength { get; init; } = 1_000;

    /// <summary>Characters of one property or function name.</summary>
    public int NameLength { get; init; } = 128;

    /// <summary>Characters of one number.</summary>
    public int NumberLength { get; init; } = 64;

    /// <summary>Wildcards % in one LIKE pattern; each one may make the database try every place of a value again.</summary>
    public int Wildcards { get; init; } = 20;

    /// <summary>Positions of all geometry literals together.</summary>
    public int Vertices { get; init; } = 2_000;

    /// <summary>Spatial predicates, the dearest of all.</summary>
    public int SpatialPredicates { get; init; } = 16;

    /// <summary>Tokens of text, or values of JSON: enough for all the rest, so only nonsense meets it.</summary>
    public int Tokens { get; init; } = 24_000;
}
