using System.Text.Json.Serialization;
using Gis.Core.Geodesy;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Pinning;

/// <summary>
/// Where a map without a place (任意座標系) was pinned: an affine way from the map's own metres to a plane zone,
/// <c>east = A·x + B·y + C</c>, <c>north = D·x + E·y + F</c> with x to the map's right (east) and y up (north).
/// </summary>
/// <param name="Zone">Number of the plane zone, 1–19.</param>
/// <param name="A">Of x in east.</param>
/// <param name="B">Of y in east.</param>
/// <param name="C">Metres.</param>
/// <param name="D">Of x in north.</param>
/// <param name="E">Of y in north.</param>
/// <param name="F">Metres.</param>
internal sealed record MapPin(int Zone, double A, double B, double C, double D, double E, double F)
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 6668);

    /// <summary>Metres on the ground by metre on the map, over all directions alike.</summary>
    [JsonIgnore]
    public double Scale => Math.Sqrt(Math.Abs(Determinant));

    /// <summary>Turn of the map in degrees, counter-clockwise.</summary>
    [JsonIgnore]
    public double Turn => Math.Atan2(D - B, A + E) * 180 / Math.PI;

    /// <summary>Whether the map would lie face down.</summary>
    [JsonIgnore]
    public bool IsMirrored => Determinant < 0;

    private double Determinant => (A * E) - (B * D);

    /// <summary>A position of the map on the plane.</summary>
    public PlanePoint ToPlane(double x, double y) => new((D * x) + (E * y) + F, (A * x) + (B * y) + C);

    /// <summary>A shape of the map in EPSG:6668.</summary>
    public Geometry Apply(Geometry local)
    {
        var zone = new PlaneZone(Zone);
        var placed = Factory.CreateGeometry(local);
        placed.Apply(new Mover(this, zone));
        placed.GeometryChanged();
        return placed;
    }

    private sealed class Mover(MapPin pin, PlaneZone zone) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            var place = zone.ToLonLat(pin.ToPlane(sequence.GetX(i), sequence.GetY(i)));
            sequence.SetX(i, place.Lon);
            sequence.SetY(i, place.Lat);
        }
    }
}
