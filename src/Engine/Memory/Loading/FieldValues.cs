using System.Buffers.Binary;
using Gis.Core.Catalogue;
using Gis.Engine.Memory.Encoding;
using Gis.Engine.Reading;

namespace Gis.Engine.Memory.Loading;

/// <summary>How the types of fields come out of the database and go into a tile: the same as ST_AsMVT makes of them.</summary>
internal static class FieldValues
{
    // Fields of the messages Layer and Value (Mapbox Vector Tile Specification 2.1, section 4.1).
    private const int LayerValue = 4;
    private const int Text = 1, Double = 3, Unsigned = 5, Signed = 6, Boolean = 7;

    /// <summary>The field as a column of the alias t, in the type that <see cref="Write"/> reads.</summary>
    public static string Column(Field field) => SqlName.Column(field) + (field.Type switch
    {
        FieldType.Integer => "::bigint",
        FieldType.Number => "::double precision",
        FieldType.Boolean => "::boolean",
        _ => "::text",
    });

    /// <summary>Writes a value as an entry of a tile's layer.</summary>
    /// <param name="type">The field's type.</param>
    /// <param name="copied">The value in PostgreSQL's binary form.</param>
    /// <param name="value">To write on.</param>
    /// <param name="into">The entry; what it held is forgotten.</param>
    public static void Write(FieldType type, ReadOnlySpan<byte> copied, ProtobufBuffer value, ProtobufBuffer into)
    {
        value.Clear();
        switch (type)
        {
            case FieldType.Integer when BinaryPrimitives.ReadInt64BigEndian(copied) is var number:
                if (number >= 0)
                    value.Number(Unsigned, (ulong)number);
                else
                    value.Number(Signed, (ulong)((number << 1) ^ (number >> 63)));
                break;
            case FieldType.Number:
                value.Double(Double, BinaryPrimitives.ReadDoubleBigEndian(copied));
                break;
            case FieldType.Boolean:
                value.Number(Boolean, copied[0]);
                break;
            default:
                value.Bytes(Text, copied);
                break;
        }

        into.Clear();
        into.Bytes(LayerValue, value.Written);
    }
}
