using Gis.Core.Catalogue;

namespace Gis.Engine.Search;

/// <summary>How a thing answers the visitor's words; better first.</summary>
public enum MatchKind
{
    /// <summary>It is called so.</summary>
    Exact,

    /// <summary>Its name begins so.</summary>
    Prefix,

    /// <summary>The words, or each part of them, stand in its name.</summary>
    Infix,

    /// <summary>Its name is similar; perhaps a typing error.</summary>
    Fuzzy,
}

/// <summary>One thing found.</summary>
/// <param name="Layer">The layer it is of.</param>
/// <param name="Fid">Its fid.</param>
/// <param name="Label">First line.</param>
/// <param name="Detail">Second line, or null.</param>
/// <param name="Match">How it answers.</param>
/// <param name="Reason">Why it was found, as a short Japanese phrase.</param>
/// <param name="Lon">Longitude in degrees, null when it has no place.</param>
/// <param name="Lat">Latitude in degrees, null when it has no place.</param>
public sealed record SearchHit(
    Layer Layer, long Fid, string Label, string? Detail, MatchKind Match, string Reason, double? Lon, double? Lat);
