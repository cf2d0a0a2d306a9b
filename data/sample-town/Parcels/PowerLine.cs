using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Parcels;

/// <summary>A high voltage line over the hills: its towers stand on small parcels that are holes of the forest around them.</summary>
internal static class PowerLine
{
    private static readonly Coordinate[] Towers =
        [.. Shapes.Curve.Through([(150, 2250), (700, 2950), (1300, 3350), (1900, 3230), (2500, 3480), (3000, 3480), (3700, 3420), (4300, 3000), (4750, 2500), (5040, 1950)], 150)];

    /// <summary>Cuts a tower's ground out of a forest piece when one stands well inside it; the tower is added to <paramref name="pieces"/>.</summary>
    public static LandPiece WithTower(LandPiece forest, List<LandPiece> pieces)
    {
        var area = forest.Shell.ToPolygon();
        foreach (var tower in Towers)
        {
            if (!area.EnvelopeInternal.Contains(tower))
                continue;
            // Turned like the line, so that it does not look like a stamp.
            Coordinate[] corners = [At(tower, -4.6, -1.4), At(tower, 1.4, -4.6), At(tower, 4.6, 1.4), At(tower, -1.4, 4.6)];
            if (!corners.All(c => area.Contains(new Point(c))) || area.ExteriorRing.Distance(new Point(tower)) < 9)
                continue;
            var ground = new Ring(corners);
            pieces.Add(new LandPiece(ground, LandUse.Tower) { Oaza = forest.Oaza, Block = forest.Block });
            return forest with { Holes = [ground] };
        }
        return forest;
    }

    private static Coordinate At(Coordinate centre, double dx, double dy) => new(centre.X + dx, centre.Y + dy);
}
