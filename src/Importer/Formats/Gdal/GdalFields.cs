using System.Runtime.InteropServices;

namespace Gis.Importer.Formats.Gdal;

/// <summary>Columns and values of GDAL features.</summary>
internal static class GdalFields
{
    private const int Integer = 0;
    private const int Real = 2;
    private const int Binary = 8;
    private const int Date = 9;
    private const int DateTime = 11;
    private const int Integer64 = 12;
    private const int SubtypeBoolean = 1;
    private const int Gmt = 100;

    /// <summary>The columns of a layer with their GDAL index; binary ones are left out.</summary>
    public static List<(int Index, SourceField Field)> Of(IntPtr layer)
    {
        var definition = NativeGdal.OGR_L_GetLayerDefn(layer);
        var fields = new List<(int, SourceField)>();
        for (var i = 0; i < NativeGdal.OGR_FD_GetFieldCount(definition); i++)
        {
            var field = NativeGdal.OGR_FD_GetFieldDefn(definition, i);
            var name = Marshal.PtrToStringUTF8(NativeGdal.OGR_Fld_GetNameRef(field)) ?? "";
            var type = NativeGdal.OGR_Fld_GetType(field);
            if (type == Binary)
                continue;
            var width = NativeGdal.OGR_Fld_GetWidth(field);
            fields.Add((i, new SourceField(name, TypeOf(type, NativeGdal.OGR_Fld_GetSubType(field)), width > 0 ? width : null)));
        }

        return fields;
    }

    /// <summary>A value in the column's type; null when unset, null or blank.</summary>
    public static object? Value(IntPtr feature, int index, FieldType type)
    {
        if (NativeGdal.OGR_F_IsFieldSetAndNotNull(feature, index) == 0)
            return null;
        switch (type)
        {
            case FieldType.Integer:
                return NativeGdal.OGR_F_GetFieldAsInteger64(feature, index);
            case FieldType.Boolean:
                return NativeGdal.OGR_F_GetFieldAsInteger64(feature, index) != 0;
            case FieldType.Number:
                var number = NativeGdal.OGR_F_GetFieldAsDouble(feature, index);
                return double.IsFinite(number) ? number : null;
            case FieldType.Date or FieldType.DateTime:
                return Moment(feature, index, type);
            default:
                var text = Marshal.PtrToStringUTF8(NativeGdal.OGR_F_GetFieldAsString(feature, index));
                return string.IsNullOrWhiteSpace(text) ? null : text;
        }
    }

    private static object? Moment(IntPtr feature, int index, FieldType type)
    {
        var found = NativeGdal.OGR_F_GetFieldAsDateTimeEx(feature, index, out var year, out var month, out var day, out var hour, out var minute, out var second, out var zone);
        if (found == 0 || year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > System.DateTime.DaysInMonth(year, month))
            return null;
        if (type == FieldType.Date)
            return new DateOnly(year, month, day);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or >= 61)
            return null;
        var moment = new System.DateTime(year, month, day, hour, minute, 0, DateTimeKind.Unspecified).AddMilliseconds(Math.Round(second * 1000.0));

        // GDAL: 0 unknown, 1 local, 100 UTC, and a quarter of an hour for every step from there.
        return zone <= 1 ? moment : System.DateTime.SpecifyKind(moment.AddMinutes(-15 * (zone - Gmt)), DateTimeKind.Utc);
    }

    private static FieldType TypeOf(int type, int subtype) => type switch
    {
        Integer when subtype == SubtypeBoolean => FieldType.Boolean,
        Integer or Integer64 => FieldType.Integer,
        Real => FieldType.Number,
        Date => FieldType.Date,
        DateTime => FieldType.DateTime,
        _ => FieldType.Text,
    };
}
