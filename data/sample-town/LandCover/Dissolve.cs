using Gis.SampleTown.Cadastre;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.LandCover;

/// <summary>Unites parcels into larger areas whose outline runs exactly along parcel edges.</summary>
internal static class Dissolve
{
    public static List<Polygon> Polygons(IEnumerable<Parcel> parcels, Survey survey)
    {
        var factory = new GeometryFactory(new PrecisionModel(1000));
        List<LinearRing> shells = [], holes = [];
        foreach (var ring in RingTracer.Outline(parcels.SelectMany(p => p.Rings), i => survey.Corner[i]))
        {
            Coordinate[] points = [.. ring.Select(i => survey.Corner[i]), survey.Corner[ring[0]]];
            if (points.Length >= 4)
                (NetTopologySuite.Algorithm.Orientation.IsCCW(points) ? shells : holes).Add(factory.CreateLinearRing(points));
        }
        var inner = shells.ToDictionary(s => s, _ => new List<LinearRing>());
        foreach (var hole in holes)
        {
            // A hole may touch its outline in a corner, so more than one point is asked.
            var home = shells.Where(s => s.EnvelopeInternal.Contains(hole.EnvelopeInternal)
                    && hole.Coordinates.Any(c => NetTopologySuite.Algorithm.PointLocation.LocateInRing(c, s.Coordinates) == Location.Interior))
                .MinBy(s => s.EnvelopeInternal.Area);
            if (home is not null)
                inner[home].Add(hole);
        }
        return [.. shells.Select(s => factory.CreatePolygon(s, [.. inner[s]])).OrderBy(p => p.EnvelopeInternal.MinX).ThenBy(p => p.EnvelopeInternal.MinY)];
    }
}
