using Gis.Testing.Towns;

namespace Gis.TileBench.Towns;

/// <summary>The six layers of the town.</summary>
internal static class BenchLayers
{
    /// <summary>Id, kind, family of shapes and fields of each.</summary>
    public static IReadOnlyList<MadeLayer> All { get; } =
    [
        Make("parcel", "parcel", "polygon", new("oaza"), new("chiban"), new("chimoku"), new("chiseki", "number")),
        Make("building", "building", "polygon", new("kind"), new("floors", "integer"), new("year", "integer")),
        Make("road", "road", "line", new("class"), new("width", "number"), new("name")),
        Make("shelter", "shelter", "point", new("name"), new("capacity", "integer"), new("flood", "boolean")),
        Make("flood", "flood-depth", "polygon", new("river"), new("rank", "integer"), new("depth")),
        Make("landslide", "landslide", "polygon", new("kind"), new("zone")),
    ];

    /// <summary>All of them as a tile's address names them.</summary>
    public static string List { get; } = string.Join(',', All.Select(l => l.Id));

    private static MadeLayer Make(string id, string kind, string geometry, params MadeField[] fields) =>
        new() { Id = id, Kind = kind, Geometry = geometry, Fields = fields };
}
