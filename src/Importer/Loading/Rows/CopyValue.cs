using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>Writes values into a binary COPY.</summary>
internal static class CopyValue
{
    /// <summary>A geometry as EWKB: PostGIS' receive function takes the same bytes that it sends.</summary>
    public static void Bytes(NpgsqlBinaryImporter copy, byte[]? bytes)
    {
        if (bytes is null)
            copy.WriteNull();
        else
            copy.Write(bytes, NpgsqlTypes.NpgsqlDbType.Bytea);
    }

    /// <summary>A value of a column's type.</summary>
    public static void Write(NpgsqlBinaryImporter copy, object? value, FieldType type)
    {
        switch (value)
        {
            case null:
                copy.WriteNull();
                break;
            case string s:
                copy.Write(s, type.Copy());
                break;
            case long l:
                copy.Write(l, type.Copy());
                break;
            case double d:
                copy.Write(d, type.Copy());
                break;
            case bool b:
                copy.Write(b, type.Copy());
                break;
            case DateOnly d:
                copy.Write(d, type.Copy());
                break;
            case DateTime t:
                copy.Write(t, type.Copy());
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType()} cannot be copied.");
        }
    }
}
