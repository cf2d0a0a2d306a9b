using Gis.Importer.Formats.Coordinates;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Gdal;

/// <summary>Brings the shapes of GDAL features to their place.</summary>
internal static class GdalPlaces
{
    /// <summary>The place of a shape; remarks say why there is none.</summary>
    public static (Geometry? Geometry, Placement Placement) Place(Geometry? shape, string? fault, CoordinateTransform? transform, List<RowRemark> notes)
    {
        if (shape is not null && transform is not null)
            return (transform.Apply(shape), Placement.Placed);
        notes.Add(fault is null
            ? new RowRemark(RemarkKind.Note, "no-coordinates", "図形がないため位置がありません")
            : new RowRemark(RemarkKind.Suspect, "unreadable-coordinates", fault));
        return (null, new Placement.Unplaced(null));
    }
}
