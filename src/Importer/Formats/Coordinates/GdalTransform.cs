using Gis.Importer.Formats.Gdal;

namespace Gis.Importer.Formats.Coordinates;

/// <summary>Any system PROJ knows, through GDAL's own transformation.</summary>
internal sealed unsafe class GdalTransform : CoordinateTransform
{
    private const int TraditionalAxisOrder = 0;
    private readonly string method;

    // Lives as long as the process: a town's import meets a handful of systems, and readers may share one.
    private readonly IntPtr handle;
    private readonly object gate = new();

    private GdalTransform(IntPtr handle, string method)
    {
        this.handle = handle;
        this.method = method;
    }

    public override string Method => method;

    /// <summary>Makes a transformation between two systems.</summary>
    /// <exception cref="SourceException">PROJ does not know one of them, or GDAL is missing.</exception>
    public static GdalTransform Create(Crs source, Crs target, SourceFile file)
    {
        GdalLibrary.Require(file);
        GdalMessages.Take();
        var from = Reference(source);
        var to = Reference(target);
        var handle = from == IntPtr.Zero || to == IntPtr.Zero ? IntPtr.Zero : NativeGdal.OCTNewCoordinateTransformation(from, to);
        if (from != IntPtr.Zero)
            NativeGdal.OSRDestroySpatialReference(from);
        if (to != IntPtr.Zero)
            NativeGdal.OSRDestroySpatialReference(to);
        GdalMessages.Take();
        if (handle == IntPtr.Zero)
        {
            throw new SourceException(
                file.DisplayPath, null, $"座標系 {source} からの変換方法が分かりません", "正しい座標系を --crs EPSG:番号 で指定してください");
        }

        return new GdalTransform(handle, $"{source} から EPSG:6668 へPROJの既定の方法で変換(格子ファイルは使っていません)");
    }

    public override void Apply(Span<double> x, Span<double> y)
    {
        if (x.Length == 0)
            return;
        var success = new int[x.Length];
        lock (gate)
        {
            fixed (double* px = x, py = y)
            fixed (int* ok = success)
                _ = NativeGdal.OCTTransformEx(handle, x.Length, px, py, null, ok);
        }

        for (var i = 0; i < x.Length; i++)
        {
            if (success[i] == 0)
                (x[i], y[i]) = (double.NaN, double.NaN);
        }
    }

    private static IntPtr Reference(Crs crs)
    {
        var srs = NativeGdal.OSRNewSpatialReference(crs.Epsg == 0 ? crs.Wkt : null);
        if (srs == IntPtr.Zero)
            return srs;
        if (crs.Epsg != 0 && NativeGdal.OSRImportFromEPSG(srs, crs.Epsg) != 0)
        {
            NativeGdal.OSRDestroySpatialReference(srs);
            return IntPtr.Zero;
        }

        NativeGdal.OSRSetAxisMappingStrategy(srs, TraditionalAxisOrder);
        return srs;
    }
}
