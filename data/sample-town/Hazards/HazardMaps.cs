using System.Globalization;
using Gis.SampleTown.Plan;
using Gis.SampleTown.Terrain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.SampleTown.Hazards;

/// <summary>One class of a hazard: its number, counted from 1, and its area.</summary>
internal sealed record HazardBand(int Rank, Geometry Shape);

/// <summary>All hazard assumptions of the town.</summary>
internal sealed class HazardMaps
{
    public static readonly double[] RiverDepths = [0.02, 0.5, 3, 5, 10];
    public static readonly double[] Hours = [0.2, 12, 24, 72];
    public static readonly double[] SeaDepths = [0.02, 0.3, 1, 2, 5, 10];
    public static readonly double[] SurgeDepths = [0.02, 0.3, 0.5, 1, 3, 5];
    public static readonly double[] InlandDepths = [0.2, 0.5, 1];

    private readonly Landform _land;

    public HazardMaps(Landform land, GridField houses)
    {
        _land = land;
        var zones = new Zones();
        var water = new WaterSurface(land);
        var largest = water.RiverFlood(3.4, 1.9, 1.2);
        List<HazardBand>[] results = new List<HazardBand>[8];
        List<LandslideZone> slides = [];
        // Each map is made alone and lands in its own place: the order of work does not matter.
        Parallel.Invoke(
            () => results[0] = Ranked(zones.Bands(largest, RiverDepths)),
            () => results[1] = Ranked(zones.Bands(water.RiverFlood(1.25, 0.8, 0), RiverDepths)),
            () => results[2] = Ranked(zones.Bands(water.FloodHours(largest), Hours)),
            () => results[3] = Ranked(zones.Bands(WaterSurface.Current(largest), [1])),
            () => results[4] = Ranked(zones.Bands(WaterSurface.BankErosion(), [0])),
            () => results[5] = Ranked(zones.Bands(water.Tsunami(), SeaDepths)),
            () => results[6] = Ranked(zones.Bands(water.StormSurge(), SurgeDepths)),
            () => results[7] = Ranked(zones.Bands(water.InlandFlood(), InlandDepths)),
            () => slides = new Landslides(land, zones, houses).Find());
        (FloodLargest, FloodPlanned, Duration, Current, Erosion) = (results[0], results[1], results[2], results[3], results[4]);
        (Tsunami, StormSurge, InlandFlood, Landslides) = (results[5], results[6], results[7], slides);
    }

    public List<HazardBand> FloodLargest { get; }
    public List<HazardBand> FloodPlanned { get; }
    public List<HazardBand> Duration { get; }
    public List<HazardBand> Current { get; }
    public List<HazardBand> Erosion { get; }
    public List<HazardBand> Tsunami { get; }
    public List<HazardBand> StormSurge { get; }
    public List<HazardBand> InlandFlood { get; }
    public List<LandslideZone> Landslides { get; }

    public Geometry WholeFlood => Whole(FloodLargest.Select(b => b.Shape));
    public Geometry WholeTsunami => Whole(Tsunami.Select(b => b.Shape));
    public Geometry WholeStormSurge => Whole(StormSurge.Select(b => b.Shape));
    public Geometry WholeInlandFlood => Whole(InlandFlood.Select(b => b.Shape));
    public Geometry WholeLandslide => Whole(Landslides.Select(z => z.Shape));

    /// <summary>標高 in metres, one decimal.</summary>
    public string HeightAt(Coordinate built)
    {
        var plan = Bend.Undo(built.X, built.Y);
        return _land.Height.At(plan.X, plan.Y).ToString("F1", CultureInfo.InvariantCulture);
    }

    private static List<HazardBand> Ranked(List<Geometry> bands) =>
        [.. bands.Select((shape, i) => new HazardBand(i + 1, shape)).Where(b => !b.Shape.IsEmpty)];

    private static Geometry Whole(IEnumerable<Geometry> shapes)
    {
        Geometry? whole = null;
        foreach (var shape in shapes)
            whole = whole is null ? shape : OverlayNGRobust.Overlay(whole, shape, NetTopologySuite.Operation.Overlay.SpatialFunction.Union);
        return whole ?? Polygon.Empty;
    }
}
