using Gis.Core.Catalogue;
using Gis.Core.Standards;

namespace Gis.Importer.Exports;

/// <summary>Families of shapes as files tell them apart; the numbers are those of WKB (OGC 06-103r4).</summary>
internal enum ShapeKind
{
    /// <summary>No shapes: a register, or a layer none of whose rows has a place.</summary>
    None = 0,

    /// <summary>Points.</summary>
    Point = 1,

    /// <summary>Lines.</summary>
    Line = 2,

    /// <summary>Areas.</summary>
    Polygon = 3,
}

/// <summary>What a layer holds for one class at the moment of the export: everything a writer must know before the first row.</summary>
/// <param name="Layer">The layer as the class sees it.</param>
/// <param name="Kinds">Families of its shapes; empty: none has a place.</param>
/// <param name="HasMulti">Whether shapes of several parts occur.</param>
/// <param name="TextBytes">Most UTF-8 bytes of a text, by field.</param>
internal sealed record ExportContent(Layer Layer, IReadOnlyList<ShapeKind> Kinds, bool HasMulti, IReadOnlyDictionary<string, int> TextBytes)
{
    /// <summary>The town, or null before the first import.</summary>
    public Town? Town { get; init; }

    /// <summary>Whether the layer is of single or several points only: the one case where a table can say the place in two columns.</summary>
    public bool IsPoints => Layer.Geometry == GeometryFamily.Point && !HasMulti;

    /// <summary>Whether rows may have shapes at all.</summary>
    public bool HasShapes => Layer.Geometry != GeometryFamily.None;
}

/// <summary>One row.</summary>
/// <param name="Fid">The feature's number.</param>
/// <param name="Kind">Family of its shape; <see cref="ShapeKind.None"/> without one.</param>
/// <param name="Wkb">Shape as plain WKB (x = longitude), or null.</param>
/// <param name="Wkt">Shape as text, where the writer asked for it.</param>
/// <param name="Values">One value a field: null, string, long, double, bool, <see cref="DateOnly"/> or <see cref="DateTime"/> (UTC).</param>
internal readonly record struct ExportRow(long Fid, ShapeKind Kind, byte[]? Wkb, string? Wkt, object?[] Values);

/// <summary>Writes rows into a file of one format.</summary>
internal interface IExportWriter : IDisposable
{
    /// <summary>Whether it wants the shapes as text instead of bytes.</summary>
    bool WantsText { get; }

    /// <summary>Whether single and multiple shapes must come as one type.</summary>
    bool WantsOneType { get; }

    /// <summary>How well the rows fill the list of デジタル庁 that the layer is; null for other layers and formats.</summary>
    ListQuality? Quality => null;

    /// <summary>Adds a row.</summary>
    /// <returns>False for one that the format cannot hold; <see cref="Complete"/> says how many.</returns>
    bool Write(ExportRow row);

    /// <summary>Ends the file.</summary>
    /// <returns>What the format could not hold, in Japanese.</returns>
    IReadOnlyList<string> Complete();
}
