using Gis.Engine.Cql2.Checking;

namespace Gis.Engine.Tests.Cql2;

/// <summary>Fills the rows of the table that are templates.</summary>
internal static class OgcTemplates
{
    private const string Arrays = "with_arrays";
    private static readonly string[] Operators = ["=", "<>", "<", ">", "<=", ">="];

    /// <summary>The row itself, or what a template stands for.</summary>
    public static IEnumerable<OgcTestRow> Instances(OgcTestRow row)
    {
        if (!row.Filter.Contains('{', StringComparison.Ordinal) || row.IsJson)
            return [row];
        return row.TestId switch
        {
            // The table's note: the elements are surely meant as strings.
            "array-predicates" => [With(row, Arrays, row.Filter.Replace("{queryable}", "texts", StringComparison.Ordinal).Replace('"', '\''))],
            "escaping" => [With(row, "ne_110m_populated_places_simple", row.Filter.Replace("{queryable}", "name", StringComparison.Ordinal))],
            "functions" => Cql2Function.Standard.SelectMany(function => Operators.Select(op => With(row, "ne_110m_populated_places_simple", Call(function, op)))),
            _ => throw new InvalidOperationException("A template nobody fills: " + row.Name),
        };
    }

    private static string Call(Cql2Function function, string op)
    {
        var arguments = function.Arguments.Select(type => type switch
        {
            Cql2Type.Text => "name",
            Cql2Type.Number => "pop_other",
            _ => "geom",
        });
        return $"{function.Name}({string.Join(", ", arguments)}) {op} 7";
    }

    private static OgcTestRow With(OgcTestRow row, string collection, string filter) =>
        new(new Dictionary<string, string>(row.Cells) { ["collection"] = collection, ["filter"] = filter });
}
