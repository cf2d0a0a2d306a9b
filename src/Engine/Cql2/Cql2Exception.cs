namespace Gis.Engine.Cql2;

/// <summary>
/// A filter that cannot be used. The message is one Japanese sentence for the person who wrote the filter; it holds no part of the filter's own text
/// (so that it can be put into any answer) and nothing of the database.
/// </summary>
public sealed class Cql2Exception : Exception
{
    /// <summary>Makes the exception of one place in a filter.</summary>
    /// <param name="kind">What sort of fault.</param>
    /// <param name="position">Characters before the fault, from 0; null when the fault belongs to the whole.</param>
    /// <param name="sentence">What is wrong there and what to do, in Japanese, as the end of a sentence that begins with the place.</param>
    public Cql2Exception(Cql2Fault kind, int? position, string sentence)
        : base(position is { } offset ? $"フィルターの{offset + 1}文字目: {sentence}" : $"フィルター: {sentence}")
    {
        Fault = kind;
        Position = position;
    }

    /// <summary>What sort of fault.</summary>
    public Cql2Fault Fault { get; }

    /// <summary>
    /// The name that is not there, exactly as the filter gives it; null for other faults. It is the author's own text: whoever shows it has to see to it that it
    /// can do no harm.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Characters (UTF-16) before the fault, from 0; null when the fault belongs to the whole filter.</summary>
    public int? Position { get; }
}

/// <summary>Sorts of faults of a filter.</summary>
public enum Cql2Fault
{
    /// <summary>Not CQL2.</summary>
    Syntax,

    /// <summary>More than <see cref="Cql2Limits"/> allow.</summary>
    Limit,

    /// <summary>A property the layer does not offer.</summary>
    UnknownProperty,

    /// <summary>A function that is not on the list.</summary>
    UnknownFunction,

    /// <summary>Values that cannot be compared, or of a type the operator does not take.</summary>
    Type,

    /// <summary>A value out of its range: a coordinate outside the CRS, a polygon that crosses itself, a division overflow.</summary>
    Value,
}
