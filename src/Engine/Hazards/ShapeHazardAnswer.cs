using Gis.Core.Catalogue;
using Gis.Engine.Hazards.Zones;

namespace Gis.Engine.Hazards;

/// <summary>Like zones that a line or an area meets.</summary>
/// <param name="Zone">What they say.</param>
/// <param name="Count">Number of the zones.</param>
public sealed record ZonesAlike(ZoneHere Zone, int Count);

/// <summary>All that is known about the hazards along a line or in an area.</summary>
public sealed record ShapeHazardAnswer
{
    /// <summary>The line or area.</summary>
    public required AskedShape Shape { get; init; }

    /// <summary>How much of it lies in the town: all, part or none; null when the border is not known.</summary>
    public string? InTown { get; init; }

    /// <summary>The zones that are met, gravest first; those of one layer that say the same once.</summary>
    public required IReadOnlyList<ZonesAlike> Zones { get; init; }

    /// <summary>Layers that speak about all of it, whether or not there is a zone.</summary>
    public required IReadOnlyList<Layer> Checked { get; init; }

    /// <summary>Layers that speak about a part of it; of the rest nobody can say anything.</summary>
    public required IReadOnlyList<Layer> PartlyCovered { get; init; }

    /// <summary>Layers of which nobody can say that they speak about any of it.</summary>
    public required IReadOnlyList<Layer> OutsideCoverage { get; init; }

    /// <summary>Of the checked layers, those without a zone, each with its sentence. None says that there is no danger.</summary>
    public required IReadOnlyList<(Layer Layer, string Text)> NoZone { get; init; }

    /// <summary>Kinds of hazard of which the town has no layer.</summary>
    public required IReadOnlyList<Kind> Missing { get; init; }

    /// <summary>Layers that could not be asked for, because the database is away.</summary>
    public IReadOnlyList<Layer> NotChecked { get; init; } = [];

    /// <summary>The whole answer in sentences that can be read aloud.</summary>
    public required string Text { get; init; }

    /// <summary>Puts zones together that say the same, whatever else their rows hold: an area may meet thousands.</summary>
    internal static IReadOnlyList<ZonesAlike> Alike(IReadOnlyList<(ZoneHere Zone, int Count)> zones) =>
        [.. zones.GroupBy(z => (z.Zone.Layer.Id, z.Zone.Rank, z.Zone.ZoneClass, z.Zone.Min, z.Zone.Max, z.Zone.Scenario, z.Zone.ReturnPeriod, z.Zone.Class))
            .Select(g => new ZonesAlike(g.First().Zone, g.Sum(z => z.Count)))];
}
