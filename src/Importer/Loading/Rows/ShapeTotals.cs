using NetTopologySuite.Geometries;

namespace Gis.Importer.Loading;

/// <summary>Extent and kinds of a layer's shapes; counted while the source is read, so that the database need not look at every row again.</summary>
internal sealed class ShapeTotals
{
    private int low = int.MaxValue;
    private int high = -1;

    /// <summary>Rows with a shape.</summary>
    public long Placed { get; private set; }

    /// <summary>Extent in EPSG:6668.</summary>
    public Envelope Extent { get; } = new();

    /// <summary>The family of all shapes as the catalogue names it, or null without any.</summary>
    public string? Family => high < 0 ? null : low != high ? "mixed" : low switch { 0 => "point", 1 => "line", _ => "polygon" };

    /// <summary>Adds a shape.</summary>
    /// <param name="box">Its box.</param>
    /// <param name="dimension">0 point, 1 line, 2 area.</param>
    public void Add(Envelope box, int dimension) => Add(1, box, dimension, dimension);

    /// <summary>Adds many shapes.</summary>
    /// <param name="count">How many.</param>
    /// <param name="box">The box of all.</param>
    /// <param name="lowest">The lowest dimension among them.</param>
    /// <param name="highest">The highest.</param>
    public void Add(long count, Envelope box, int lowest, int highest)
    {
        Placed += count;
        Extent.ExpandToInclude(box);
        low = Math.Min(low, lowest);
        high = Math.Max(high, highest);
    }
}
