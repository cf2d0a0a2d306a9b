using Gis.Importer.Formats.Coordinates;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Gis.Importer.Formats.Gdal;

/// <summary>An open GDAL vector dataset. Handles belong to one reader and are never shared between threads at the same time.</summary>
internal sealed unsafe class GdalSource : IDisposable
{
    private const int LittleEndian = 1;
    private readonly SourceFile file;
    private readonly WKBReader wkb = new() { IsStrict = false };
    private readonly List<string> remarks;
    private IntPtr handle;
    private byte[] buffer = new byte[4096];
    private bool dropsHeight;

    private GdalSource(SourceFile file, IntPtr handle, List<string> remarks)
    {
        this.file = file;
        this.handle = handle;
        this.remarks = remarks;
    }

    /// <summary>Opens a file with one of the named drivers only, so that no file can make GDAL use another.</summary>
    /// <param name="file">The file, for messages; <paramref name="path"/> is what is opened.</param>
    /// <param name="path">The local path.</param>
    /// <param name="drivers">Names of the drivers that may be used.</param>
    /// <param name="options">Open options, <c>KEY=VALUE</c>.</param>
    /// <param name="remarks">Receives GDAL's warnings.</param>
    /// <exception cref="SourceException">GDAL cannot open it.</exception>
    public static GdalSource Open(SourceFile file, string path, string[] drivers, string[] options, List<string> remarks)
    {
        GdalLibrary.Require(file);
        GdalMessages.Take();
        var handle = IntPtr.Zero;
        GdalStrings.With(drivers, d => GdalStrings.With(options, o =>
            handle = NativeGdal.GDALOpenEx(path, NativeGdal.OpenVector | NativeGdal.OpenReadOnly | NativeGdal.OpenVerboseError, (byte**)d, (byte**)o, null)));
        var (warnings, failure) = GdalMessages.Take();
        if (handle == IntPtr.Zero)
        {
            throw new SourceException(
                file.DisplayPath, null, "ファイルの中身が壊れているか、この形式ではありません", "元のソフトで開けるか確かめ、もう一度入手してください", new InvalidDataException(failure ?? "GDALOpenEx"));
        }

        var source = new GdalSource(file, handle, remarks);
        source.Warn(warnings);
        return source;
    }

    /// <summary>Number of layers.</summary>
    public int LayerCount => NativeGdal.GDALDatasetGetLayerCount(handle);

    /// <summary>A layer's handle.</summary>
    public IntPtr Layer(int index) => NativeGdal.GDALDatasetGetLayer(handle, index);

    /// <summary>Leaves all attributes unread, for a reader that has them from elsewhere.</summary>
    public static void IgnoreAttributes(IntPtr layer)
    {
        // The names go back as the very bytes GDAL gave: in a Shapefile they may be in any encoding.
        var definition = NativeGdal.OGR_L_GetLayerDefn(layer);
        var names = new IntPtr[NativeGdal.OGR_FD_GetFieldCount(definition) + 1];
        for (var i = 0; i < names.Length - 1; i++)
            names[i] = NativeGdal.OGR_Fld_GetNameRef(NativeGdal.OGR_FD_GetFieldDefn(definition, i));
        fixed (IntPtr* array = names)
            _ = NativeGdal.OGR_L_SetIgnoredFields(layer, array);
        GdalMessages.Take();
    }

    /// <summary>The features of a layer. Each is destroyed when the next is asked for.</summary>
    /// <exception cref="SourceException">The file breaks off.</exception>
    public IEnumerable<IntPtr> Features(IntPtr layer)
    {
        NativeGdal.OGR_L_ResetReading(layer);
        long number = 0;
        while (true)
        {
            var feature = NativeGdal.OGR_L_GetNextFeature(layer);
            var (warnings, failure) = GdalMessages.Take();
            Warn(warnings);
            if (feature == IntPtr.Zero)
            {
                if (failure is not null)
                    throw new SourceException(file.DisplayPath, $"{number + 1}件目", "ファイルが途中で切れているか壊れています", "元のファイルをもう一度入手してください", new InvalidDataException(failure));
                yield break;
            }

            number++;
            try
            {
                yield return feature;
            }
            finally
            {
                NativeGdal.OGR_F_Destroy(feature);
            }
        }
    }

    /// <summary>Gives one feature by its number to a function.</summary>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public T Feature<T>(IntPtr layer, long number, Func<IntPtr, T> use)
    {
        var feature = NativeGdal.OGR_L_GetFeature(layer, number);
        var (warnings, failure) = GdalMessages.Take();
        Warn(warnings);
        if (feature == IntPtr.Zero)
            throw new SourceException(file.DisplayPath, $"{number + 1}件目", "ファイルが途中で切れているか壊れています", "元のファイルをもう一度入手してください", new InvalidDataException(failure ?? "OGR_L_GetFeature"));
        try
        {
            return use(feature);
        }
        finally
        {
            NativeGdal.OGR_F_Destroy(feature);
        }
    }

    /// <summary>Remarks once that heights are not read.</summary>
    public void RemarkHeights()
    {
        if (!dropsHeight)
            Warn(["高さ(Z)の値は読み込まず、平面の図形として扱います"]);
        dropsHeight = true;
    }

    /// <summary>A feature's shape in source coordinates, two dimensions; null without one. <paramref name="fault"/> says when it is unreadable.</summary>
    public Geometry? Shape(IntPtr feature, out string? fault)
    {
        fault = null;
        var geometry = NativeGdal.OGR_F_GetGeometryRef(feature);
        if (geometry == IntPtr.Zero)
            return null;
        if (!dropsHeight && NativeGdal.OGR_G_Is3D(geometry) != 0)
            RemarkHeights();

        var linear = NativeGdal.OGR_G_HasCurveGeometry(geometry, 1) != 0 ? NativeGdal.OGR_G_GetLinearGeometry(geometry, 0, IntPtr.Zero) : IntPtr.Zero;
        try
        {
            return Parse(linear == IntPtr.Zero ? geometry : linear, out fault);
        }
        finally
        {
            if (linear != IntPtr.Zero)
                NativeGdal.OGR_G_DestroyGeometry(linear);
        }
    }

    /// <summary>The range of a layer's coordinates from its shapes themselves.</summary>
    public CrsGuess ScannedExtent(IntPtr layer)
    {
        var range = CrsGuess.Empty;
        foreach (var feature in Features(layer))
        {
            if (Shape(feature, out _)?.EnvelopeInternal is { IsNull: false } box)
                range = range.With(box.MinX, box.MinY).With(box.MaxX, box.MaxY);
        }

        return range;
    }

    /// <summary>Whether some shape lies in Japan when its coordinates are taken as degrees.</summary>
    public bool IsInJapan(IntPtr layer) => Features(layer).Any(
        f => Shape(f, out _)?.EnvelopeInternal is { IsNull: false } box && new Core.Geodesy.LonLat(box.Centre.X, box.Centre.Y).IsInJapan);

    /// <summary>The range of a layer's coordinates as the file states it, counted through where it states none.</summary>
    public static CrsGuess Extent(IntPtr layer)
    {
        var box = stackalloc double[4];
        return NativeGdal.OGR_L_GetExtent(layer, box, 1) == 0 && box[0] <= box[1] ? new CrsGuess(box[0], box[2], box[1], box[3]) : CrsGuess.Empty;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (handle != IntPtr.Zero)
            _ = NativeGdal.GDALClose(handle);
        handle = IntPtr.Zero;
        GdalMessages.Take();
    }

    private Geometry? Parse(IntPtr geometry, out string? fault)
    {
        fault = null;
        NativeGdal.OGR_G_FlattenTo2D(geometry);
        var size = NativeGdal.OGR_G_WkbSize(geometry);
        if (buffer.Length < size)
            buffer = new byte[size * 2];
        int result;
        fixed (byte* target = buffer)
            result = NativeGdal.OGR_G_ExportToIsoWkb(geometry, LittleEndian, target);
        if (result != 0)
        {
            fault = "図形を読み取れません";
            return null;
        }

        try
        {
            var shape = wkb.Read(buffer.AsSpan(0, size).ToArray());
            return shape.IsEmpty ? null : shape;
        }
        catch (Exception e) when (e is ParseException or ArgumentException or IOException)
        {
            fault = "図形の点の数が足りないか、種類が分かりません";
            return null;
        }
    }

    private void Warn(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings)
        {
            if (remarks.Count < 50 && !remarks.Contains(warning))
                remarks.Add(warning);
        }
    }
}
