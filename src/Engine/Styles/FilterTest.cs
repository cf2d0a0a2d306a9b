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
        return filter is null || StyleExpression.Evaluate(filter, value) is true;
    }
}
