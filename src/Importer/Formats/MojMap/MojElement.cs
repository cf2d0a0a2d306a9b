namespace Gis.Importer.Formats.MojMap;

/// <summary>An element of 地図XML other than 筆 that can be a layer of its own.</summary>
/// <param name="Name">Name of the element, and of the dataset.</param>
/// <param name="Layer">Name of the layer that several maps become.</param>
/// <param name="Family">What shapes it has.</param>
/// <param name="Columns">Its simple elements.</param>
internal sealed record MojElement(string Name, string Layer, GeometryFamily Family, IReadOnlyList<string> Columns)
{
    /// <summary>All of them, in the order of the schema.</summary>
    public static IReadOnlyList<MojElement> All { get; } =
    [
        new("基準点", "moj_control_points", GeometryFamily.Point, ["名称", "基準点種別", "埋標区分"]),
        new("筆界点", "moj_boundary_points", GeometryFamily.Point, ["点番名"]),
        new("仮行政界線", "moj_town_lines", GeometryFamily.Line, ["線種別"]),
        new("筆界線", "moj_boundary_lines", GeometryFamily.Line, ["線種別"]),
        new("図郭", "moj_sheets", GeometryFamily.Polygon, ["地図番号", "縮尺分母", "方位不明フラグ", "地図種類", "地図分類", "地図材質"]),
    ];

    /// <summary>The element of a name, or null.</summary>
    public static MojElement? Find(string? name) => All.FirstOrDefault(e => e.Name == name);
}
