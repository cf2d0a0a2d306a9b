using System.Globalization;
using System.Text;

namespace Gis.Importer.Tests.Loading;

/// <summary>
/// Editions of a made-up list as GeoJSON: the next edition has one row less at the beginning, one more at the end, and another name in every third row.
/// </summary>
internal static class GridFile
{
    /// <summary>Points.</summary>
    public static string Points(int rows, int edition) => Write(rows, edition, (x, y) => string.Create(CultureInfo.InvariantCulture, $$"""{"type":"Point","coordinates":[{{x:F4}},{{y:F4}}]}"""));

    /// <summary>Triangles over the same points.</summary>
    public static string Areas(int rows, int edition) => Write(rows, edition, (x, y) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"type":"Polygon","coordinates":[[[{{x:F4}},{{y:F4}}],[{{x + 0.0008:F4}},{{y:F4}}],[{{x + 0.0008:F4}},{{y + 0.0008:F4}}],[{{x:F4}},{{y:F4}}]]]}"""));

    private static string Write(int rows, int edition, Func<double, double, string> shape)
    {
        var text = new StringBuilder("""{"type":"FeatureCollection","features":[""");
        for (var i = edition; i < rows + edition; i++)
        {
            text.Append(i == edition ? "" : ",\n").Append(
                CultureInfo.InvariantCulture, $$$"""{"type":"Feature","properties":{"id":"{{{i}}}","name":"施設{{{(i % 3 == 0 ? edition : 0)}}}-{{{i}}}"},"geometry":{{{shape(139 + (i % 200 * 0.001), 35 + (i / 200 * 0.001))}}}}""");
        }

        return text.Append("]}").ToString();
    }
}
