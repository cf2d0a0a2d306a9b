using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Streets;

/// <summary>What a road is in the town's road register.</summary>
internal enum RoadKind
{
    National,
    Prefectural,
    Town,
    FarmTrack,
    Levee,
}

/// <summary>One road as planned: middle line in town metres and whole width in metres.</summary>
internal sealed record Street(string Name, RoadKind Kind, double Width, Coordinate[] Line)
{
    public static string Title(RoadKind kind) => kind switch
    {
        RoadKind.National => "国道",
        RoadKind.Prefectural => "県道",
        RoadKind.Town => "町道",
        RoadKind.FarmTrack => "農道",
        _ => "河川管理用道路",
    };
}
