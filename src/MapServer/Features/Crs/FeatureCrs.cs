using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Cql2.Checking;

namespace Gis.MapServer.Features.Crs;

/// <summary>
/// A coordinate reference system in which features are given and boxes are taken (OGC API – Features, Part 2). Stored positions are longitude and latitude
/// on JGD2011; WGS 84 is taken as the same, as everywhere in the platform.
/// </summary>
/// <param name="Uri">Its name in requests.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Axes">EPSG code, axis order and bounds.</param>
/// <param name="Decimals">Decimals of its coordinates: a tenth of a millimetre.</param>
public sealed record FeatureCrs(string Uri, string Title, Cql2Crs Axes, int Decimals)
{
    private const string Epsg = "http://www.opengis.net/def/crs/EPSG/0/";

    /// <summary>Longitude, latitude: what counts when nothing is said.</summary>
    public static FeatureCrs Crs84 { get; } =
        new("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "経度・緯度（CRS84）", Cql2Crs.Crs84, 9);

    /// <summary>JGD2011, in which the shapes are stored: latitude, longitude.</summary>
    public static FeatureCrs Jgd2011 { get; } = new(Epsg + "6668", "緯度・経度（JGD2011）", Cql2Crs.Jgd2011, 9);

    private static readonly FeatureCrs Wgs84 = new(Epsg + "4326", "緯度・経度（WGS 84）", Cql2Crs.Wgs84, 9);
    private static readonly FeatureCrs Mercator = new(Epsg + "3857", "Webメルカトル", Cql2Crs.WebMercator, 4);

    /// <summary>All that a town's collections offer, CRS84 first; the plane zone is the town's own.</summary>
    /// <param name="town">The town; null before one is set.</param>
    public static IReadOnlyList<FeatureCrs> Of(Town? town) => town is null
        ? [Crs84, Wgs84, Jgd2011, Mercator]
        :
        [
            Crs84, Wgs84, Jgd2011, Mercator,
            new FeatureCrs($"{Epsg}{town.Zone.Jgd2011Epsg}", $"平面直角座標系 {town.Zone}（X は北、Y は東）", Cql2Crs.PlaneZone(town.Zone.Number), 4),
        ];

    /// <summary>A stored position in this system, in the order of its axes.</summary>
    public (double First, double Second) FromLonLat(double lon, double lat)
    {
        if (Axes.IsGeographic)
            return Axes.NorthFirst ? (lat, lon) : (lon, lat);
        if (Axes.Srid == 3857)
            return WebMercator.FromLonLat(new LonLat(lon, lat));
        var plane = Zone.ToPlane(new LonLat(lon, lat));
        return (plane.North, plane.East);
    }

    /// <summary>Longitude and latitude of a position of this system.</summary>
    /// <param name="first">On its first axis.</param>
    /// <param name="second">On its second axis.</param>
    public LonLat ToLonLat(double first, double second)
    {
        if (Axes.IsGeographic)
            return Axes.NorthFirst ? new LonLat(second, first) : new LonLat(first, second);
        return Axes.Srid == 3857 ? WebMercator.ToLonLat(first, second) : Zone.ToLonLat(new PlanePoint(first, second));
    }

    private PlaneZone Zone => new(Axes.Srid - 6668);
}
