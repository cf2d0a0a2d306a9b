using Gis.Core.Geodesy;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Plan;

/// <summary>
/// Where the town lies. It is planned in town metres (X east, Y north of a corner in 相模湾) and written in
/// 平面直角座標系第9系 (X north, Y east) or as longitude and latitude (JGD2011).
/// </summary>
internal static class TownFrame
{
    public const int ZoneNumber = 9;
    public const double CornerNorth = -101_500;
    public const double CornerEast = -51_200;

    /// <summary>Town metres, whole millimetres: the grid of every written coordinate.</summary>
    public static double Millimetre(double metres) => Math.Round(metres * 1000, MidpointRounding.AwayFromZero) / 1000;

    public static LonLat ToLonLat(Coordinate place) =>
        new PlaneZone(ZoneNumber).ToLonLat(new PlanePoint(CornerNorth + place.Y, CornerEast + place.X));
}
