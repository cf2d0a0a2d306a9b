using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Bands;

/// <summary>
/// What a chunk keeps ready for a zoom: features on the zoom's grid, valid. At low zooms simplified, all lines and polygons; at high zooms
/// only the polygons that are not valid when merely rounded, the others are rounded when asked for.
/// </summary>
internal sealed class ZoomBand
{
    private readonly GridBlock _shapes;
    private readonly int[]? _features;

    /// <summary>A band.</summary>
    /// <param name="shapes">The features.</param>
    /// <param name="features">Places of the features in the chunk, ascending; null: all of them.</param>
    public ZoomBand(GridBlock shapes, int[]? features) => (_shapes, _features) = (shapes, features);

    /// <summary>Room taken, in bytes.</summary>
    public long Bytes => _shapes.Bytes + (4L * (_features?.Length ?? 0));

    /// <summary>Number of features kept.</summary>
    public int Count => _shapes.Count;

    /// <summary>Puts a feature into a scratch when the band has it.</summary>
    /// <returns>False when the feature is to be rounded from the chunk's own coordinates.</returns>
    public bool TryRead(int feature, int originX, int originY, GridShape into)
    {
        var place = _features is null ? feature : Array.BinarySearch(_features, feature);
        if (place < 0)
            return false;
        _shapes.Read(place, originX, originY, into);
        return true;
    }
}
