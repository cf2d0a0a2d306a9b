using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Geodesy;

namespace Gis.Importer.Formats.Gml;

/// <summary>Coordinate systems as GML of Japan names them: <c>fguuid:jgd2011.bl</c>, <c>http://www.opengis.net/def/crs/EPSG/0/6697</c>, <c>urn:ogc:def:crs:EPSG::6668</c>.</summary>
internal static partial class GmlSystem
{
    private const int PlaneWithHeight = 10162;

    /// <summary>The horizontal system; null when the name is unknown.</summary>
    public static (Crs Crs, string Why)? Of(string? name)
    {
        if (name is null)
            return null;
        if (name.Contains("jgd2024", StringComparison.OrdinalIgnoreCase))
            return (Crs.Jgd2011, $"srsNameが「{name}」です(JGD2024の水平位置はJGD2011と同じなのでEPSG:6668とします。標高は改定されています)");
        if (name.Contains("jgd2011", StringComparison.OrdinalIgnoreCase))
            return (Crs.Jgd2011, $"srsNameが「{name}」です");
        if (name.Contains("jgd2000", StringComparison.OrdinalIgnoreCase))
            return (new Crs(4612), $"srsNameが「{name}」です");
        if (name.StartsWith("TD ", StringComparison.Ordinal) || name.Contains("tokyo", StringComparison.OrdinalIgnoreCase))
            return (new Crs(4301), $"srsNameが「{name}」です");
        if (Number().Match(name) is not { Success: true } match || !int.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var epsg))
            return null;

        // JGD2011 / Japan Plane Rectangular CS I … XIII + height are 10162 … 10174.
        var plane = epsg is >= PlaneWithHeight and < PlaneWithHeight + 13 ? new PlaneZone(epsg - PlaneWithHeight + 1).Jgd2011Epsg : epsg;
        return (new Crs(plane), $"srsNameがEPSG:{epsg}です");
    }

    [GeneratedRegex("(?<=EPSG[^0-9]*(0/|:|/|#))[0-9]{4,5}$|(?<=EPSG[:/#]+)[0-9]{4,5}", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
