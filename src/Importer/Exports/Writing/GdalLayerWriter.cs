using System.Globalization;
using Gis.Importer.Formats;
using Gis.Importer.Formats.Gdal;
using FieldType = Gis.Core.Catalogue.FieldType;

namespace Gis.Importer.Exports.Writing;

/// <summary>A column as a file has it.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Type">Type of its values.</param>
/// <param name="Width">Most bytes of a text, or 0 for no limit.</param>
internal sealed record FileColumn(string Name, FieldType Type, int Width = 0);

/// <summary>One layer of one new file, written by GDAL. Coordinates are longitude, latitude of JGD2011 (EPSG:6668).</summary>
internal sealed unsafe class GdalLayerWriter : IDisposable
{
    private const int Jgd2011 = 6668;
    private const int TraditionalOrder = 0;
    private const int Integer = 0;
    private const int Real = 2;
    private const int Text = 4;
    private const int Date = 9;
    private const int DateTimeType = 11;
    private const int Integer64 = 12;
    private const int BooleanSubtype = 1;
    private const int Utc = 100;

    private readonly IReadOnlyList<FileColumn> columns;
    private readonly bool keepsFid;
    private readonly IntPtr layer;
    private readonly IntPtr definition;
    private IntPtr dataset;

    /// <summary>Makes the file with its one, empty layer.</summary>
    /// <param name="driver">GDAL's name of the driver.</param>
    /// <param name="path">The file.</param>
    /// <param name="name">Name of the layer.</param>
    /// <param name="geometryType">WKB's number of the shapes; 0 for any, 100 for none.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="options">Options of the layer, <c>KEY=VALUE</c>.</param>
    /// <param name="keepsFid">Whether the file keeps the features' numbers.</param>
    /// <exception cref="ImportException">GDAL cannot make it.</exception>
    public GdalLayerWriter(string driver, string path, string name, int geometryType, IReadOnlyList<FileColumn> columns, string[] options, bool keepsFid)
    {
        GdalLibrary.Require(new SourceFile(path, path));
        GdalMessages.Take();
        (this.columns, this.keepsFid) = (columns, keepsFid);
        dataset = NativeGdal.GDALCreate(NativeGdal.GDALGetDriverByName(driver), path, 0, 0, 0, 0, null);
        if (dataset == IntPtr.Zero)
            throw Fault("GDALCreate");
        var srs = NativeGdal.OSRNewSpatialReference(null);
        try
        {
            _ = NativeGdal.OSRImportFromEPSG(srs, Jgd2011);
            NativeGdal.OSRSetAxisMappingStrategy(srs, TraditionalOrder);
            var made = IntPtr.Zero;
            GdalStrings.With(options, o => made = NativeGdal.GDALDatasetCreateLayer(dataset, name, srs, geometryType, (byte**)o));
            layer = made;
        }
        finally
        {
            NativeGdal.OSRDestroySpatialReference(srs);
        }

        if (layer == IntPtr.Zero)
            throw Fault("GDALDatasetCreateLayer");
        foreach (var column in columns)
            Create(column, driver == ExportFormat.ShapefileDriver);
        definition = NativeGdal.OGR_L_GetLayerDefn(layer);

        // One transaction where the format knows it: a database file would else wait for the disk with every row.
        _ = NativeGdal.GDALDatasetStartTransaction(dataset, 0);
        GdalMessages.Take();
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="ImportException">GDAL does not take it.</exception>
    public void Write(long fid, byte[]? wkb, object?[] values)
    {
        var feature = NativeGdal.OGR_F_Create(definition);
        try
        {
            if (keepsFid)
                _ = NativeGdal.OGR_F_SetFID(feature, fid);
            for (var i = 0; i < values.Length; i++)
                Set(feature, i, values[i]);
            if (wkb is not null)
            {
                fixed (byte* bytes = wkb)
                {
                    if (NativeGdal.OGR_G_CreateFromWkb(bytes, IntPtr.Zero, out var geometry, wkb.Length) != 0)
                        throw Fault("OGR_G_CreateFromWkb");
                    _ = NativeGdal.OGR_F_SetGeometryDirectly(feature, geometry);
                }
            }

            if (NativeGdal.OGR_L_CreateFeature(layer, feature) != 0)
                throw Fault("OGR_L_CreateFeature");
        }
        finally
        {
            NativeGdal.OGR_F_Destroy(feature);
        }
    }

    /// <summary>Ends the file.</summary>
    /// <exception cref="ImportException">It cannot be finished.</exception>
    public void Complete()
    {
        _ = NativeGdal.GDALDatasetCommitTransaction(dataset);
        GdalMessages.Take();
        var closed = NativeGdal.GDALClose(dataset);
        dataset = IntPtr.Zero;
        if (GdalMessages.Take().Failure is { } failure)
            throw new ImportException($"ファイルを書き終えられませんでした（{failure}）。空き容量を確かめてください。");
        _ = closed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (dataset != IntPtr.Zero)
            _ = NativeGdal.GDALClose(dataset);
        dataset = IntPtr.Zero;
        GdalMessages.Take();
    }

    private static ImportException Fault(string call) => new($"ファイルを書けませんでした（{call}: {GdalMessages.Take().Failure ?? "?"}）。空き容量を確かめてください。");

    private void Create(FileColumn column, bool isDbf)
    {
        var (type, subtype) = column.Type switch
        {
            FieldType.Integer => (Integer64, 0),
            FieldType.Number => (Real, 0),
            FieldType.Boolean => (Integer, isDbf ? 0 : BooleanSubtype),
            FieldType.Date => (Date, 0),
            FieldType.DateTime => (isDbf ? Text : DateTimeType, 0),
            _ => (Text, 0),
        };
        var field = NativeGdal.OGR_Fld_Create(column.Name, type);
        NativeGdal.OGR_Fld_SetSubType(field, subtype);
        if (column.Width > 0)
            NativeGdal.OGR_Fld_SetWidth(field, column.Width);
        var failed = NativeGdal.OGR_L_CreateField(layer, field, 1) != 0;
        NativeGdal.OGR_Fld_Destroy(field);
        if (failed)
            throw Fault("OGR_L_CreateField");
    }

    private static void Set(IntPtr feature, int index, object? value)
    {
        switch (value)
        {
            case null:
                NativeGdal.OGR_F_SetFieldNull(feature, index);
                break;
            case long number:
                NativeGdal.OGR_F_SetFieldInteger64(feature, index, number);
                break;
            case double number:
                NativeGdal.OGR_F_SetFieldDouble(feature, index, number);
                break;
            case bool yes:
                NativeGdal.OGR_F_SetFieldInteger64(feature, index, yes ? 1 : 0);
                break;
            case DateOnly date:
                NativeGdal.OGR_F_SetFieldDateTimeEx(feature, index, date.Year, date.Month, date.Day, 0, 0, 0, 0);
                break;
            case DateTime moment:
                var utc = moment.ToUniversalTime();
                NativeGdal.OGR_F_SetFieldDateTimeEx(
                    feature, index, utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, utc.Second + (utc.Millisecond / 1000f), Utc);
                break;
            default:
                NativeGdal.OGR_F_SetFieldString(feature, index, Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
        }
    }
}
