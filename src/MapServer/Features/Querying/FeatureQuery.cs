using Gis.Engine.Reading;

namespace Gis.MapServer.Features;

/// <summary>Which features of a layer are asked for.</summary>
/// <param name="Boxes">Only features that meet one of these boxes, and those without a place; empty: all.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="After">Only features whose fid is greater: the next page begins there, whatever changed before it.</param>
/// <param name="Offset">Leaves out so many before the page begins.</param>
public sealed record FeatureQuery(IReadOnlyList<LonLatBox> Boxes, int Limit, long? After, long Offset)
{
    /// <summary>Features of a page when nothing is said.</summary>
    public const int DefaultLimit = 100;

    /// <summary>Most features of a page.</summary>
    public const int MaxLimit = 10_000;
}
