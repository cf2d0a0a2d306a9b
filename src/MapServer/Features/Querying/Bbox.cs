using System.Globalization;
using Gis.Engine.Reading;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Features;

/// <summary>The <c>bbox</c> parameter of OGC API Features, CRS84 (longitude first).</summary>
internal static class Bbox
{
    /// <summary>
    /// Reads four numbers, or six of which the heights are left aside (the data is flat). A box whose west lies east of its east goes
    /// across the antimeridian and comes back as two.
    /// </summary>
    /// <exception cref="RequestProblemException">It is not such a list.</exception>
    public static IReadOnlyList<LonLatBox> Parse(string text)
    {
        var parts = text.Split(',');
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                throw Bad();
        }

        var (w, s, e, n) = numbers switch
        {
            [var a, var b, var c, var d] => (a, b, c, d),
            [var a, var b, _, var c, var d, _] => (a, b, c, d),
            _ => throw Bad(),
        };
        if (s > n || Math.Abs(s) > 90 || Math.Abs(n) > 90 || Math.Abs(w) > 180 || Math.Abs(e) > 180)
            throw Bad();
        return w <= e ? [new(w, s, e, n)] : [new(w, s, 180, n), new(-180, s, e, n)];
    }

    private static RequestProblemException Bad() =>
        RequestProblemException.Bad("bbox は「西,南,東,北」の順に、経度と緯度（度）の数を4つ、カンマで区切って指定してください。");
}
