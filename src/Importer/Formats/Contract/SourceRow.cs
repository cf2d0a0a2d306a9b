using Gis.Core.Geometry;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats;

/// <summary>One row as the source has it.</summary>
/// <param name="Number">Ordinal in the dataset, from 1.</param>
/// <param name="Place">Where it stands, in words a person can look up: <c>3行目</c>, <c>筆 H000000012</c>, <c>フィーチャ 12</c>.</param>
/// <param name="Geometry">
/// EPSG:6668, x = longitude, y = latitude in degrees, two dimensions, SRID 6668; unrepaired. With an unplaced row that has a shape of its own: local
/// coordinates in metres, x = east, y = north, SRID 0. Null when the source gives none.
/// </param>
/// <param name="Values">One per <see cref="Dataset.Fields"/>, of the type the field says, or null.</param>
/// <param name="SourceKey">
/// A key that stays the same in the next edition of the file, when the source has one. Unique within the dataset, not across datasets.
/// </param>
/// <param name="Placement">Whether <see cref="Geometry"/> has a place on the earth.</param>
/// <param name="Remarks">What the reader noticed or did about this row.</param>
public sealed record SourceRow(
    long Number,
    string Place,
    Geometry? Geometry,
    object?[] Values,
    string? SourceKey,
    Placement Placement,
    IReadOnlyList<RowRemark> Remarks)
{
    /// <summary>
    /// The shape as plain arrays, where the reader gives it in that form (a placed shape in EPSG:6668 only): quicker to check and to write. The same as
    /// <see cref="Geometry"/>, which is then made when it is asked for.
    /// </summary>
    public FlatShape? Flat { get; init; }

    /// <summary>See the parameter of this name.</summary>
    public Geometry? Geometry
    {
        get => field ??= Flat?.ToGeometry(Coordinates.CoordinateTransform.Srid);
        init;
    }
        = Geometry;

    /// <summary>Whether the reader recommends keeping the row out of the layer (it is still counted and listed).</summary>
    public bool IsSetAside
    {
        get
        {
            foreach (var remark in Remarks)
            {
                if (remark.Kind == RemarkKind.SetAside)
                    return true;
            }

            return false;
        }
    }
}
