namespace Gis.Core.Geodesy;

/// <summary>
/// One of the nineteen plane rectangular zones (平面直角座標系 1–19系) of 国土交通省告示第9号 (2002): transverse Mercator on GRS80
/// with scale factor 0.9999 at the central meridian. JGD2000, JGD2011 and JGD2024 share the projection.
/// </summary>
public readonly record struct PlaneZone
{
    private static readonly (double Lat, double Lon)[] Origins =
    [
        (33, 129 + 30.0 / 60), (33, 131), (36, 132 + 10.0 / 60), (33, 133 + 30.0 / 60), (36, 134 + 20.0 / 60),
        (36, 136), (36, 137 + 10.0 / 60), (36, 138 + 30.0 / 60), (36, 139 + 50.0 / 60), (40, 140 + 50.0 / 60),
        (44, 140 + 15.0 / 60), (44, 142 + 15.0 / 60), (44, 144 + 15.0 / 60), (26, 142), (26, 127 + 30.0 / 60),
        (26, 124), (26, 131), (20, 136), (26, 154),
    ];

    private readonly int _number;

    /// <summary>Makes a zone from its number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not 1 to 19.</exception>
    public PlaneZone(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 19);
        _number = number;
    }

    /// <summary>The zone's number, 1 to 19.</summary>
    public int Number => _number == 0 ? 1 : _number;

    /// <summary>Latitude of the origin in degrees.</summary>
    public double OriginLat => Origins[Number - 1].Lat;

    /// <summary>Longitude of the central meridian in degrees.</summary>
    public double OriginLon => Origins[Number - 1].Lon;

    /// <summary>EPSG code on JGD2011 (6669 for zone 1 … 6687 for zone 19).</summary>
    public int Jgd2011Epsg => 6668 + Number;

    /// <summary>EPSG code on JGD2000 (2443 for zone 1 … 2461 for zone 19).</summary>
    public int Jgd2000Epsg => 2442 + Number;

    /// <summary>EPSG code on the old Tokyo datum (30161 for zone 1 … 30179 for zone 19).</summary>
    public int TokyoEpsg => 30160 + Number;

    /// <summary>The zone of an EPSG code on JGD2011 or JGD2000, or null for any other code (the old Tokyo datum included).</summary>
    public static PlaneZone? FromEpsg(int epsg) => epsg switch
    {
        >= 6669 and <= 6687 => new PlaneZone(epsg - 6668),
        >= 2443 and <= 2461 => new PlaneZone(epsg - 2442),
        _ => null,
    };

    /// <summary>Projects a geographic position to this zone. See <see cref="TransverseMercator"/> for the accuracy.</summary>
    public PlanePoint ToPlane(LonLat position) => TransverseMercator.Forward(position, OriginLat, OriginLon);

    /// <summary>The geographic position of a point of this zone.</summary>
    public LonLat ToLonLat(PlanePoint point) => TransverseMercator.Inverse(point, OriginLat, OriginLon);

    /// <inheritdoc/>
    public override string ToString() => $"{Number}系";
}
