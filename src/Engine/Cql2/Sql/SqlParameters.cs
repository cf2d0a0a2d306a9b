using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Engine.Cql2.Sql;

/// <summary>Typed parameters for literals.</summary>
internal static class SqlParameters
{
    /// <summary>One literal. Whole numbers go as bigint, so that an index of a whole-number column is of use.</summary>
    public static NpgsqlParameter Scalar(Cql2Expression literal) => literal switch
    {
        TextLiteral text => new NpgsqlParameter<string> { TypedValue = text.Value, NpgsqlDbType = NpgsqlDbType.Text },
        NumberLiteral { Exact: { } exact } when IsLong(exact) => new NpgsqlParameter<long> { TypedValue = (long)exact, NpgsqlDbType = NpgsqlDbType.Bigint },
        NumberLiteral { Exact: { } exact } => new NpgsqlParameter<decimal> { TypedValue = exact, NpgsqlDbType = NpgsqlDbType.Numeric },
        NumberLiteral number => new NpgsqlParameter<double> { TypedValue = number.Value, NpgsqlDbType = NpgsqlDbType.Double },
        BooleanLiteral boolean => new NpgsqlParameter<bool> { TypedValue = boolean.Value, NpgsqlDbType = NpgsqlDbType.Boolean },
        DateLiteral date => new NpgsqlParameter<DateOnly> { TypedValue = date.Value, NpgsqlDbType = NpgsqlDbType.Date },
        TimestampLiteral time => new NpgsqlParameter<DateTime> { TypedValue = time.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
        _ => throw new ArgumentException($"{literal.GetType().Name} is no scalar literal.", nameof(literal)),
    };

    /// <summary>Literals of one type as one array, or null when they are not.</summary>
    public static NpgsqlParameter? Array(ExpressionList items)
    {
        if (items.All(item => item is TextLiteral))
            return Of(NpgsqlDbType.Text, items.Select(item => ((TextLiteral)item).Value));
        if (items.All(item => item is NumberLiteral { Exact: { } exact } && IsLong(exact)))
            return Of(NpgsqlDbType.Bigint, items.Select(item => (long)((NumberLiteral)item).Exact!.Value));
        if (items.All(item => item is NumberLiteral { Exact: not null }))
            return Of(NpgsqlDbType.Numeric, items.Select(item => ((NumberLiteral)item).Exact!.Value));
        if (items.All(item => item is NumberLiteral))
            return Of(NpgsqlDbType.Double, items.Select(item => ((NumberLiteral)item).Value));
        if (items.All(item => item is BooleanLiteral))
            return Of(NpgsqlDbType.Boolean, items.Select(item => ((BooleanLiteral)item).Value));
        if (items.All(item => item is DateLiteral date && !IsEndOfCalendar(date.Value)))
            return Of(NpgsqlDbType.Date, items.Select(item => ((DateLiteral)item).Value));
        return items.All(item => item is TimestampLiteral)
            ? Of(NpgsqlDbType.TimestampTz, items.Select(item => ((TimestampLiteral)item).Value))
            : null;
    }

    /// <summary>
    /// The two days that Npgsql would send as -infinity and infinity; 9999-12-31 is a day that registers do use, for "no end".
    /// </summary>
    public static bool IsEndOfCalendar(DateOnly day) => day == DateOnly.MinValue || day == DateOnly.MaxValue;

    /// <summary>SQL type of values.</summary>
    public static string TypeName(Cql2Type type) => type switch
    {
        Cql2Type.Text => "text",
        Cql2Type.Number => "double precision",
        Cql2Type.Boolean => "boolean",
        Cql2Type.Date => "date",
        Cql2Type.Timestamp => "timestamptz",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>SQL type of a scalar parameter.</summary>
    public static string TypeName(NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Text => "text",
        NpgsqlDbType.Bigint => "bigint",
        NpgsqlDbType.Numeric => "numeric",
        NpgsqlDbType.Double => "double precision",
        NpgsqlDbType.Boolean => "boolean",
        NpgsqlDbType.Date => "date",
        NpgsqlDbType.TimestampTz => "timestamptz",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static NpgsqlParameter<T[]> Of<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type };

    private static bool IsLong(decimal exact) => exact >= long.MinValue && exact <= long.MaxValue && decimal.Truncate(exact) == exact;
}
