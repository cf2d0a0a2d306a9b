using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gis.Engine.Styles;

/// <summary>
/// Decides a MapLibre filter for one feature: the part of the expression language that legends use. The hazard answer finds its class
/// with it, so that what is said and what is drawn are the same.
/// </summary>
public static class FilterTest
{
    /// <summary>Whether a filter picks a feature. A null filter picks all.</summary>
    /// <param name="filter">MapLibre expression.</param>
    /// <param name="value">Gives a feature's value by field name: string, double, bool or null.</param>
    /// <exception cref="FormatException">The filter uses an operator that legends do not.</exception>
    public static bool Picks(JsonNode? filter, Func<string, object?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return filter is null || Evaluate(filter, value) is true;
    }

    private static object? Evaluate(JsonNode? node, Func<string, object?> value)
    {
        if (node is JsonValue literal)
            return Literal(literal);
        if (node is not JsonArray { Count: > 0 } call || call[0] is not JsonValue head || head.GetValueKind() != JsonValueKind.String)
            return null;
        object? Argument(int i) => i < call.Count ? Evaluate(call[i], value) : null;
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
            var other => throw new FormatException($"Legend filters cannot use the operator '{other}'."),
        };
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
