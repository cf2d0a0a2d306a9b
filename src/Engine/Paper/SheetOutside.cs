using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Paper;

/// <summary>Marks where a hazard's data does not speak: grey with lines, so that it cannot be taken for ground without a zone.</summary>
public static class SheetOutside
{
    internal const string Pattern = "diagonal-back", Ink = "#5a5f69", Ground = "#d4d6da";
    internal const double Opacity = 0.75;

    /// <summary>Whether any of a frame lies outside.</summary>
    public static bool Any(SheetFrame frame, Geometry? coverage)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return coverage is not null && !coverage.Covers(new GeometryFactory().ToGeometry(new Envelope(0, frame.Right, 0, frame.Bottom)));
    }

    internal static string Draw(SheetFrame frame, Geometry? coverage)
    {
        if (coverage is null)
            return "";
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M-100 -100H{frame.Right + 100:0}V{frame.Bottom + 100:0}H-100z");
        SheetPath.Append(path, coverage);
        var marks = SheetPattern.Fill("outside", Pattern, Ink, new SheetBox(0, 0, frame.Right, frame.Bottom));
        return $"<clipPath id=\"beyond\"><path clip-rule=\"evenodd\" d=\"{path}\"/></clipPath><path fill=\"{Ground}\" fill-rule=\"evenodd\" opacity=\".75\" d=\"{path}\"/><g clip-path=\"url(#beyond)\">{marks}</g>";
    }
}
