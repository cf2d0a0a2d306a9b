using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using Gis.Importer.Checks;
using Gis.Importer.Formats;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Loading;

/// <summary>
/// Puts checked rows into the form of a binary COPY: ordinal, <c>gis_hash</c>, the geometry (not for registers), the layer's columns, the geometry for the map
/// (not for registers), <c>gis_key</c>, and for a later load the <c>fid</c>. What costs most stands at the end: a row that turns out to be known already never gets there.
/// </summary>
/// <param name="shape">The layer's shape.</param>
/// <param name="column">Its geometry column.</param>
/// <param name="quiet">Columns whose change alone is none: ids that the source numbers anew in every edition.</param>
/// <param name="again">For a layer that is there already.</param>
internal sealed class RowEncoder(LayerShape shape, ShapeColumn column, IReadOnlySet<int> quiet, bool again = false)
{
    private readonly int columns = shape.Columns.Count + (shape.IsRegister ? 3 : 5) + (again ? 1 : 0);
    private (Envelope Box, int Dimension)? placed;
    private (int Rows, int Place) begun;
    private FlatShape? flat;
    private Geometry? fitted;
    private UnplacedShape? unplaced;

    /// <summary>What the source has so far: rows with a shape, their extent, and the kinds of shapes among them.</summary>
    public ShapeTotals Totals { get; } = new();

    /// <summary>The columns of the rows in COPY, behind the one for the ordinal.</summary>
    public static string ColumnList(LayerShape shape) =>
        "gis_hash" + (shape.IsRegister ? "" : ", geom") + string.Concat(shape.Columns.Select(c => ", " + Sql.Name(c.Name)))
        + (shape.IsRegister ? "" : ", geom_3857") + ", gis_key";

    /// <summary>The hash of the row that was begun, as <c>gis_hash</c> keeps it.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Begins a row in a chunk; <see cref="End"/>, <see cref="LeaveOut"/> or <see cref="TakeBack"/> follows.</summary>
    /// <returns>The hash over all of its content, its key left out.</returns>
    /// <exception cref="WiderShapeException">The geometry column is too narrow.</exception>
    public ulong Begin(RowChunk chunk, long ordinal, object?[] values, CheckedRow row)
    {
        var rows = chunk.Rows;
        (placed, unplaced, flat, fitted) = (null, null, null, null);
        begun.Rows = rows.Length;
        rows.Row(columns);
        rows.Int64(ordinal);
        begun.Place = rows.Int64(0);
        var hash = shape.IsRegister ? 0 : Shapes(rows, row);
        ulong quietly = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var start = rows.Length;
            rows.Value(values[i], shape.Columns[i].Type);
            if (quiet.Contains(i))
                quietly = ContentHash.Of(rows.Written.Span[start..], quietly);
            else
                hash = ContentHash.Of(rows.Written.Span[start..], hash);
        }

        if (row.Local is { } local && row.MapName is { } map)
        {
            local.SRID = 0;
            unplaced = new UnplacedShape(ordinal, map, Ewkb.Write(local));
            hash = ContentHash.Of(unplaced.Shape, hash);
        }

        rows.Patch(begun.Place, (long)hash);
        Hash = hash;
        return hash ^ quietly;
    }

    /// <summary>Ends the row with its key. A flat shape cannot be used any more afterwards.</summary>
    /// <param name="chunk">The chunk in which it was begun.</param>
    /// <param name="key">Its key.</param>
    /// <param name="fid">In a later load: the <c>fid</c> of the row with this key, if there is one.</param>
    public void End(RowChunk chunk, string key, long? fid = null)
    {
        if (!shape.IsRegister)
            MapShape(chunk.Rows);
        chunk.Rows.Text(key);
        if (again && fid is { } present)
            chunk.Rows.Int64(present);
        else if (again)
            chunk.Rows.Null();
        Count();
        if (unplaced is not null)
            chunk.Unplaced.Add(unplaced);
    }

    /// <summary>Takes the row back out of the chunk: it is not to be in the layer.</summary>
    public void TakeBack(RowChunk chunk) => chunk.Rows.Truncate(begun.Rows);

    /// <summary>Leaves the row out of the chunk: the layer has it just so.</summary>
    public void LeaveOut(RowChunk chunk)
    {
        TakeBack(chunk);
        Count();
    }

    private void Count()
    {
        if (placed is { } where)
            Totals.Add(where.Box, where.Dimension);
    }

    // Returns the hash of the shape in EPSG:6668.
    private ulong Shapes(CopyBuffer rows, CheckedRow row)
    {
        var start = rows.Length;
        if (row.Flat is not null)
        {
            flat = row.Flat;
            rows.Bytes(FlatEwkb.MaxLength(flat), (flat, multi: column.IsMulti(flat)), static (target, s) => FlatEwkb.Write(target, s.flat, 6668, s.multi));
            placed = (flat.Box(), (int)flat.Kind);
        }
        else
        {
            fitted = row.Shape is null ? null : column.Fit(row.Shape);
            rows.Bytes(fitted is null ? null : ShapeColumn.Write(fitted));
            if (fitted is not null)
                placed = (fitted.EnvelopeInternal, (int)fitted.Dimension);
        }

        return ContentHash.Of(rows.Written.Span[start..]);
    }

    // A flat shape is projected in place: nobody needs it afterwards.
    private void MapShape(CopyBuffer rows)
    {
        if (flat is null)
        {
            rows.Bytes(fitted is null ? null : ShapeColumn.WriteMercator(fitted));
            return;
        }

        WebMercator.Project(flat.X, flat.Y);
        rows.Bytes(FlatEwkb.MaxLength(flat), (flat, multi: column.IsMulti(flat)), static (target, s) => FlatEwkb.Write(target, s.flat, 3857, s.multi));
    }
}
