using Gis.Core.Catalogue;
using Gis.Core.Geodesy;

namespace Gis.Engine.Hazards;

/// <summary>A hazard zone that a place lies in.</summary>
public sealed record ZoneHere
{
    /// <summary>The layer it is of.</summary>
    public required Layer Layer { get; init; }

    /// <summary>Class code of the source, or null.</summary>
    public long? Rank { get; init; }

    /// <summary>Words of the class, or null.</summary>
    public string? ZoneClass { get; init; }

    /// <summary>Lower bound in <see cref="HazardMeaning.Unit"/>, or null.</summary>
    public double? Min { get; init; }

    /// <summary>Upper bound in <see cref="HazardMeaning.Unit"/>; null when it is open ended or there is none.</summary>
    public double? Max { get; init; }

    /// <summary>Scenario, or null.</summary>
    public string? Scenario { get; init; }

    /// <summary>Return period in words, or null.</summary>
    public string? ReturnPeriod { get; init; }

    /// <summary>The legend's row for it; null when the legend has none.</summary>
    public LegendClass? Class { get; init; }

    /// <summary>What it means, as a Japanese sentence.</summary>
    public required string Text { get; init; }
}

/// <summary>An emergency site near a place.</summary>
public sealed record SiteNearby
{
    /// <summary>The layer it is of.</summary>
    public required Layer Layer { get; init; }

    /// <summary>Its fid.</summary>
    public required long Fid { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Address, or null.</summary>
    public string? Address { get; init; }

    /// <summary>Where it is.</summary>
    public required LonLat Position { get; init; }

    /// <summary>Straight-line distance in metres on the ellipsoid.</summary>
    public required double Distance { get; init; }

    /// <summary>Direction in which it lies, as one of the eight Japanese words.</summary>
    public required string Direction { get; init; }

    /// <summary>Flag → yes, limited or no; a flag that is not known is not there.</summary>
    public required IReadOnlyDictionary<string, string> Fits { get; init; }

    /// <summary>Flags of the hazards in whose zones the site itself stands.</summary>
    public IReadOnlyList<string> Hazards { get; init; } = [];

    /// <summary>What was last said of it while an incident is on; null when none is, or the layer says nothing of states.</summary>
    public SiteState? State { get; init; }

    /// <summary>Whether somebody who can choose should be sent elsewhere, because it is not open or full.</summary>
    public bool IsShut => State?.IsAgainst == true;

    /// <summary>Whether one may go there in a hazard: the town marked it as fit without a condition, and it does not stand in that hazard's zone.</summary>
    /// <param name="flag">Flag of the hazard, e.g. <c>flood</c>.</param>
    public bool IsFor(string flag) => Fits.GetValueOrDefault(flag) == "yes" && !Hazards.Contains(flag);
}

/// <summary>All that is known about the hazards of a place.</summary>
public sealed record HazardAnswer
{
    /// <summary>The place.</summary>
    public required LonLat Position { get; init; }

    /// <summary>Words for the place, such as an address, or null.</summary>
    public string? Place { get; init; }

    /// <summary>False outside the town's border, null when the border is not known.</summary>
    public bool? InTown { get; init; }

    /// <summary>Zones it lies in, gravest first.</summary>
    public required IReadOnlyList<ZoneHere> Zones { get; init; }

    /// <summary>Layers that speak about this place, whether or not there is a zone.</summary>
    public required IReadOnlyList<Layer> Checked { get; init; }

    /// <summary>Layers of which nobody can say that they speak about this place.</summary>
    public required IReadOnlyList<Layer> OutsideCoverage { get; init; }

    /// <summary>Of the checked layers, those without a zone here, each with its sentence. None says that there is no danger.</summary>
    public required IReadOnlyList<(Layer Layer, string Text)> NoZone { get; init; }

    /// <summary>Kinds of hazard of which the town has no layer.</summary>
    public required IReadOnlyList<Kind> Missing { get; init; }

    /// <summary>Layers that could not be asked for, because the database is away.</summary>
    public IReadOnlyList<Layer> NotChecked { get; init; } = [];

    /// <summary>Whether the words for the place could not be asked for, because the database is away.</summary>
    public bool PlaceUnknown { get; init; }

    /// <summary>Whether the sites could not be asked for, because the database is away.</summary>
    public bool SitesUnknown { get; init; }

    /// <summary>Sentences about what could not be asked for; empty when all was.</summary>
    public string Gaps => HazardWords.Gaps(NotChecked, SitesUnknown, PlaceUnknown);

    /// <summary>Nearest emergency sites, nearest first.</summary>
    public required IReadOnlyList<SiteNearby> Sites { get; init; }

    /// <summary>The whole answer in sentences that can be read aloud.</summary>
    public required string Text { get; init; }
}
