using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gis.Engine.Styles;

/// <summary>
/// Values of MapLibre expressions outside a browser: the part of the language that presets use. What the hazard answer says and what a
/// drawn picture shows come from the very expressions that the map is drawn by.
/// </summary>
public static class StyleExpression
{
    /// <summary>The value of an expression for one feature.</summary>
    /// <param name="node">MapLibre expression, or a plain value.</param>
    /// <param name="value">Gives a feature's value by field name: string, double, bool or null.</param>
    /// <param name="zoom">The zoom it is drawn at; filters of legends do not ask for it.</param>
    /// <returns>String, double, bool, an array of values as it stands, or null.</returns>
    /// <exception cref="FormatException">The expression uses an operator that presets do not.</exception>
    public static object? Evaluate(JsonNode? node, Func<string, object?> value, double zoom = 0)
    {
        if (node is JsonValue literal)
            return Literal(literal);
        if (node is not JsonArray { Count: > 0 } call || call[0] is not JsonValue head || head.GetValueKind() != JsonValueKind.String)
            return null;
        object? Argument(int i) => i < call.Count ? Evaluate(call[i], value, zoom) : null;
        var arguments = Enumerable.Range(1, call.Count - 1);
        return head.GetValue<string>() switch
        {
            "literal" => call[1],
            "get" => Argument(1) is string name ? value(name) : null,
            "has" => Argument(1) is string name && value(name) is not null,
            "!" => Argument(1) is not true,
            "all" => arguments.All(i => Argument(i) is true),
            "any" => arguments.Any(i => Argument(i) is true),
            "==" => Same(Argument(1), Argument(2)),
            "!=" => !Same(Argument(1), Argument(2)),
            "<" => Compare(Argument(1), Argument(2)) < 0,
            "<=" => Compare(Argument(1), Argument(2)) <= 0,
            ">" => Compare(Argument(1), Argument(2)) > 0,
            ">=" => Compare(Argument(1), Argument(2)) >= 0,
            "in" => In(Argument(1), Argument(2)),
            "coalesce" => arguments.Select(Argument).FirstOrDefault(a => a is not null),
            "to-string" => Text(Argument(1)),
            "to-number" => arguments.Select(i => Number(Argument(i))).FirstOrDefault(n => n is not null),
            "zoom" => zoom,
            "interpolate" => Interpolate(call, Argument),
            "step" => Step(call, Argument),
            "case" => Case(call, Argument),
            "concat" => string.Concat(arguments.Select(i => Text(Argument(i)))),
            "*" => arguments.Aggregate(1d, (product, i) => product * (Number(Argument(i)) as double? ?? 0)),
            "+" => arguments.Sum(i => Number(Argument(i)) as double? ?? 0),
            "-" => (Number(Argument(1)) as double? ?? 0) - (Number(Argument(2)) as double? ?? 0),
            var other => throw new FormatException($"Expressions of presets cannot use the operator '{other}'."),
        };
    }

    // ["interpolate", ["linear"] or ["exponential", base], input, stop, output, …]
    private static double? Interpolate(JsonArray call, Func<int, object?> argument)
    {
        var input = Number(argument(2)) as double? ?? 0;
        var growth = call[1] is JsonArray { Count: > 1 } kind && kind[0]?.GetValue<string>() == "exponential" ? kind[1]!.Deserialize<double>() : 1;
        (double At, double Value)? before = null;
        for (var i = 3; i + 1 < call.Count; i += 2)
        {
            var (at, here) = (Number(argument(i)) as double? ?? 0, Number(argument(i + 1)) as double? ?? 0);
            if (input <= at)
            {
                if (before is not { } from)
                    return here;
                var share = growth == 1
                    ? (input - from.At) / (at - from.At)
                    : (Math.Pow(growth, input - from.At) - 1) / (Math.Pow(growth, at - from.At) - 1);
                return from.Value + (share * (here - from.Value));
            }

            before = (at, here);
        }

        return before?.Value;
    }

    // ["step", input, below the first stop, stop, output, …]
    private static object? Step(JsonArray call, Func<int, object?> argument)
    {
        var (input, result) = (Number(argument(1)) as double? ?? 0, 2);
        for (var i = 3; i + 1 < call.Count && input >= (Number(argument(i)) as double? ?? 0); i += 2)
            result = i + 1;
        return argument(result);
    }

    private static object? Case(JsonArray call, Func<int, object?> argument)
    {
        for (var i = 1; i + 1 < call.Count; i += 2)
        {
            if (argument(i) is true)
                return argument(i + 1);
        }

        return argument(call.Count - 1);
    }

    private static object? Literal(JsonValue literal) => literal.GetValueKind() switch
    {
        JsonValueKind.String => literal.GetValue<string>(),
        JsonValueKind.Number => literal.Deserialize<double>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (double x, double y) => x.Equals(y),
        (string x, string y) => x == y,
        (bool x, bool y) => x == y,
        _ => false,
    };

    // Values of different types are never in order, as in MapLibre, where such a comparison is an error and picks nothing.
    private static int? Compare(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => x.CompareTo(y),
        (string x, string y) => string.CompareOrdinal(x, y),
        _ => null,
    };

    private static bool In(object? needle, object? haystack) => haystack switch
    {
        JsonArray list => list.Any(item => item is JsonValue v && Same(needle, Literal(v))),
        string text => needle is string part && text.Contains(part, StringComparison.Ordinal),
        _ => false,
    };

    private static string Text(object? value) => value switch
    {
        null => "",
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static object? Number(object? value) => value switch
    {
        double => value,
        bool b => b ? 1d : 0d,
        string s when double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) => n,
        _ => null,
    };
}
