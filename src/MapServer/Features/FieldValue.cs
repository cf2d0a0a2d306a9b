using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace Gis.MapServer.Features;

/// <summary>Values of fields as JSON: dates and times as ISO 8601 text, numbers as numbers, what is not a number (NaN) as null.</summary>
internal static class FieldValue
{
    public static void Write(Utf8JsonWriter json, string name, NpgsqlDataReader reader, int column)
    {
        json.WritePropertyName(name);
        switch (reader.GetValue(column))
        {
            case DBNull:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case short or int or long:
                json.WriteNumberValue(reader.GetInt64(column));
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case float or double:
                var value = reader.GetDouble(column);
                if (double.IsFinite(value))
                    json.WriteNumberValue(value);
                else
                    json.WriteNullValue();
                break;
            case DateOnly date:
                json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case DateTime time:
                json.WriteStringValue(time.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture));
                break;
            case var other:
                json.WriteStringValue(Convert.ToString(other, CultureInfo.InvariantCulture));
                break;
        }
    }
}
