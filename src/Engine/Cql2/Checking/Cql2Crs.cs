using NetTopologySuite.Geometries;

namespace Gis.Engine.Cql2.Checking;

/// <summary>A coordinate reference system for the geometry literals of a filter (parameter <c>filter-crs</c>).</summary>
/// <param name="Srid">EPSG code, with which PostGIS transforms (x east, y north).</param>
/// <param name="NorthFirst">True when the first number of a position is the latitude or northing, as EPSG:4326, 6668 and the plane zones have it.</param>
/// <param name="IsGeographic">True for longitude and latitude in degrees: boxes may cross the antimeridian.</param>
/// <param name="Bounds">What a literal must lie in, x east and y north: outside of it the system means nothing.</param>
public sealed record Cql2Crs(int Srid, bool NorthFirst, bool IsGeographic, Envelope Bounds)
{
    private static readonly Envelope World = new(-180, 180, -90, 90);

    /// <summary>CRS84: longitude, latitude. What counts when no <c>filter-crs</c> is given.</summary>
    public static Cql2Crs Crs84 { get; } = new(4326, NorthFirst: false, IsGeographic: true, World);

    /// <summary>EPSG:4326: latitude, longitude.</summary>
    public static Cql2Crs Wgs84 { get; } = new(4326, NorthFirst: true, IsGeographic: true, World);

    /// <summary>EPSG:6668, JGD2011: latitude, longitude.</summary>
    public static Cql2Crs Jgd2011 { get; } = new(6668, NorthFirst: true, IsGeographic: true, World);

    /// <summary>EPSG:3857: metres east, metres north, to ±85.06°.</summary>
    public static Cql2Crs WebMercator { get; } = new(3857, NorthFirst: false, IsGeographic: false, new Envelope(-20037508.35, 20037508.35, -20048966.11, 20048966.11));

    /// <summary>A plane rectangular zone of JGD2011 (EPSG:6669–6687): metres north (X), metres east (Y).</summary>
    /// <param name="zone">1–19.</param>
    public static Cql2Crs PlaneZone(int zone)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(zone, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zone, 19);
        return new Cql2Crs(6668 + zone, NorthFirst: true, IsGeographic: false, new Envelope(-1_000_000, 1_000_000, -2_000_000, 2_000_000));
    }

    /// <summary>
    /// Whether coordinates of two systems are the same numbers. WGS 84 and JGD2011 are taken as one, as everywhere in the platform (they agree within the
    /// decimetres of plate motion); transforming would only add rounding.
    /// </summary>
    /// <param name="one">An EPSG code.</param>
    /// <param name="other">An EPSG code.</param>
    public static bool IsSame(int one, int other) => one == other || (one is 4326 or 6668 && other is 4326 or 6668);
}
