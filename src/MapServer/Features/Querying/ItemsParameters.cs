namespace Gis.MapServer.Features.Querying;

/// <summary>Names of the query parameters that the standards give a meaning.</summary>
public static class ItemsParameters
{
    /// <summary>Parameters of a page of features.</summary>
    public static IReadOnlyList<string> OfItems { get; } =
    [
        "limit", "bbox", "bbox-crs", "datetime", "crs", "filter", "filter-lang", "filter-crs", "sortby", "properties", "after", "offset", "f",
    ];

    /// <summary>Parameters of one feature.</summary>
    public static IReadOnlyList<string> OfItem { get; } = ["crs", "properties", "f"];

    /// <summary>Whether a name is one of the standards' own, so that no field can be a parameter under it.</summary>
    public static bool IsReserved(string name) => OfItems.Contains(name) || name is "q" or "ids" or "profile" or "token";
}
