using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Memory.Shapes;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index;
using NetTopologySuite.Index.Strtree;

namespace Gis.Engine.Hazards.Zones;

/// <summary>
/// The zones of a hazard layer at one revision as one rights class may see them, with the very coordinates of the database (EPSG:6668), held in memory and
/// never changed. What tiles hold are other numbers (EPSG:3857), from which nobody could tell on which side of an edge a point lies.
/// </summary>
public sealed class ZoneLayer
{
    // Box, place in the tree, place in the list.
    private const int BytesOfZone = 120, BytesOfValue = 40;

    private readonly Zone[] _zones;
    private readonly STRtree<int> _tree;

    internal ZoneLayer(Layer layer, Audience audience, long revision, Zone[] zones)
    {
        (Layer, Audience, Revision, _zones, _tree) = (layer, audience, revision, zones, new());
        for (var i = 0; i < zones.Length; i++)
        {
            var box = zones[i].Box;
            _tree.Insert(new Envelope(box.MinX, box.MaxX, box.MinY, box.MaxY), i);
        }

        if (zones.Length > 0)
            _tree.Build();
        var blocks = zones.Select(z => z.Shapes).Distinct(ReferenceEqualityComparer.Instance).Cast<ShapeBlock>().ToList();
        var meanings = zones.Select(z => z.Meaning).Distinct();
        MemoryBytes = blocks.Sum(b => b.Bytes) + ((long)BytesOfZone * zones.Length) + (BytesOfValue * meanings.Sum(m => (long)m.Values.Length));
        IsWorn = blocks.Sum(b => (long)b.Count) > 2L * zones.Length + 64;
    }

    private ZoneLayer(ZoneLayer same, Layer layer, long revision)
    {
        (Layer, Audience, Revision, _zones, _tree) = (layer, same.Audience, revision, same._zones, same._tree);
        (MemoryBytes, IsWorn) = (same.MemoryBytes, same.IsWorn);
    }

    /// <summary>The layer, with the fields whose values are held.</summary>
    public Layer Layer { get; }

    /// <summary>The rights class whose view was read.</summary>
    public Audience Audience { get; }

    /// <summary>The layer's revision that is held.</summary>
    public long Revision { get; }

    /// <summary>Number of zones.</summary>
    public int Count => _zones.Length;

    /// <summary>Room taken, in bytes.</summary>
    public long MemoryBytes { get; }

    internal IReadOnlyList<Zone> Zones => _zones;

    /// <summary>Whether edits have left more room unused than used.</summary>
    internal bool IsWorn { get; }

    /// <summary>Ids of the zones that a place lies in or on the edge of: what ST_Intersects finds.</summary>
    public IReadOnlyList<long> FidsAt(LonLat place) => [.. At(place).Select(z => z.Fid)];

    /// <summary>Ids of the zones that a shape shares a point with: what ST_Intersects finds.</summary>
    public IReadOnlyList<long> FidsMeeting(AskedShape shape) => [.. Meeting(shape).Select(z => z.Fid)];

    /// <summary>The same zones under another description of the layer or another revision that changed none of them.</summary>
    internal ZoneLayer As(Layer layer, long revision) => new(this, layer, revision);

    internal List<Zone> At(LonLat place)
    {
        var found = new List<Zone>();
        if (_zones.Length > 0)
        {
            _tree.Query(
                new Envelope(place.Lon, place.Lon, place.Lat, place.Lat),
                new Visitor(i =>
                {
                    if (PointTest.Holds(_zones[i].Shapes, _zones[i].Feature, place.Lon, place.Lat))
                        found.Add(_zones[i]);
                }));
        }

        return found;
    }

    internal List<Zone> Meeting(AskedShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var found = new List<Zone>();
        if (_zones.Length > 0)
        {
            _tree.Query(
                shape.Geometry.EnvelopeInternal,
                new Visitor(i =>
                {
                    if (ShapeTest.Meets(shape.Block, _zones[i].Shapes, _zones[i].Feature))
                        found.Add(_zones[i]);
                }));
        }

        return found;
    }

    /// <summary>A zone.</summary>
    /// <param name="Fid">Its id.</param>
    /// <param name="Shapes">The block that has its shape.</param>
    /// <param name="Feature">Its place in the block.</param>
    /// <param name="Meaning">What it says.</param>
    internal readonly record struct Zone(long Fid, ShapeBlock Shapes, int Feature, ZoneMeaning Meaning)
    {
        /// <summary>The box around it.</summary>
        public Box Box => Shapes.Boxes[Feature];
    }

    private sealed class Visitor(Action<int> visit) : IItemVisitor<int>
    {
        public void VisitItem(int item) => visit(item);
    }
}
