using NetTopologySuite.IO;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Engine.Cql2.Expressions;

/// <summary>A text.</summary>
/// <param name="Value">Its characters; never NUL, never half a surrogate pair.</param>
public sealed record TextLiteral(string Value) : Cql2Expression;

/// <summary>TRUE or FALSE.</summary>
/// <param name="Value">Which.</param>
public sealed record BooleanLiteral(bool Value) : Cql2Expression;

/// <summary>A number.</summary>
/// <param name="Value">The nearest double; finite.</param>
/// <param name="Exact">The same number in decimal digits without zeros at the end, or null when it is out of the range of a decimal.</param>
public sealed record NumberLiteral(double Value, decimal? Exact) : Cql2Expression;

/// <summary>A day, of the town's own calendar.</summary>
/// <param name="Value">The day.</param>
public sealed record DateLiteral(DateOnly Value) : Cql2Expression;

/// <summary>An instant.</summary>
/// <param name="Value">UTC, in whole microseconds (what the database can keep; finer digits are cut off).</param>
public sealed record TimestampLiteral(DateTime Value) : Cql2Expression;

/// <summary>A geometry, in the filter's CRS and its axis order.</summary>
/// <param name="Shape">The geometry; x is the first number of a position. Heights are kept for writing but take no part in relations.</param>
public sealed record GeometryLiteral(Shape Shape) : Cql2Expression
{
    private byte[]? _bytes;

    private byte[] Bytes => _bytes ??= new WKBWriter(ByteOrder.LittleEndian, handleSRID: false, emitZ: true, emitM: false).Write(Shape);

    /// <summary>True when kind and positions are the same, bit by bit.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(GeometryLiteral? other) => other is not null && Bytes.AsSpan().SequenceEqual(other.Bytes);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }
}

/// <summary>A bounding box in the filter's CRS and its axis order. In a geographic CRS a west edge east of the east edge crosses the antimeridian.</summary>
/// <param name="Low1">Lower end of the first axis.</param>
/// <param name="Low2">Lower end of the second axis.</param>
/// <param name="High1">Upper end of the first axis.</param>
/// <param name="High2">Upper end of the second axis.</param>
/// <param name="Floor">Lowest height, or null; takes no part in relations.</param>
/// <param name="Ceiling">Greatest height, or null; there exactly when the lowest is.</param>
public sealed record BoxLiteral(double Low1, double Low2, double High1, double High2, double? Floor, double? Ceiling) : Cql2Expression;
