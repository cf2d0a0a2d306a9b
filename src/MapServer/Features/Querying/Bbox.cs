using System.Globalization;
using Gis.Engine.Reading;
using Gis.MapServer.Features.Crs;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Features.Querying;

/// <summary>The parameters <c>bbox</c> and <c>bbox-crs</c> of OGC API Features.</summary>
internal static class Bbox
{
    /// <summary>
    /// Reads four numbers in the order of the system's axes, or six of which the heights are left aside (the data is flat). A box in degrees whose west
    /// lies east of its east goes across the antimeridian.
    /// </summary>
    /// <exception cref="RequestProblemException">It is not such a list.</exception>
    public static QueryArea Parse(string text, FeatureCrs crs)
    {
        var (a, b, c, d) = Numbers(text, crs);
        if (!crs.Axes.IsGeographic)
            return Plane(crs, (a, b), (c, d));
        var (w, s, e, n) = crs.Axes.NorthFirst ? (b, a, d, c) : (a, b, c, d);
        if (s > n || Math.Abs(s) > 90 || Math.Abs(n) > 90 || Math.Abs(w) > 180 || Math.Abs(e) > 180)
            throw Bad(crs);
        LonLatBox[] boxes = w <= e ? [new(w, s, e, n)] : [new(w, s, 180, n), new(-180, s, e, n)];
        return QueryArea.Of(boxes);
    }

    private static (double A, double B, double C, double D) Numbers(string text, FeatureCrs crs)
    {
        var parts = text.Split(',');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                throw Bad(crs);
        }

        return numbers switch
        {
            [var a, var b, var c, var d] => (a, b, c, d),
            [var a, var b, _, var c, var d, _] => (a, b, c, d),
            _ => throw Bad(crs),
        };
    }

    private static QueryArea Plane(FeatureCrs crs, (double First, double Second) low, (double First, double Second) high)
    {
        var bounds = crs.Axes.Bounds;
        var (east, north) = crs.Axes.NorthFirst ? ((low.Second, high.Second), (low.First, high.First)) : ((low.First, high.First), (low.Second, high.Second));
        var inside = east.Item1 >= bounds.MinX && east.Item2 <= bounds.MaxX && north.Item1 >= bounds.MinY && north.Item2 <= bounds.MaxY;
        if (low.First > high.First || low.Second > high.Second || !inside)
            throw Bad(crs);
        return QueryArea.OfPlane(crs, low, high);
    }

    private static RequestProblemException Bad(FeatureCrs crs)
    {
        var (order, unit) = crs.Axes switch
        {
            { IsGeographic: true, NorthFirst: false } => ("西,南,東,北", "経度と緯度（度）"),
            { IsGeographic: true } => ("南,西,北,東", "緯度と経度（度）"),
            { NorthFirst: true } => ("南,西,北,東", "座標（メートル）"),
            _ => ("西,南,東,北", "座標（メートル）"),
        };
        return RequestProblemException.Bad($"bbox は「{order}」の順に、{unit}の数を4つ、カンマで区切って指定してください。");
    }
}
