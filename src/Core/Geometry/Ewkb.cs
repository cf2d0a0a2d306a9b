using NetTopologySuite.IO;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Core.Geometry;

/// <summary>
/// PostGIS' extended well-known binary: WKB that carries its SRID (PostGIS manual, "OpenGIS WKB and WKT" and <c>ST_AsEWKB</c>). A geometry column is
/// read as <c>geom::bytea</c> and written as bytes with <c>$n::bytea::geometry</c> or through binary COPY. Axis order is x = longitude or east.
/// </summary>
public static class Ewkb
{
    /// <summary>Writes little-endian EWKB in two dimensions with the geometry's own SRID.</summary>
    public static byte[] Write(Shape geometry) =>
        new WKBWriter(ByteOrder.LittleEndian, handleSRID: true, emitZ: false, emitM: false).Write(geometry);

    /// <summary>Reads EWKB or plain WKB; the SRID is kept (0 when the bytes have none).</summary>
    /// <exception cref="ParseException">The bytes are no WKB.</exception>
    public static Shape Read(byte[] bytes)
    {
        try
        {
            return new WKBReader().Read(bytes);
        }
        catch (Exception e) when (e is ArgumentException or EndOfStreamException or OverflowException)
        {
            throw new ParseException(e.Message, e);
        }
    }
}
