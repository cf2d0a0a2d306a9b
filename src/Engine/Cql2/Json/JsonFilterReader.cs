using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Parsing;
using Gis.Engine.Cql2.Text;

namespace Gis.Engine.Cql2.Json;

/// <summary>Reads the expressions of CQL2 JSON.</summary>
internal sealed class JsonFilterReader(ExpressionBuilder build)
{
    private readonly JsonGeometryReader _geometry = new(build);

    /// <summary>The whole filter.</summary>
    public Cql2Expression Filter(JsonValue value) => ExpressionBuilder.Condition(Expression(value));

    private Cql2Expression Expression(JsonValue value, bool mayBeArray = false) => value.Kind switch
    {
        JsonKind.Text => build.Leaf(LiteralReader.Text(value.Text, value.Offset, build.Limits), value.Offset),
        JsonKind.Number => build.Leaf(LiteralReader.Number(value.Text, value.Offset, build.Limits), value.Offset),
        JsonKind.Boolean => build.Leaf(new BooleanLiteral(value.Text == "true"), value.Offset),
        JsonKind.Object => Object(value),
        JsonKind.Array when mayBeArray => Array(value),
        JsonKind.Array => throw new Cql2Exception(Cql2Fault.Syntax, value.Offset, "ここに配列は書けません。"),
        _ => throw new Cql2Exception(Cql2Fault.Syntax, value.Offset, "null は値になりません(isNull を使ってください)。"),
    };

    private Cql2Expression Object(JsonValue value)
    {
        if (value.Member("op") is { } op)
            return Operation(value, op);
        if (value.Member("property") is { } property)
            return build.Leaf(new PropertyReference(LiteralReader.Name(Text(property), property.Offset, build.Limits)), value.Offset);
        if (value.Member("date") is { } date)
            return build.Leaf(InstantReader.Date(Text(date)) ?? throw NoInstant(date), value.Offset);
        if (value.Member("timestamp") is { } timestamp)
            return build.Leaf(InstantReader.Timestamp(Text(timestamp)) ?? throw NoInstant(timestamp), value.Offset);
        if (value.Member("interval") is { } interval)
            return Interval(value, interval);
        if (_geometry.Read(value) is { } geometry)
            return build.Leaf(geometry, value.Offset);
        throw new Cql2Exception(Cql2Fault.Syntax, value.Offset, "op、property、date、timestamp、interval、bbox、図形のどれでもありません。");
    }

    private ArrayLiteral Array(JsonValue value)
    {
        build.Enter(value.Offset);
        var items = Items(value, mayBeArrays: true);
        build.Leave();
        return build.Node(new ArrayLiteral([.. items]), value.Offset, items);
    }

    private List<Cql2Expression> Items(JsonValue array, bool mayBeArrays = false)
    {
        var items = new List<Cql2Expression>();
        foreach (var item in array.Items)
            build.Add(items, Expression(item, mayBeArrays));
        return items;
    }

    private Cql2Expression Operation(JsonValue value, JsonValue op)
    {
        var name = LiteralReader.Name(Text(op), op.Offset, build.Limits);
        var args = value.Member("args");
        if (args is null || args.Kind != JsonKind.Array)
            throw new Cql2Exception(Cql2Fault.Syntax, value.Offset, "args に値の配列を書いてください。");
        build.Enter(value.Offset);
        var made = name == "in" ? In(value, args) : Operation(name, value.Offset, args.Offset, Items(args, TakesArrays(name)));
        build.Leave();
        return made;
    }

    private static bool TakesArrays(string name) => OperatorNames.Array.TryJson(name, out _) || NameCharacters.IsFunction(name);

    private Cql2Expression Operation(string name, int offset, int argsOffset, List<Cql2Expression> args)
    {
        Cql2Expression Two(Func<Cql2Expression, Cql2Expression, Cql2Expression> make)
        {
            Require(args.Count == 2, argsOffset, "args に値を2つ書いてください。");
            return build.Node(make(args[0], args[1]), offset, args[0], args[1]);
        }

        if (OperatorNames.Logical.TryJson(name, out var logical))
        {
            Require(args.Count >= 2, argsOffset, "args に条件を2つ以上書いてください。");
            return build.MakeLogical(logical, offset, args);
        }

        if (OperatorNames.Comparison.TryJson(name, out var comparison))
            return Two((left, right) => new Comparison(comparison, left, right));
        if (OperatorNames.Arithmetic.TryJson(name, out var arithmetic))
            return Two((left, right) => new Arithmetic(arithmetic, left, right));
        if (OperatorNames.Spatial.TryJson(name, out var spatial))
            return Two((left, right) => new SpatialPredicate(spatial, left, right));
        if (OperatorNames.Temporal.TryJson(name, out var temporal))
            return Two((left, right) => new TemporalPredicate(temporal, left, right));
        if (OperatorNames.Array.TryJson(name, out var array))
            return Two((left, right) => new ArrayPredicate(array, left, right));
        if (OperatorNames.Folding.TryJson(name, out var folding))
        {
            Require(args.Count == 1, argsOffset, "args に文字列を1つ書いてください。");
            return build.Node(new Folding(folding, args[0]), offset, args[0]);
        }

        return name switch
        {
            "not" => build.MakeNot(offset, Only(args, 1, argsOffset)[0]),
            "isNull" => build.Node(new IsNull(Only(args, 1, argsOffset)[0]), offset, args[0]),
            "like" => build.MakeLike(offset, Only(args, 2, argsOffset)[0], args[1]),
            "between" => build.Node(new Between(Only(args, 3, argsOffset)[0], args[1], args[2]), offset, args[0], args[1], args[2]),
            _ when !NameCharacters.IsFunction(name) => throw new Cql2Exception(Cql2Fault.Syntax, offset, "op の演算子や関数の名前が正しくありません。"),
            _ => build.Node(new FunctionCall(name, [.. args]), offset, args),
        };
    }

    private InList In(JsonValue value, JsonValue args)
    {
        Require(args.Items.Count == 2 && args.Items[1].Kind == JsonKind.Array && args.Items[1].Items.Count > 0, args.Offset, "in の args には値と、1つ以上の値の配列を書いてください。");
        var tested = Expression(args.Items[0]);
        var items = Items(args.Items[1]);
        return build.Node(new InList(tested, [.. items]), value.Offset, items, tested);
    }

    private Interval Interval(JsonValue value, JsonValue ends)
    {
        Require(ends.Kind == JsonKind.Array && ends.Items.Count == 2, ends.Offset, "interval には始まりと終わりの2つを書いてください。");
        build.Enter(value.Offset);
        var start = IntervalEnd(ends.Items[0]);
        var end = IntervalEnd(ends.Items[1]);
        build.Leave();
        return build.Node(new Interval(start, end), value.Offset, start, end);
    }

    private Cql2Expression IntervalEnd(JsonValue end)
    {
        if (end.Kind == JsonKind.Text)
        {
            var bound = end.Text == ".." ? new Unbounded() : InstantReader.Instant(end.Text);
            return build.Leaf(bound ?? throw NoInstant(end), end.Offset);
        }

        var expression = Expression(end);
        Require(expression is PropertyReference or FunctionCall, end.Offset, "interval には日時、\"..\"、項目、関数のどれかを書いてください。");
        return expression;
    }

    private static List<Cql2Expression> Only(List<Cql2Expression> args, int count, int offset)
    {
        Require(args.Count == count, offset, $"args に値を{count}つ書いてください。");
        return args;
    }

    private static string Text(JsonValue value)
    {
        Require(value.Kind == JsonKind.Text, value.Offset, "ここには文字列を書いてください。");
        return value.Text;
    }

    private static void Require(bool condition, int offset, string otherwise)
    {
        if (!condition)
            throw new Cql2Exception(Cql2Fault.Syntax, offset, otherwise);
    }

    private static Cql2Exception NoInstant(JsonValue value) =>
        new(Cql2Fault.Value, value.Offset, "日時として読めません(例: \"2026-04-01\"、\"2026-04-01T09:00:00Z\")。");
}
