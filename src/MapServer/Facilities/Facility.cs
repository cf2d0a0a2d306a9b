using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Hazards;

namespace Gis.MapServer.Facilities;

/// <summary>A place that people look for: a shelter, an AED, a toilet, a public building.</summary>
public sealed record Facility
{
    /// <summary>The layer it is of.</summary>
    public required Layer Layer { get; init; }

    /// <summary>Its fid.</summary>
    public required long Fid { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Reading of the name, by which lists are ordered; else the name.</summary>
    public required string Reading { get; init; }

    /// <summary>Address, or null.</summary>
    public string? Address { get; init; }

    /// <summary>Where in the building or on the ground, or null.</summary>
    public string? Where { get; init; }

    /// <summary>Telephone number as written, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>Web address, or null.</summary>
    public string? Url { get; init; }

    /// <summary>When it can be used; null where nothing is said of that.</summary>
    public OpeningHours? Hours { get; init; }

    /// <summary>What was last said of it while an incident is on; null at other times.</summary>
    public SiteState? State { get; init; }

    /// <summary>Where it is; null when that is not known.</summary>
    public LonLat? Position { get; init; }

    /// <summary>Equipment it has, as roles <c>has-…</c>.</summary>
    public required IReadOnlySet<string> Has { get; init; }

    /// <summary>Metres in a straight line from where was asked; null without such a place.</summary>
    public double? Distance { get; init; }
}
