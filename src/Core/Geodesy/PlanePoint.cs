namespace Gis.Core.Geodesy;

/// <summary>
/// A position in a plane rectangular zone (平面直角座標系) in metres. In Japanese sources X is <b>north</b> and Y is <b>east</b>;
/// the names here say the direction so that the two can never be confused.
/// </summary>
/// <param name="North">Metres north of the zone's origin (the source's X).</param>
/// <param name="East">Metres east of the zone's origin (the source's Y).</param>
public readonly record struct PlanePoint(double North, double East);
