using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gis.Core.Catalogue;
using Gis.Core.Geometry;
using Gis.Importer.Checks;

namespace Gis.Importer.Loading;

/// <summary>
/// The key that finds the same thing in the next edition: the reader's own, else a column that is an id, else 地番, else a hash of the whole row.
/// A key that comes again gets an ordinal (<see cref="Numbered"/>).
/// </summary>
internal sealed class RowKey
{
    private static readonly string[] IdNames = ["共通ID", "全国共通避難所・避難場所ID", "ID", "id", "osm_id", "@id", "gml_id", "管理番号", "施設ID", "建物ID", "路線番号"];

    private readonly int? id;
    private readonly int? parcelKey;
    private readonly int[] own;

    /// <summary>Chooses the key for a layer.</summary>
    public RowKey(LayerShape shape)
    {
        id = IndexOf(shape, c => c.Role == "id") ?? IdNames.Select(n => IndexOf(shape, c => c.Name == n)).FirstOrDefault(i => i is not null);
        own = Enumerable.Range(0, shape.Columns.Count).Where(i => shape.Columns[i].Source is not null).ToArray();
        parcelKey = IndexOf(shape, c => c.Role == FieldRole.ParcelKey);
    }

    /// <summary>The key of a row.</summary>
    /// <param name="sourceKey">The reader's key, or null.</param>
    /// <param name="values">The values in column order.</param>
    /// <param name="row">The row with its shape in EPSG:6668 or the map's own metres.</param>
    public string Of(string? sourceKey, object?[] values, CheckedRow row) =>
        sourceKey
            ?? (id is { } i && values[i] is { } value && ColumnType.Text(value) is { Length: > 0 } text ? "id:" + text : null)
            ?? (parcelKey is { } p && values[p] is string parcel ? "parcel:" + parcel : null)
            ?? Hash(values, row);

    /// <summary>The key of a thing whose key came before in the same import.</summary>
    /// <param name="key">The key.</param>
    /// <param name="times">Which time this is; the first keeps the plain key.</param>
    public static string Numbered(string key, int times) => times == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}#{times}");

    private static int? IndexOf(LayerShape shape, Func<LayerColumn, bool> which)
    {
        for (var i = 0; i < shape.Columns.Count; i++)
        {
            if (which(shape.Columns[i]))
                return i;
        }

        return null;
    }

    private string Hash(object?[] values, CheckedRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var index in own)
        {
            var value = values[index];
            hash.AppendData(value is null ? [0] : Encoding.UTF8.GetBytes(ColumnType.Text(value)));
            hash.AppendData([31]);
        }

        if (row.Flat is { } flat)
        {
            var bytes = new byte[FlatEwkb.MaxLength(flat)];
            hash.AppendData(bytes, 0, FlatEwkb.Write(bytes, flat, 6668, false));
        }
        else if ((row.Shape ?? row.Local) is { } shape)
        {
            var before = shape.SRID;
            hash.AppendData(ShapeColumn.Write(shape));
            shape.SRID = before;
        }

        return DuplicateCheck.WholeRow + Convert.ToBase64String(hash.GetHashAndReset(), 0, 15);
    }
}
