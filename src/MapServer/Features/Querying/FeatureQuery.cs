using Gis.Core.Catalogue;
using Gis.Engine.Cql2.Checking;
using Gis.MapServer.Features.Crs;

namespace Gis.MapServer.Features.Querying;

/// <summary>Which features of a layer are asked for, and what of them.</summary>
public sealed record FeatureQuery
{
    /// <summary>Features of a page when nothing is said.</summary>
    public const int DefaultLimit = 100;

    /// <summary>Most features of a page.</summary>
    public const int MaxLimit = 10_000;

    /// <summary>
    /// Most features that a page may leave out at its beginning: the database has to find each of them first. Who wants more goes on by the link to the next
    /// page, which costs the same at every depth.
    /// </summary>
    public const long MaxOffset = 100_000;

    /// <summary>Only features that meet this area, and those without a place; null: all.</summary>
    public QueryArea? Area { get; init; }

    /// <summary>Only features that meet all of these conditions.</summary>
    public IReadOnlyList<CheckedFilter> Filters { get; init; } = [];

    /// <summary>Order of the features; behind it, and where it is empty, the fid.</summary>
    public IReadOnlyList<OrderKey> Order { get; init; } = [];

    /// <summary>The fields that are given.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>In which system shapes are given.</summary>
    public FeatureCrs Crs { get; init; } = FeatureCrs.Crs84;

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Only features behind this place in the order: the next page begins there, whatever changed before it.</summary>
    public PageKey? After { get; init; }

    /// <summary>Leaves out so many before the page begins.</summary>
    public long Offset { get; init; }

    /// <summary>Whether the asker's own words decide how long the database works: then it is given a limit.</summary>
    public bool IsCostly => Area is not null || Filters.Count > 0 || Order.Count > 0 || Offset > 0;

    /// <summary>Names the conditions, paging and order aside; empty when there are none. Equal names count equally many features.</summary>
    public string Conditions { get; init; } = "";
}

/// <summary>One level of an order. Features without a value come last either way.</summary>
/// <param name="Field">By which field.</param>
/// <param name="Descending">Greatest first.</param>
public sealed record OrderKey(Field Field, bool Descending);
