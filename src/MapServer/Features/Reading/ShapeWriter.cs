using System.Buffers.Binary;
using Gis.MapServer.Features.Crs;

namespace Gis.MapServer.Features.Reading;

/// <summary>
/// Writes shapes as GeoJSON (RFC 7946) straight from the EWKB of the database, without an object a vertex: outer rings counter-clockwise, positions in the
/// order of the system's axes.
/// </summary>
/// <param name="crs">The system that is asked for.</param>
/// <param name="into">To write on.</param>
internal sealed class ShapeWriter(FeatureCrs crs, Utf8Buffer into)
{
    private const uint HasZ = 0x8000_0000, HasM = 0x4000_0000, HasSrid = 0x2000_0000;

    private readonly bool _plain = crs == FeatureCrs.Crs84;
    private readonly int _decimals = crs.Decimals;
    private readonly long _scale = (long)Math.Pow(10, crs.Decimals);

    /// <summary>Writes a geometry object, or null.</summary>
    /// <param name="ewkb">Little-endian, longitude and latitude; null or empty: no place.</param>
    /// <exception cref="InvalidDataException">A type that GeoJSON does not know.</exception>
    public void Write(byte[]? ewkb)
    {
        if (ewkb is null || IsEmpty(ewkb))
        {
            into.Raw("null"u8);
            return;
        }

        ReadOnlySpan<byte> rest = ewkb;
        Geometry(ref rest);
    }

    // Nothing but the head and a count of none; an empty point is one of NaN.
    private static bool IsEmpty(ReadOnlySpan<byte> ewkb)
    {
        var (type, ordinates) = Head(ref ewkb);
        return type == 1 ? double.IsNaN(Double(ewkb)) && ordinates >= 2 : BinaryPrimitives.ReadInt32LittleEndian(ewkb) == 0;
    }

    private void Geometry(ref ReadOnlySpan<byte> rest)
    {
        var (type, ordinates) = Head(ref rest);
        into.Raw("{\"type\":\""u8);
        into.Raw(type switch
        {
            1 => "Point\",\"coordinates\":"u8,
            2 => "LineString\",\"coordinates\":"u8,
            3 => "Polygon\",\"coordinates\":"u8,
            4 => "MultiPoint\",\"coordinates\":"u8,
            5 => "MultiLineString\",\"coordinates\":"u8,
            6 => "MultiPolygon\",\"coordinates\":"u8,
            7 => "GeometryCollection\",\"geometries\":"u8,
            _ => throw new InvalidDataException("A type of geometry that GeoJSON does not know."),
        });
        if (type <= 3)
        {
            Coordinates(type, ordinates, ref rest);
        }
        else
        {
            into.Raw("["u8);
            var count = Count(ref rest);
            for (var i = 0; i < count; i++)
            {
                if (i > 0)
                    into.Raw(","u8);
                if (type == 7)
                {
                    Geometry(ref rest);
                    continue;
                }

                var (part, width) = Head(ref rest);
                Coordinates(part, width, ref rest);
            }

            into.Raw("]"u8);
        }

        into.Raw("}"u8);
    }

    private void Coordinates(uint type, int ordinates, ref ReadOnlySpan<byte> rest)
    {
        switch (type)
        {
            case 1:
                Position(rest);
                rest = rest[(8 * ordinates)..];
                break;
            case 2:
                Positions(Count(ref rest), ordinates, false, ref rest);
                break;
            default:
                into.Raw("["u8);
                var rings = Count(ref rest);
                for (var ring = 0; ring < rings; ring++)
                {
                    if (ring > 0)
                        into.Raw(","u8);
                    var count = Count(ref rest);
                    Positions(count, ordinates, Area(rest, count, ordinates) > 0 != (ring == 0), ref rest);
                }

                into.Raw("]"u8);
                break;
        }
    }

    private void Positions(int count, int ordinates, bool reverse, ref ReadOnlySpan<byte> rest)
    {
        into.Raw("["u8);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                into.Raw(","u8);
            Position(rest[(8 * ordinates * (reverse ? count - 1 - i : i))..]);
        }

        into.Raw("]"u8);
        rest = rest[(8 * ordinates * count)..];
    }

    private void Position(ReadOnlySpan<byte> at)
    {
        var (first, second) = (Double(at), Double(at[8..]));
        if (!_plain)
            (first, second) = crs.FromLonLat(first, second);
        into.Raw("["u8);
        into.Fixed(first, _decimals, _scale);
        into.Raw(","u8);
        into.Fixed(second, _decimals, _scale);
        into.Raw("]"u8);
    }

    // Twice the signed area, relative to the first position so that small rings far from the origin keep their digits.
    private static double Area(ReadOnlySpan<byte> ring, int count, int ordinates)
    {
        if (count == 0)
            return 0;
        var (x0, y0, sum, px, py) = (Double(ring), Double(ring[8..]), 0.0, 0.0, 0.0);
        for (var i = 1; i < count; i++)
        {
            var at = ring[(8 * ordinates * i)..];
            var (x, y) = (Double(at) - x0, Double(at[8..]) - y0);
            sum += (px * y) - (x * py);
            (px, py) = (x, y);
        }

        return sum;
    }

    private static (uint Type, int Ordinates) Head(ref ReadOnlySpan<byte> rest)
    {
        if (rest[0] != 1)
            throw new InvalidDataException("The database is expected to write little-endian.");
        var type = BinaryPrimitives.ReadUInt32LittleEndian(rest[1..]);
        rest = rest[((type & HasSrid) != 0 ? 9 : 5)..];
        return (type & 0xFFFF, 2 + ((type & HasZ) != 0 ? 1 : 0) + ((type & HasM) != 0 ? 1 : 0));
    }

    private static int Count(ref ReadOnlySpan<byte> rest)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(rest);
        rest = rest[4..];
        return count;
    }

    private static double Double(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadDoubleLittleEndian(at);
}
