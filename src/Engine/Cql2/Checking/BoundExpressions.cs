using Gis.Engine.Cql2.Expressions;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Engine.Cql2.Checking;

/// <summary>A filter whose names and types are known to be right for one layer. Only the checker makes one.</summary>
public sealed class CheckedFilter
{
    internal CheckedFilter(Cql2Expression root, Cql2Settings settings)
    {
        Root = root;
        Settings = settings;
    }

    /// <summary>The condition; temporal predicates have become comparisons, names have become columns.</summary>
    internal Cql2Expression Root { get; }

    /// <summary>What it was checked against.</summary>
    internal Cql2Settings Settings { get; }
}

/// <summary>A property that was found.</summary>
internal sealed record Column(QueryableProperty Queryable) : Cql2Expression;

/// <summary>A call of a function that was found.</summary>
internal sealed record Invocation(Cql2Function Function, ExpressionList Arguments) : Cql2Expression;

/// <summary>Null; as a condition, unknown.</summary>
internal sealed record NullValue : Cql2Expression;

/// <summary>The day of the town's calendar on which a timestamp falls.</summary>
internal sealed record LocalDay(Cql2Expression Timestamp) : Cql2Expression;

/// <summary>Before or after every instant: the open end of an interval.</summary>
internal sealed record EndlessInstant(bool IsFuture, Cql2Type Type) : Cql2Expression;

/// <summary>A valid geometry literal, x east, to be compared in the CRS <paramref name="Target"/>.</summary>
internal sealed record PlacedGeometry(Shape Shape, int Srid, int Target) : Cql2Expression;

/// <summary>A geometry column or function in another CRS than the one it is compared with.</summary>
internal sealed record Reprojected(Cql2Expression Geometry, int Target) : Cql2Expression;

/// <summary>An array predicate whose items' type is known.</summary>
internal sealed record TypedArrayPredicate(ArrayOperator Operator, Cql2Expression Left, Cql2Expression Right, Cql2Type Element) : Cql2Expression;

/// <summary>An expression with its type.</summary>
internal readonly record struct Typed(Cql2Expression Node, Cql2Type Type, int Srid = 0, Cql2Type Element = Cql2Type.Unknown);
