using Gis.Engine.Cql2.Expressions;

namespace Gis.Engine.Cql2.Checking;

/// <content>Spatial and temporal relations.</content>
public sealed partial class Cql2Checker
{
    private Typed Literal(Cql2Expression literal)
    {
        var srid = _settings.FilterCrs.Srid;
        return new Typed(new PlacedGeometry(_placer.Place(literal), srid, srid) { Origin = literal.Origin }, Cql2Type.Geometry, srid);
    }

    private Cql2Expression Spatial(SpatialPredicate predicate)
    {
        var left = Require(Value(predicate.Left), Cql2Type.Geometry, "S_ で始まる関数は図形に使います。");
        var right = Require(Value(predicate.Right), Cql2Type.Geometry, "S_ で始まる関数は図形に使います。");
        if (left.Type == Cql2Type.Unknown || right.Type == Cql2Type.Unknown)
            return Nothing;

        // A literal goes to the column's CRS, never the other way: the column's index must stay of use.
        var target = left.Node is PlacedGeometry ? right.Srid : left.Srid;
        var (first, second) = (InCrs(left, target).Node, InCrs(right, target).Node);
        if (predicate.Operator is not (SpatialOperator.Intersects or SpatialOperator.Disjoint))
            (first, second) = (Homogeneous(first), Homogeneous(second));
        return predicate with { Left = first, Right = second };
    }

    private static Typed InCrs(Typed geometry, int target) => geometry switch
    {
        { Node: PlacedGeometry placed } when Cql2Crs.IsSame(placed.Srid, target) => geometry with { Node = placed with { Srid = target, Target = target } },
        { Node: PlacedGeometry placed } => geometry with { Node = placed with { Target = target } },
        _ when geometry.Srid == target => geometry,
        _ => geometry with { Node = new Reprojected(geometry.Node, target) { Origin = geometry.Node.Origin } },
    };

    private static Cql2Expression Homogeneous(Cql2Expression geometry) =>
        geometry is PlacedGeometry placed ? placed with { Shape = GeometryPlacer.Homogeneous(placed.Shape, placed.Origin.Offset) } : geometry;

    private Cql2Expression Temporal(TemporalPredicate predicate)
    {
        var instants = predicate.Left is not Interval || predicate.Right is not Interval;
        if (instants && predicate.Operator >= TemporalOperator.Contains)
            throw new Cql2Exception(Cql2Fault.Type, predicate.Origin.Offset, "この関数は2つの期間(INTERVAL)に使います。");
        Typed[] ends = [.. Ends(predicate.Left), .. Ends(predicate.Right)];
        if (Array.Exists(ends, end => end.Node is NullValue))
            return Nothing;

        var type = Cql2Type.Timestamp;
        if (Array.Exists(ends, end => end.Type == Cql2Type.Date))
        {
            type = Cql2Type.Date;
            ends = Array.ConvertAll(ends, ByDay);
        }

        var nodes = new Cql2Expression[4];
        for (var i = 0; i < 4; i++)
            nodes[i] = ends[i].Node is Unbounded ? new EndlessInstant(IsFuture: i % 2 == 1, type) : ends[i].Node;
        return TemporalRelations.Over(predicate.Operator, nodes[0], nodes[1], nodes[2], nodes[3]);
    }

    private Typed[] Ends(Cql2Expression time)
    {
        if (time is Interval interval)
            return [End(interval.Start), End(interval.End)];
        var instant = End(time);
        return [instant, instant];
    }

    private Typed End(Cql2Expression end)
    {
        var value = Value(end);
        return value.Type is Cql2Type.Date or Cql2Type.Timestamp || value.Node is NullValue or Unbounded
            ? value
            : throw new Cql2Exception(Cql2Fault.Type, end.Origin.Offset, "T_ で始まる関数は日時に使います。");
    }
}
