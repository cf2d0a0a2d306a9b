using Gis.Engine.Cql2.Expressions;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Tests.Cql2;

/// <summary>Draws filters of every kind of expression, right in grammar but not always in types.</summary>
internal sealed class RandomFilters(Random random, string[]? names = null)
{
    private static readonly string[] AnyNames = ["name", "pop_other", "start", "end", "date", "boolean", "geom", "名称", "no such", "a\"b", "AND", "x.y:z", "1st"];
    private static readonly string[] Texts = ["", "it's", "\\", "a\\tb", "\t\n\a", "%_\\%", "København", "ガ\u3099𠮷", "--", "'; DROP TABLE x", "2022-04-16", "\"\"", "{}"];

    private string[] Times => names is null ? ["start", "end", "date"] : ["moment", "until", "day"];

    private string[] Names => names ?? AnyNames;

    public Cql2Expression Condition(int depth) => random.Next(depth <= 0 ? 2 : 12) switch
    {
        0 => new BooleanLiteral(random.Next(2) == 0),
        1 => new IsNull(new PropertyReference(Pick(Names))),
        2 => new Logical(Any<LogicalOperator>(), [.. Many(2, () => Condition(depth - 1))]),
        3 => new Negation(Condition(depth - 1)),
        4 or 5 => new Comparison(Any<ComparisonOperator>(), Value(depth - 1), Value(depth - 1)),
        6 => new LikePredicate(Value(depth - 1), new Folding(Any<FoldingKind>(), new TextLiteral("a\\%b_%"))),
        7 => new Between(Value(depth - 1), Value(depth - 1), Value(depth - 1)),
        8 => new InList(Value(depth - 1), [.. Many(1, () => Value(depth - 1))]),
        9 => new SpatialPredicate(Any<SpatialOperator>(), Geometry(), Geometry()),
        10 => new TemporalPredicate(Any<TemporalOperator>(), Time(), Time()),
        _ => new ArrayPredicate(Any<ArrayOperator>(), Array(depth - 1), Array(depth - 1)),
    };

    private Cql2Expression Value(int depth) => random.Next(depth <= 0 ? 6 : 10) switch
    {
        0 => new PropertyReference(Pick(Names)),
        1 => new TextLiteral(Pick(Texts)),
        2 => Number(),
        3 => Instant(),
        4 => new BooleanLiteral(random.Next(2) == 0),
        5 => new PropertyReference(Names[0]),
        6 => new Folding(Any<FoldingKind>(), Value(depth - 1)),
        7 => new Arithmetic(Any<ArithmeticOperator>(), Value(depth - 1), Value(depth - 1)),
        8 => new FunctionCall("charLength", [.. Many(0, () => Value(depth - 1))]),
        _ => Condition(depth - 1),
    };

    private NumberLiteral Number() => random.Next(4) switch
    {
        0 => new NumberLiteral(1e300, null),
        1 => Exact(random.Next(-1000, 1000)),
        2 => Exact(random.Next(-1_000_000, 1_000_000) / 1000m),
        _ => Exact(long.MaxValue),
    };

    private static NumberLiteral Exact(decimal value)
    {
        value = value == 0 ? 0 : value / 1.0000000000000000000000000000m;
        return new NumberLiteral((double)value, value);
    }

    private Cql2Expression Instant() => random.Next(2) == 0
        ? new DateLiteral(DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber + 1)))
        : new TimestampLiteral(new DateTime(random.NextInt64(DateTime.MaxValue.Ticks) / 10 * 10, DateTimeKind.Utc));

    private Cql2Expression Time() => random.Next(3) switch
    {
        0 => new PropertyReference(Pick(Times)),
        1 => Instant(),
        _ => new Interval(End(), End()),
    };

    private Cql2Expression End() => random.Next(3) switch
    {
        0 => new Unbounded(),
        1 => new PropertyReference(Pick(Times)),
        _ => Instant(),
    };

    private Cql2Expression Array(int depth) => random.Next(3) == 0 ? new PropertyReference(names is null ? "texts" : "a") : new ArrayLiteral([.. Many(0, () => Value(depth))]);

    private Cql2Expression Geometry() => random.Next(8) switch
    {
        0 => new BoxLiteral(Number(180), Number(90), Number(180), Number(90), null, null),
        1 => new BoxLiteral(Number(180), Number(90), Number(180), Number(90), -1.5, 7),
        2 => new GeometryLiteral(Point()),
        3 => new GeometryLiteral(new Point(new CoordinateZ(Number(180), Number(90), 12.5))),
        4 => new GeometryLiteral(new LineString([Position(), Position(), Position()])),
        5 => new GeometryLiteral(new MultiPolygon([Triangle(), Triangle()])),
        6 => new GeometryLiteral(new GeometryCollection([Point(), Triangle(), new MultiPoint([Point(), Point()])])),
        _ => new PropertyReference(names is null ? "geom" : "g"),
    };

    private Polygon Triangle()
    {
        var first = Position();
        return new Polygon(new LinearRing([first, Position(), Position(), first]));
    }

    private Point Point() => new(Position());

    private Coordinate Position() => new(Number(180), Number(90));

    private double Number(double limit) => ((random.NextDouble() * 2) - 1) * limit;

    private List<Cql2Expression> Many(int least, Func<Cql2Expression> make) => [.. Enumerable.Range(0, least + random.Next(3)).Select(_ => make())];

    private T Any<T>()
        where T : struct, Enum => Pick(Enum.GetValues<T>());

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
