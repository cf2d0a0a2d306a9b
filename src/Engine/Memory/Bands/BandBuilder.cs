using System.Collections;
using Gis.Engine.Memory.Shapes;
using Gis.Engine.Tiles;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Memory.Bands;

/// <summary>Makes the band of a chunk for a zoom.</summary>
internal sealed class BandBuilder
{
    /// <summary>The last zoom whose outlines are simplified; deeper down a unit is near the accuracy of the survey.</summary>
    public const int SimplifiedTo = 14;

    /// <summary>Farthest a simplified outline lies from its vertices, in units: an eighth of a CSS pixel.</summary>
    private const double Tolerance = 1;

    private readonly ShapeBlock _shapes;
    private readonly bool _keepThinParts;
    private readonly ZoomGrid _grid;
    private readonly PolygonCheck _check;
    private readonly Easing _easing;
    private readonly GridShape _shape = new();
    private readonly GridShape _next = new();

    /// <summary>Begins a band.</summary>
    /// <param name="shapes">The chunk's shapes.</param>
    /// <param name="zoom">The zoom.</param>
    /// <param name="keepThinParts">Hazard layers: a part of several that has no area left on the grid gets a square, so that it still shows.</param>
    public BandBuilder(ShapeBlock shapes, int zoom, bool keepThinParts)
    {
        (_shapes, _keepThinParts) = (shapes, keepThinParts);
        _grid = new ZoomGrid(zoom);
        _check = new PolygonCheck();
        _easing = new Easing(_check);
    }

    /// <summary>Makes the band of a zoom up to <see cref="SimplifiedTo"/>: all lines and polygons, simplified.</summary>
    /// <param name="junctions">See <see cref="Junctions.Find"/>.</param>
    public ZoomBand Simplified(BitArray junctions)
    {
        var simplifier = new ArcSimplifier(_grid, Tolerance);
        var block = new GridBlock.Builder();
        var features = new List<int>();
        for (var feature = 0; feature < _shapes.Count; feature++)
        {
            if (_shapes.Dimensions[feature] == 0)
                continue;
            features.Add(feature);
            simplifier.Simplify(_shapes, feature, junctions, _shape);
            if (_shapes.Dimensions[feature] == 2 && !_check.IsSound(_shape))
                MakeSound(feature);
            block.Add(_shape);
        }

        return new ZoomBand(block.Build(), features.Count == _shapes.Count ? null : [.. features]);
    }

    /// <summary>Makes the band of a deeper zoom: only the polygons that rounding alone would make invalid.</summary>
    public ZoomBand Repaired()
    {
        var block = new GridBlock.Builder();
        var features = new List<int>();
        for (var feature = 0; feature < _shapes.Count; feature++)
        {
            if (_shapes.Dimensions[feature] != 2 || RoundOnly(feature))
                continue;
            block.Add(_shape);
            features.Add(feature);
        }

        return new ZoomBand(block.Build(), [.. features]);
    }

    // A simplified polygon that is not sound; what cannot be saved is taken from its own vertices.
    private void MakeSound(int feature)
    {
        var thin = new List<Coordinate>();
        CollapsedRings.Drop(_shape, _next, thin);
        if (!_shape.IsEmpty && !_check.IsSound(_shape) && !_easing.TryEase(_shape))
            GridRepair.Fix(_shape, thin);
        if (_shape.IsEmpty)
            RoundOnly(feature);
        else
            AddSquares(thin);
    }

    // Rounds a polygon; false when it had to be repaired.
    private bool RoundOnly(int feature)
    {
        Quantiser.Read(_shapes, feature, _grid, 0, 0, _shape);
        if (_check.IsSound(_shape))
            return true;
        var thin = new List<Coordinate>();
        CollapsedRings.Drop(_shape, _next, thin);
        if (!_shape.IsEmpty && !_check.IsSound(_shape) && !_easing.TryEase(_shape))
        {
            thin.Clear();
            GridRepair.Quantise(_shapes, feature, _grid, thin, _shape);
        }

        AddSquares(thin);
        return false;
    }

    // A thin part of several gets a square; one that is all there is gets its stand-in in each tile.
    private void AddSquares(List<Coordinate> thin)
    {
        if (!_keepThinParts || thin.Count == 0 || (_shape.IsEmpty && thin.Count == 1))
            return;
        var parts = _shape.PartEnds.Count;
        CollapsedRings.AddSquares(_shape, thin, TileGrid.StandInReach);
        if (_check.IsSound(_shape))
            return;

        // They touch each other or the rest.
        _shape.CutParts(parts);
        GridRepair.AddSquares(_shape, thin, TileGrid.StandInReach);
    }
}
