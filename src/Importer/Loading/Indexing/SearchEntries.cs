using Gis.Core.Geometry;
using Gis.Importer.Checks;

namespace Gis.Importer.Loading;

/// <summary>Makes search entries while rows are loaded for the first time, when their values are at hand.</summary>
internal sealed class SearchEntries
{
    private readonly SearchPlan plan;
    private readonly string layer;
    private readonly int[] places;
    private readonly string?[] texts;
    private readonly List<SearchPlan.Entry> entries = [];

    // A street is many lines of one name; one entry stands for all of them.
    private readonly HashSet<SearchPlan.Entry>? lines;

    private SearchEntries(SearchPlan plan, string layer, LayerShape shape)
    {
        this.plan = plan;
        this.layer = layer;
        var columns = shape.Columns.ToList();
        places = plan.Columns.Select(c => columns.IndexOf(c)).ToArray();
        texts = new string?[places.Length];
        lines = shape.Geometry == Formats.GeometryFamily.Line ? [] : null;
    }

    /// <summary>For a new layer; null when nothing in it can be searched for, or when its places are those of other layers (registers).</summary>
    public static SearchEntries? For(LayerShape shape, Gis.Core.Catalogue.LayerId layer) =>
        shape is { IsRegister: false, Geometry: not Formats.GeometryFamily.Mixed } && SearchPlan.Of(shape) is { } plan ? new SearchEntries(plan, layer.Value, shape) : null;

    /// <summary>Adds the entries of a row, in the order of <see cref="SearchIndexer.Columns"/>.</summary>
    public void Add(CopyBuffer target, long fid, object?[] values, CheckedRow row)
    {
        for (var i = 0; i < places.Length; i++)
            texts[i] = values[places[i]] is { } value ? ColumnType.Text(value).Trim() : null;
        entries.Clear();
        plan.Fill(entries, texts);
        if (entries.Count == 0)
            return;
        var place = PlaceOf(row);
        foreach (var entry in entries)
        {
            if (lines?.Add(entry) != false)
                SearchIndexer.Write(target, layer, fid, entry, plan.Weight, place);
        }
    }

    private static byte[]? PlaceOf(CheckedRow row)
    {
        if (row.Flat is not { } flat)
            return row.Shape is { } shape ? Point(shape.InteriorPoint.X, shape.InteriorPoint.Y) : null;
        if (FlatLocation.Inside(flat) is { } inside)
            return Point(inside.X, inside.Y);
        var interior = flat.ToGeometry().InteriorPoint;
        return Point(interior.X, interior.Y);
    }

    private static byte[] Point(double x, double y)
    {
        var bytes = new byte[25];
        FlatEwkb.Write(bytes, FlatShape.Point(x, y), 6668, false);
        return bytes;
    }
}
