using System.Globalization;
using Npgsql;

namespace Gis.MapServer.Features.Reading;

/// <summary>Values of fields as JSON: dates and times as ISO 8601 text, numbers as numbers, what is not a number (NaN) as null.</summary>
internal static class FieldValue
{
    /// <summary>How times are written: UTC, with fractions of a second only where there are any.</summary>
    public const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFK";

    public static void Write(NpgsqlDataReader reader, int column, Utf8Buffer into)
    {
        if (reader.IsDBNull(column))
        {
            into.Raw("null"u8);
            return;
        }

        var type = reader.GetFieldType(column);
        if (type == typeof(string))
            into.Text(reader.GetString(column));
        else if (type == typeof(long) || type == typeof(int) || type == typeof(short))
            into.Number(reader.GetInt64(column));
        else if (type == typeof(double) || type == typeof(float))
            into.Number(reader.GetDouble(column));
        else
            Other(reader.GetValue(column), into);
    }

    /// <summary>A value as text.</summary>
    public static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(TimeFormat, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static void Other(object value, Utf8Buffer into)
    {
        if (value is bool or decimal)
            into.Raw(Text(value));
        else
            into.Text(Text(value));
    }
}
