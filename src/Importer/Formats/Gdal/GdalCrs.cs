using System.Globalization;
using System.Runtime.InteropServices;
using Gis.Importer.Formats.Coordinates;

namespace Gis.Importer.Formats.Gdal;

/// <summary>Finds the coordinate reference system of a GDAL layer.</summary>
internal static class GdalCrs
{
    /// <summary>What the layer declares; null when it declares nothing.</summary>
    public static Crs? Declared(IntPtr layer)
    {
        var srs = NativeGdal.OGR_L_GetSpatialRef(layer);
        if (srs == IntPtr.Zero)
            return null;
        var authority = Marshal.PtrToStringUTF8(NativeGdal.OSRGetAuthorityName(srs, IntPtr.Zero));
        var code = Marshal.PtrToStringUTF8(NativeGdal.OSRGetAuthorityCode(srs, IntPtr.Zero));
        if (authority == "EPSG" && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var epsg))
            return new Crs(epsg);
        if (NativeGdal.OSRExportToWkt(srs, out var text) != 0)
            return null;
        var wkt = Marshal.PtrToStringUTF8(text) ?? "";
        NativeGdal.VSIFree(text);
        return PrjText.Recognise(wkt) ?? (wkt.Length == 0 || wkt.StartsWith("LOCAL", StringComparison.OrdinalIgnoreCase) || wkt.StartsWith("ENG", StringComparison.OrdinalIgnoreCase) ? null : new Crs(0, wkt));
    }

    /// <summary>Weighs the order of the command line, the declaration and the values against each other.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="declared">What the file declares, or null.</param>
    /// <param name="where">Where it declares it, in Japanese (<c>.prj</c>).</param>
    /// <param name="range">The range of the coordinates.</param>
    /// <param name="isInJapan">Whether some shape lies in Japan as degrees; asked only when the range alone speaks against it.</param>
    /// <param name="options">The command line.</param>
    /// <exception cref="SourceException">Nothing is declared, and the values do not tell.</exception>
    public static Detected<Crs> Decide(SourceFile file, Crs? declared, string where, CrsGuess range, Func<bool> isInJapan, ReadOptions options)
    {
        if (options.Crs is { } ordered)
            return new Detected<Crs>(ordered, "指定された座標系", true);
        if (declared is null)
            return range.Decide(file, $"{where}に座標系がなく");
        var geographic = declared.Epsg is 4326 or 6668 or 4612 or 4301 or 6697 or 4979;

        // One row with 999 or worse is an error of that row.
        if (geographic && !range.CouldBeDegrees && !isInJapan())
            return range.Decide(file, $"{where}の{declared}は経緯度なのに値と合わず");

        // A plane coordinate within a few metres of (140, 35) is far less likely than degrees with a wrong label.
        if (!geographic && !range.IsEmpty && range.MinX >= 122 && range.MaxX <= 154 && range.MinY >= 20 && range.MaxY <= 46)
            return range.Decide(file, $"{where}の{declared}は平面座標なのに値と合わず");
        return new Detected<Crs>(declared, $"{where}に書かれています");
    }
}
