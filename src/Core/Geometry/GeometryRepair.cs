using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Valid;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Core.Geometry;

/// <summary>What <see cref="GeometryRepair"/> did.</summary>
/// <param name="Geometry">A valid geometry of the same dimension; null when nothing of it is left (an area with no surface).</param>
/// <param name="Changed">Whether it differs from the input.</param>
/// <param name="Fault">What was wrong, in Japanese; null when nothing was.</param>
/// <param name="FaultAt">Where, in the geometry's own coordinates.</param>
public sealed record RepairOutcome(Shape? Geometry, bool Changed, string? Fault, Coordinate? FaultAt);

/// <summary>Makes geometries valid in the sense of OGC Simple Features without losing area.</summary>
public static class GeometryRepair
{
    /// <summary>Tests a geometry and repairs it when it must be.</summary>
    /// <remarks>
    /// Areas are rebuilt by noding all rings and keeping the outer rings less the holes (JTS <c>GeometryFixer</c>). Lines of one point and empty
    /// parts are dropped. Coordinates that are not finite make the result null.
    /// </remarks>
    public static RepairOutcome Repair(Shape geometry)
    {
        var error = new IsValidOp(geometry).ValidationError;
        if (error is null)
            return new RepairOutcome(geometry.IsEmpty ? null : geometry, false, geometry.IsEmpty ? "図形が空です" : null, null);

        var fault = Words(error.ErrorType);
        if (error.ErrorType == TopologyValidationErrors.InvalidCoordinate)
            return new RepairOutcome(null, true, fault, null);

        var repaired = GeometryFixer.Fix(geometry);
        repaired.SRID = geometry.SRID;
        var lost = repaired.IsEmpty || repaired.Dimension < geometry.Dimension;
        return new RepairOutcome(lost ? null : repaired, true, fault, error.Coordinate);
    }

    private static string Words(TopologyValidationErrors error) => error switch
    {
        TopologyValidationErrors.HoleOutsideShell => "穴が外周の外にあります",
        TopologyValidationErrors.NestedHoles => "穴の中に穴があります",
        TopologyValidationErrors.DisconnectedInteriors => "内部がつながっていません",
        TopologyValidationErrors.SelfIntersection => "輪郭が自分自身と交わっています",
        TopologyValidationErrors.RingSelfIntersection => "輪郭が自分自身に触れています",
        TopologyValidationErrors.NestedShells => "面が別の面に重なっています",
        TopologyValidationErrors.DuplicateRings => "同じ輪郭が2つあります",
        TopologyValidationErrors.TooFewPoints => "点の数が足りません",
        TopologyValidationErrors.InvalidCoordinate => "座標が数値ではありません",
        TopologyValidationErrors.RingNotClosed => "輪郭が閉じていません",
        _ => "図形が正しくありません",
    };
}
