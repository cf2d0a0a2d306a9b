using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using NpgsqlTypes;
using SourceType = Gis.Importer.Formats.FieldType;

namespace Gis.Importer.Loading;

/// <summary>Types of columns: from the source, in SQL, in binary COPY, and the wider of two.</summary>
internal static class ColumnType
{
    /// <summary>The catalogue's type for a source's.</summary>
    public static FieldType Of(SourceType type) => type switch
    {
        SourceType.Integer => FieldType.Integer,
        SourceType.Number => FieldType.Number,
        SourceType.Boolean => FieldType.Boolean,
        SourceType.Date => FieldType.Date,
        SourceType.DateTime => FieldType.DateTime,
        _ => FieldType.Text,
    };

    /// <summary>The SQL type.</summary>
    public static string Sql(this FieldType type) => type switch
    {
        FieldType.Integer => "bigint",
        FieldType.Number => "double precision",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.DateTime => "timestamptz",
        _ => "text",
    };

    /// <summary>The catalogue's type for an SQL type's name, as <c>format_type</c> writes it.</summary>
    public static FieldType FromSql(string type) => type switch
    {
        "bigint" or "integer" or "smallint" => FieldType.Integer,
        "double precision" or "real" or "numeric" => FieldType.Number,
        "boolean" => FieldType.Boolean,
        "date" => FieldType.Date,
        "timestamp with time zone" => FieldType.DateTime,
        _ => FieldType.Text,
    };

    /// <summary>The type for Npgsql's binary COPY.</summary>
    public static NpgsqlDbType Copy(this FieldType type) => type switch
    {
        FieldType.Integer => NpgsqlDbType.Bigint,
        FieldType.Number => NpgsqlDbType.Double,
        FieldType.Boolean => NpgsqlDbType.Boolean,
        FieldType.Date => NpgsqlDbType.Date,
        FieldType.DateTime => NpgsqlDbType.TimestampTz,
        _ => NpgsqlDbType.Text,
    };

    /// <summary>A type that holds every value of both.</summary>
    public static FieldType Wider(FieldType one, FieldType other)
    {
        if (Plain(one) == Plain(other))
            return one;
        return (Plain(one), Plain(other)) switch
        {
            (FieldType.Integer, FieldType.Number) or (FieldType.Number, FieldType.Integer) => FieldType.Number,
            (FieldType.Date, FieldType.DateTime) or (FieldType.DateTime, FieldType.Date) => FieldType.DateTime,
            _ => FieldType.Text,
        };
    }

    /// <summary>A value as a column of a type takes it; null stays null.</summary>
    public static object? Convert(object? value, FieldType type) => value switch
    {
        null => null,
        string s when Plain(type) == FieldType.Text => s.Contains('\0') ? s.Replace("\0", "", StringComparison.Ordinal) : s,
        _ when Plain(type) == FieldType.Text => Text(value),
        int i when type == FieldType.Integer => (long)i,
        long l when type == FieldType.Number => (double)l,
        int i when type == FieldType.Number => (double)i,
        DateTime t when type == FieldType.DateTime => Utc(t),
        DateOnly d when type == FieldType.DateTime => Utc(d.ToDateTime(TimeOnly.MinValue)),
        _ => value,
    };

    /// <summary>A value as text, the same in every place of the world.</summary>
    public static string Text(object value) => value switch
    {
        string s => s,
        bool b => b ? "true" : "false",
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime t => t.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        _ => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // A time without an offset in a Japanese file is Japanese time.
    private static DateTime Utc(DateTime time) =>
        time.Kind == DateTimeKind.Utc ? time : JapanTime.At(time).UtcDateTime;

    private static FieldType Plain(FieldType type) => type == FieldType.Url ? FieldType.Text : type;
}
