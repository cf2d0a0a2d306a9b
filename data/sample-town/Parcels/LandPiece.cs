using Gis.SampleTown.Plan;

namespace Gis.SampleTown.Parcels;

/// <summary>What a piece of ground is used for.</summary>
internal enum LandUse
{
    River,
    Railway,
    MainRoad,
    Lane,
    House,
    Shop,
    Workplace,
    Field,
    Paddy,
    Forest,
    PineGrove,
    Beach,
    Quay,
    Pond,
    Tower,
    Shrine,
    Site,
}

/// <summary>A piece of the plan, before corners are shared with its neighbours.</summary>
internal sealed record LandPiece(Ring Shell, LandUse Use)
{
    public List<Ring> Holes { get; init; } = [];

    /// <summary>The block (街区) it belongs to; 0 for roads and water.</summary>
    public int Block { get; init; }

    /// <summary>The 大字 (with 丁目) it belongs to.</summary>
    public required Oaza Oaza { get; init; }

    /// <summary>The named place that takes the whole piece.</summary>
    public Site? Site { get; init; }

    /// <summary>Road or river name.</summary>
    public string? Name { get; init; }
}
