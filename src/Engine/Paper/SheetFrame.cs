using Gis.Core.Geodesy;
using Gis.Engine.Reading;

namespace Gis.Engine.Paper;

/// <summary>
/// What part of the earth a sheet shows: plane rectangular metres of the town's zone at an exact scale. The units of its drawing are
/// <see cref="PerMillimetre"/> to a millimetre of paper, x to the right (east), y downwards (south of the grid).
/// </summary>
/// <param name="Zone">The town's zone.</param>
/// <param name="Center">The middle.</param>
/// <param name="Scale">The number below the line: millimetres of the plane to one of paper.</param>
/// <param name="Width">Width on paper in millimetres.</param>
/// <param name="Height">Height on paper in millimetres.</param>
public sealed record SheetFrame(PlaneZone Zone, PlanePoint Center, int Scale, double Width, double Height)
{
    /// <summary>Units of the drawing to a millimetre: finer than any printer.</summary>
    public const int PerMillimetre = 50;

    /// <summary>Units to a typographic point.</summary>
    public const double PerPoint = PerMillimetre * 25.4 / 72;

    /// <summary>Units to a CSS pixel.</summary>
    public const double PerPixel = PerMillimetre * 25.4 / 96;

    /// <summary>Units to a metre of the plane.</summary>
    public double PerMetre => 1000d * PerMillimetre / Scale;

    /// <summary>Width in units.</summary>
    public double Right => Width * PerMillimetre;

    /// <summary>Height in units.</summary>
    public double Bottom => Height * PerMillimetre;

    /// <summary>Metres east of the zone's origin at the left edge.</summary>
    public double West => Center.East - (Right / 2 / PerMetre);

    /// <summary>Metres north of the zone's origin at the upper edge.</summary>
    public double North => Center.North + (Bottom / 2 / PerMetre);

    /// <summary>The zoom at which the map on a screen shows the ground as large as this sheet, so that widths of lines fit.</summary>
    public double Zoom => Math.Log2(
        2 * WebMercator.HalfWorld / Pictures.PictureFrame.TilePixels * Math.Cos(Zone.ToLonLat(Center).Lat * Math.PI / 180) * PerMetre / PerPixel);

    /// <summary>Where a place lies, in units.</summary>
    public (double X, double Y) At(LonLat place)
    {
        var point = Zone.ToPlane(place);
        return ((point.East - West) * PerMetre, (North - point.North) * PerMetre);
    }

    /// <summary>Whether a point in units lies in the frame, at least a margin of units from its edge.</summary>
    public bool Holds(double x, double y, double margin = 0) => x >= margin && y >= margin && x <= Right - margin && y <= Bottom - margin;

    /// <summary>The box in degrees around the frame and a little more.</summary>
    public LonLatBox Box()
    {
        var corners = new List<LonLat>();
        // Meridians and parallels are bent in the plane: the middles of the edges may reach further than the corners.
        foreach (var x in (double[])[-0.51, 0, 0.51])
        {
            foreach (var y in (double[])[-0.51, 0, 0.51])
                corners.Add(Zone.ToLonLat(new PlanePoint(Center.North + (y * Bottom / PerMetre), Center.East + (x * Right / PerMetre))));
        }

        return new LonLatBox(corners.Min(c => c.Lon), corners.Min(c => c.Lat), corners.Max(c => c.Lon), corners.Max(c => c.Lat));
    }
}
