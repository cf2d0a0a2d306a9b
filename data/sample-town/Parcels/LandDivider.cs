using Gis.SampleTown.Chance;
using Gis.SampleTown.Plan;
using Gis.SampleTown.Shapes;
using Gis.SampleTown.Streets;
using Gis.SampleTown.Terrain;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Parcels;

/// <summary>Divides the first faces into streets, blocks and lots. Every cut spans a whole piece, so every street meets another one.</summary>
internal sealed class LandDivider
{
    /// <summary>Below this size a piece knows its 大字, and hands it down; square metres.</summary>
    private const double OazaArea = 45_000;

    private readonly Landform _land;
    private readonly StreetPlan _plan;
    private readonly LotCutter _lots;
    private readonly SeededRandom _random = SeededRandom.For("land divider");
    private readonly HashSet<Site> _openSites = [.. Site.All];
    private readonly LineString _nationalRoad = new(MainRoads.All[0].Line);
    private int _lastBlock;

    public LandDivider(Landform land)
    {
        _land = land;
        _plan = new StreetPlan(land);
        _lots = new LotCutter(land, _random);
    }

    public List<LandPiece> Pieces { get; } = [];

    public List<Street> Lanes { get; } = [];

    public void Divide(BaseFace face)
    {
        foreach (var ring in WithoutHoles(face.Shape))
        {
            switch (face.Use)
            {
                case LandUse.Forest:
                    DivideForest(ring, null, LandUse.Forest);
                    break;
                case LandUse.Field:
                    DivideGround(ring, null);
                    break;
                case LandUse.Beach:
                    DivideStrip(ring, null, face, 320);
                    break;
                default:
                    DivideStrip(ring, null, face, face.Use == LandUse.River ? 260 : 190);
                    break;
            }
        }
    }

    /// <summary>Roads, rivers and the beach: cut across into handy lengths.</summary>
    private void DivideStrip(Ring ring, Oaza? oaza, BaseFace face, double longest)
    {
        oaza = Known(oaza, ring);
        var axis = ring.LongAxis();
        var (low, high) = ring.Extent(axis);
        if (high - low > longest * 1.4 && TryCut(ring, axis.Left, Middle(low, high), out var pieces))
        {
            foreach (var piece in pieces)
                DivideStrip(piece, ring.Area < 4000 ? oaza : null, face, longest);
            return;
        }
        if (face.Use == LandUse.Quay && TakeSite(ring, oaza!, 0))
            return;
        Pieces.Add(new LandPiece(ring, face.Use) { Oaza = oaza ?? Oaza.At(ring.Centre.X, ring.Centre.Y), Name = face.Name });
    }

    private void DivideForest(Ring ring, Oaza? oaza, LandUse use)
    {
        oaza = Known(oaza, ring);
        var depth = _land.Upland.At(ring.Centre.X, ring.Centre.Y);
        var wished = use == LandUse.PineGrove ? 5000 : _random.Range(1500, 4200) + Math.Clamp(depth * 14, 0, 6000);
        if (oaza is not null && TakeSite(ring, oaza, 0))
            return;
        if (ring.Area > wished * 1.5 || _openSites.Any(s => ring.Area > s.Area * 1.9 && Holds(ring, new Coordinate(s.East, s.North))))
        {
            var axis = ring.LongAxis();
            var slope = _plan.DirectionAt(ring.Centre.X, ring.Centre.Y);
            var (low, high) = ring.Extent(axis);
            var (across, beyond) = ring.Extent(axis.Left);
            // Cut across the long side; compact pieces are cut along or across the slope.
            var line = high - low > 1.5 * (beyond - across) ? axis.Left : _random.Chance(0.5) ? slope : slope.Left;
            var (from, to) = ring.Extent(line.Left);
            if (TryCut(ring, line, from + (to - from) * _random.Range(0.4, 0.6), out var pieces))
            {
                foreach (var piece in pieces)
                    DivideForest(piece, oaza, use);
                return;
            }
        }
        Pieces.Add(PowerLine.WithTower(new LandPiece(ring, use) { Oaza = oaza ?? Oaza.At(ring.Centre.X, ring.Centre.Y), Block = ++_lastBlock }, Pieces));
    }

    private void DivideGround(Ring ring, Oaza? oaza)
    {
        oaza = Known(oaza, ring);
        var (x, y) = (ring.Centre.X, ring.Centre.Y);
        if (x > 2720 && _land.Inland.At(x, y) < 230 && Curve.Nearest(_nationalRoad.Coordinates, x, y).Side < 0)
        {
            DivideForest(ring, oaza, LandUse.PineGrove);
            return;
        }
        if (oaza is not null && TakeSite(ring, oaza, ++_lastBlock))
            return;
        var pattern = _plan.PatternAt(x, y);
        var along = _plan.DirectionAt(x, y);
        var (lowU, highU) = ring.Extent(along);
        var (lowV, highV) = ring.Extent(along.Left);
        var rows = (int)Math.Round((highV - lowV) / pattern.BlockDepth);
        var columns = (int)Math.Round((highU - lowU) / pattern.BlockLength);
        var lane = LaneWidth(pattern, ring.Area);
        if (rows >= 2 && (highV - lowV) / pattern.BlockDepth >= (highU - lowU) / pattern.BlockLength
            && LayStreet(ring, oaza, along, Place(lowV, highV, rows, pattern, along, pattern.BlockDepth), lane, pattern))
            return;
        if (columns >= 2 && LayStreet(ring, oaza, along.Left, -Place(lowU, highU, columns, pattern, along.Left, pattern.BlockLength), lane, pattern))
            return;
        if (rows >= 2 && LayStreet(ring, oaza, along, Place(lowV, highV, rows, pattern, along, pattern.BlockDepth), lane, pattern))
            return;
        var block = ++_lastBlock;
        foreach (var lot in _lots.Cut(ring, pattern, r => TakeSite(r, oaza ?? Oaza.At(x, y), block)))
            Pieces.Add(new LandPiece(lot.Ring, lot.Use) { Oaza = oaza ?? Oaza.At(x, y), Block = block });
    }

    /// <summary>Where the next street goes: between two whole rows, on the town's grid in 新町, a little off the middle elsewhere.</summary>
    private double Place(double low, double high, int rows, StreetPattern pattern, Direction direction, double pitch)
    {
        var row = rows / 2;
        if (pattern == StreetPattern.NewTown)
        {
            // The grid starts at the station square.
            var start = Math.Abs(direction.X) > 0.5 ? 1494.0 : -3290.0;
            var wished = (low + high) / 2;
            var line = start + Math.Round((wished - start) / pitch) * pitch;
            if (line - low > pitch * 0.55 && high - line > pitch * 0.55)
                return line;
        }
        return low + (high - low) * (row + _random.Range(-0.12, 0.12)) / rows;
    }

    private bool LayStreet(Ring ring, Oaza? oaza, Direction line, double offset, double width, StreetPattern pattern)
    {
        if (line.X < -0.999)
            (line, offset) = (new Direction(-line.X, -line.Y), -offset);
        var (left, rest) = StraightCut.Cut(ring, line, offset + width / 2);
        var lanes = new List<Ring>();
        var right = new List<Ring>();
        foreach (var piece in rest)
        {
            var (lane, below) = StraightCut.Cut(piece, line, offset - width / 2);
            // A piece that lies wholly on one side was not touched by the street.
            (below.Count == 0 && lane is [var whole] && whole.Points.Length == piece.Points.Length && !Touches(whole, line, offset + width / 2) ? right : lanes).AddRange(lane);
            right.AddRange(below);
        }
        if (lanes.Count == 0 || left.Count == 0 || right.Count == 0)
            return false;
        var kind = pattern.Use == LandUse.Field ? RoadKind.FarmTrack : RoadKind.Town;
        foreach (var lane in lanes)
        {
            Pieces.Add(new LandPiece(lane, LandUse.Lane) { Oaza = oaza ?? Oaza.At(lane.Centre.X, lane.Centre.Y) });
            // The ends are cut askew by the roads the street opens into: take the middle of both corners.
            var ends = new[] { lane.Points.Where(p => line.Left.Along(p) > offset), lane.Points.Where(p => line.Left.Along(p) <= offset) }
                .Where(side => side.Any()).Select(side => (Low: side.Min(line.Along), High: side.Max(line.Along))).ToList();
            if (ends.Count < 2)
                continue;
            var (from, to) = ((ends[0].Low + ends[1].Low) / 2, (ends[0].High + ends[1].High) / 2);
            if (to - from > 2 * width)
                Lanes.Add(new Street("", kind, width, [Spot(from), Spot(to)]));
        }
        foreach (var piece in left)
            DivideGround(piece, oaza);
        foreach (var piece in right)
            DivideGround(piece, oaza);
        return true;

        Coordinate Spot(double along) => new(line.X * along + line.Left.X * offset, line.Y * along + line.Left.Y * offset);
    }

    private static bool Touches(Ring ring, Direction line, double offset) =>
        ring.Points.Any(p => Math.Abs(line.Left.Along(p) - offset) < 1e-6);

    private double LaneWidth(StreetPattern pattern, double area) => pattern.LaneWidth + (area > 60_000 ? 2 : area > 18_000 ? 1 : 0) + (_random.Chance(0.2) ? 0.5 : 0);

    private static bool TryCut(Ring ring, Direction line, double offset, out List<Ring> pieces)
    {
        var (left, right) = StraightCut.Cut(ring, line, offset);
        pieces = [.. left, .. right];
        return left.Count > 0 && right.Count > 0;
    }

    // Extents are measured along the axis; a cut across it has its left side against the axis.
    private static double Middle(double low, double high) => -(low + high) / 2;

    private static Oaza? Known(Oaza? oaza, Ring ring) => oaza ?? (ring.Area < OazaArea ? Oaza.At(ring.Centre.X, ring.Centre.Y) : null);

    private bool TakeSite(Ring ring, Oaza oaza, int block)
    {
        foreach (var site in Site.All)
        {
            if (!_openSites.Contains(site) || ring.Area > site.Area * 1.9 || !Holds(ring, new Coordinate(site.East, site.North)))
                continue;
            _openSites.Remove(site);
            Pieces.Add(new LandPiece(ring, site.Kind == SiteKind.Pond ? LandUse.Pond : LandUse.Site) { Oaza = oaza, Block = block, Site = site });
            return true;
        }
        return false;
    }

    /// <summary>True also when a street was laid just over the place.</summary>
    private static bool Holds(Ring ring, Coordinate place) =>
        ring.Contains(place) || NetTopologySuite.Algorithm.DistanceComputer.PointToSegmentString(place, [.. ring.Points, ring.Points[0]]) < 9;

    public IReadOnlyCollection<Site> UnplacedSites => _openSites;

    /// <summary>Cuts through holes until none is left.</summary>
    private static IEnumerable<Ring> WithoutHoles(Polygon shape)
    {
        if (shape.NumInteriorRings == 0)
        {
            yield return Ring.Of(shape);
            yield break;
        }
        var centre = shape.GetInteriorRingN(0).EnvelopeInternal.Centre;
        var line = new LineString([new Coordinate(centre.X, -9999), new Coordinate(centre.X + 0.37, 9999)]);
        var polygonizer = new NetTopologySuite.Operation.Polygonize.Polygonizer();
        polygonizer.Add(shape.Boundary.Union(line));
        foreach (var part in polygonizer.GetPolygons().Cast<Polygon>().OrderBy(p => p.Centroid.X).ThenBy(p => p.Centroid.Y))
        {
            if (!shape.Contains(part.InteriorPoint))
                continue;
            foreach (var ring in WithoutHoles(part))
                yield return ring;
        }
    }
}
