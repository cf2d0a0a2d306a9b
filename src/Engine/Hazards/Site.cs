using Gis.Core.Catalogue;
using Gis.Core.Geodesy;

namespace Gis.Engine.Hazards;

/// <summary>An emergency site.</summary>
/// <param name="Layer">The layer it is of.</param>
/// <param name="Fid">Its fid.</param>
/// <param name="Name">Name, or null.</param>
/// <param name="Address">Address, or null.</param>
/// <param name="Position">Where it is; of an area a point in it.</param>
/// <param name="IsPoint">Whether that is all of its shape.</param>
/// <param name="Fits">Flag → yes, limited or no; a flag that is not known is not there.</param>
internal sealed record Site(
    LayerId Layer, long Fid, string? Name, string? Address, LonLat Position, bool IsPoint, IReadOnlyDictionary<string, string> Fits)
{
    /// <summary>What was last said of it; null when no site of its layer has a state, that is when no incident is on.</summary>
    public SiteState? State { get; init; }
}
