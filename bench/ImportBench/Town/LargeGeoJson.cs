using System.Globalization;
using System.Text;
using Gis.Core.Geodesy;

namespace Gis.ImportBench.Town;

/// <summary>A GeoJSON file of any size: parcels in degrees.</summary>
internal static class LargeGeoJson
{
    /// <summary>Writes features until the file has the size.</summary>
    public static void Write(string path, long bytes)
    {
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var zone = new PlaneZone(9);
        var grid = new ParcelGrid(4_000_000);
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        writer.Write("""{"type":"FeatureCollection","features":[""");
        long written = 0;
        for (var parcel = 0; parcel < grid.Count && written < bytes; parcel++)
        {
            var row = ParcelRow.Of(grid, parcel, parcel + 1, 1);
            var text = new StringBuilder(parcel == 0 ? "\n" : ",\n");
            text.Append(CultureInfo.InvariantCulture, $$"""{"type":"Feature","properties":{"id":{{row.Id}},"oaza":"{{row.Oaza}}","chiban":"{{row.Chiban}}","chimoku":"{{row.Chimoku}}","chiseki":{{row.Chiseki}}},"geometry":{"type":"Polygon","coordinates":[[""");
            var first = true;
            foreach (var (east, north) in grid.Ring(parcel))
            {
                var place = zone.ToLonLat(new PlanePoint(North: north, East: east));
                text.Append(CultureInfo.InvariantCulture, $"{(first ? "" : ",")}[{place.Lon:F9},{place.Lat:F9}]");
                first = false;
            }

            text.Append("]]}}");
            writer.Write(text);
            written += Encoding.UTF8.GetByteCount(text.ToString());
        }

        writer.Write("\n]}\n");
    }
}
