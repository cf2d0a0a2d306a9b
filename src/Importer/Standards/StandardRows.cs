using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Standards;
using Gis.Importer.Exports;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Gis.Importer.Standards;

/// <summary>
/// Rows of a layer in the columns of its list: in the list's order, then the columns that the town has besides (the standard lets them follow at the end), then the shape
/// as WKT where it is no single point. Values are as the standard writes them where that changes no meaning: 1 or nothing, codes with check digit, hh:mm, six decimals.
/// </summary>
internal sealed class StandardRows
{
    private const string Latitude = "緯度";
    private const string Longitude = "経度";
    private const string Shape = "WKT";

    private readonly IReadOnlyList<ColumnSource> sources;
    private readonly List<(string Title, int Field)> further = [];
    private readonly ExportContent content;
    private readonly WKTReader reader = new();

    /// <summary>Makes them for a layer.</summary>
    /// <param name="list">The layer's list.</param>
    /// <param name="content">The layer as one class sees it.</param>
    public StandardRows(StandardList list, ExportContent content)
    {
        (List, this.content) = (list, content);
        var fields = content.Layer.Fields;
        sources = ColumnSource.Of(list, fields);
        var used = sources.Select(s => s.Field).OfType<int>().ToHashSet();
        var taken = list.Columns.Select(c => c.Name).Append(Shape).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < fields.Count; i++)
        {
            if (used.Contains(i) || IsFlag(fields[i]))
                continue;
            var title = fields[i].Name;
            for (var n = 2; !taken.Add(title); n++)
                title = string.Create(CultureInfo.InvariantCulture, $"{fields[i].Name}_{n}");
            further.Add((title, i));
        }
    }

    /// <summary>The list.</summary>
    public StandardList List { get; }

    /// <summary>Titles of all columns, those of the list first.</summary>
    public IEnumerable<string> Titles => [.. List.Columns.Select(c => c.Name), .. further.Select(f => f.Title), .. HasShape ? [Shape] : (string[])[]];

    /// <summary>Rows whose marks say "with conditions", which the list has no way to write.</summary>
    public long Limited { get; private set; }

    private bool HasShape => content.HasShapes && !content.IsPoints;

    /// <summary>Values of the list's columns; an empty one is empty.</summary>
    /// <param name="row">The row, with its shape as text.</param>
    public string[] Values(ExportRow row)
    {
        var (latitude, longitude) = Place(row.Wkt);
        return [.. sources.Select(s => Value(s, row, latitude, longitude))];
    }

    /// <summary>Values of the columns behind those of the list.</summary>
    public IEnumerable<object?> Further(ExportRow row)
    {
        foreach (var (_, field) in further)
            yield return row.Values[field];
        if (HasShape)
            yield return row.Wkt;
    }

    private static bool IsFlag(Field field) => field.Role?.StartsWith(FieldRole.FitsPrefix, StringComparison.Ordinal) == true;

    private string Value(ColumnSource source, ExportRow row, string? latitude, string? longitude)
    {
        var own = source.Field is { } field ? CellText.Of(row.Values[field]).Trim() : "";
        var column = source.Column;
        if (source.Flag is { } flag && row.Values[flag] is string fits)
        {
            if (fits == "limited")
                Limited++;
            return fits == "yes" ? "1" : "";
        }

        return column.Name switch
        {
            Latitude => latitude ?? own,
            Longitude => longitude ?? own,
            _ => StandardText.Of(column, own, content.Town),
        };
    }

    // Of an area or several points, a point in it says where; the shape follows in its own column.
    private (string? Latitude, string? Longitude) Place(string? wkt)
    {
        if (wkt is null)
            return default;
        var shape = reader.Read(wkt);
        var point = shape as Point ?? shape.InteriorPoint;
        return point.IsEmpty ? default : (Degrees(point.Y), Degrees(point.X));
    }

    private static string Degrees(double value) => value.ToString("F6", CultureInfo.InvariantCulture);
}
