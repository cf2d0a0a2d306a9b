using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using Npgsql;

namespace Gis.Importer.Checks;

/// <summary>The town as the checks know it: its name, its zone and, when a boundary was loaded, its area.</summary>
internal sealed class TownArea
{
    private readonly IPreparedGeometry? area;
    private readonly IndexedPointInAreaLocator? locator;

    private TownArea(string? code, string? name, PlaneZone? zone, Geometry? boundary)
    {
        Code = code;
        Name = name;
        Zone = zone;
        Boundary = boundary;
        area = boundary is null ? null : PreparedGeometryFactory.Prepare(boundary);
        locator = boundary is null ? null : new IndexedPointInAreaLocator(boundary);
    }

    /// <summary>Municipality code, or null before a town is set.</summary>
    public string? Code { get; }

    /// <summary>Name, or null before a town is set.</summary>
    public string? Name { get; }

    /// <summary>Its zone, or null before a town is set.</summary>
    public PlaneZone? Zone { get; }

    /// <summary>Its area in EPSG:6668, or null: then nothing is checked against it.</summary>
    public Geometry? Boundary { get; }

    /// <summary>No town: nothing is checked against it.</summary>
    public static TownArea Unknown { get; } = new(null, null, null, null);

    /// <summary>A town for checks.</summary>
    public static TownArea Of(string code, string name, PlaneZone zone, Geometry? boundary) => new(code, name, zone, boundary);

    /// <summary>Reads the town from the catalogue.</summary>
    public static async Task<TownArea> LoadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT code, name, plane_zone, ST_AsEWKB(boundary) FROM gis.town", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new TownArea(
                reader.GetString(0), reader.GetString(1), new PlaneZone(reader.GetInt32(2)), reader.IsDBNull(3) ? null : Ewkb.Read(reader.GetFieldValue<byte[]>(3)))
            : Unknown;
    }

    /// <summary>Whether any part of a shape lies in the town; true when there is no boundary to check against.</summary>
    public bool Touches(Geometry shape) => area is null || area.Intersects(shape);

    /// <summary>Whether a position certainly lies in the town, so that a shape with it touches the town; true when there is no boundary.</summary>
    public bool Surely(double lon, double lat) => locator is null || locator.Locate(new Coordinate(lon, lat)) == Location.Interior;

    /// <summary>Whether a position lies in the town's surrounding box.</summary>
    public bool IsNear(LonLat position, double marginDegrees)
    {
        if (Boundary is null)
            return false;
        var box = Boundary.EnvelopeInternal.Copy();
        box.ExpandBy(marginDegrees);
        return box.Contains(position.Lon, position.Lat);
    }
}
