using Gis.Core.Geodesy;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Hazards.Zones;

/// <summary>What hazards are asked for: a place, or a line or an area.</summary>
internal sealed class Asked
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 6668);

    private readonly LonLat _place;
    private readonly AskedShape? _shape;

    /// <summary>A place.</summary>
    public Asked(LonLat place) => _place = place;

    /// <summary>A line or an area.</summary>
    public Asked(AskedShape shape) => _shape = shape;

    /// <summary>The same as EWKB, for a statement; the very same numbers.</summary>
    public byte[] Ewkb => Core.Geometry.Ewkb.Write(_shape is null ? Factory.CreatePoint(new Coordinate(_place.Lon, _place.Lat)) : Factory.CreateGeometry(_shape.Geometry));

    /// <summary>How much of it a zone that it meets speaks about.</summary>
    public Reach SpokenByZone => _shape is null ? Reach.Whole : Reach.Part;

    /// <summary>The zones of a layer that it meets.</summary>
    public List<ZoneLayer.Zone> In(ZoneLayer layer) => _shape is null ? layer.At(_place) : layer.Meeting(_shape);

    /// <summary>How much of it lies in an area.</summary>
    public Reach In(HeldArea area) => _shape is not null ? area.Of(_shape) : area.Holds(_place) ? Reach.Whole : Reach.None;
}
