using Gis.Engine.Cql2.Checking;
using Npgsql;

namespace Gis.Engine.Cql2.Sql;

/// <summary>A filter as a condition of PostgreSQL with PostGIS: its text holds nothing of the filter's own characters, only columns, operators and $n.</summary>
/// <param name="Text">A boolean SQL expression in parentheses, for WHERE.</param>
/// <param name="Parameters">Values of its parameters, in the order of their numbers.</param>
public sealed record Cql2Sql(string Text, IReadOnlyList<NpgsqlParameter> Parameters)
{
    /// <summary>Translates a checked filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="firstParameter">Number of its first parameter, when the statement has others before.</param>
    public static Cql2Sql Translate(CheckedFilter filter, int firstParameter = 1)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var builder = new SqlBuilder(filter.Settings, firstParameter);
        builder.Condition(filter.Root);
        return builder.Build();
    }

    /// <summary>
    /// What the filter's author must know of an error that PostgreSQL met while running it: an overflow, a shape that GEOS cannot relate. Null for every other
    /// error, which is none of the author's.
    /// </summary>
    /// <param name="error">The error.</param>
    public static Cql2Exception? Explain(PostgresException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.SqlState switch
        {
            "22003" or "22008" or "22012" or "2201F" => new Cql2Exception(Cql2Fault.Value, null, "計算の結果が値の範囲を超えました。"),
            "XX000" when error.MessageText.Contains("Exception", StringComparison.Ordinal) || error.MessageText.Contains("transform", StringComparison.Ordinal) =>
                new Cql2Exception(Cql2Fault.Value, null, "図形どうしの関係を計算できませんでした。"),
            _ => null,
        };
    }
}
