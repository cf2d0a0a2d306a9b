using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Standards;
using Gis.Importer.Kinds;

namespace Gis.Importer.Exports.Writing;

/// <summary>
/// The columns of a CSV of a layer that is none of デジタル庁's lists: the source's own in their order under the titles that 自治体標準オープンデータセット prescribes where it has one for what they mean,
/// and the place as 緯度 and 経度 (points) or as text (WKT). Columns the importer derived are left out where the source's own say the same.
/// </summary>
internal sealed class CsvColumns
{
    private const string Latitude = "緯度";
    private const string Longitude = "経度";
    private const string Shape = "WKT";

    // What the standard's lists call what these roles mean.
    private static readonly HashSet<string> Common = [FieldRole.Name, FieldRole.Kana, FieldRole.Address, FieldRole.Phone, FieldRole.Url, "capacity"];
    private static readonly Dictionary<string, string> Standard = StandardList.All.First(l => l.Kind == "emergency-site").Columns
        .Where(c => c.Role is not null && (c.IsMark || Common.Contains(c.Role))).ToDictionary(c => c.Role!, c => c.Name, StringComparer.Ordinal);

    private readonly List<(string Title, Func<ExportRow, (string? Lat, string? Lon), object?> Value)> columns = [];
    private readonly bool points;
    private long limited;

    private CsvColumns(bool points) => this.points = points;

    /// <summary>The titles.</summary>
    public IEnumerable<string> Titles => columns.Select(c => c.Title);

    /// <summary>Marks that say "with conditions".</summary>
    public long Limited => limited;

    /// <summary>What the columns cannot say.</summary>
    /// <param name="limited">Marks that say "with conditions".</param>
    public static IReadOnlyList<string> Remarks(long limited) =>
        limited == 0 ? [] : [$"「条件つきで対応」の{limited}か所は、標準の列では表せないため空欄（対応していない）にしました。ほかの形式には残っています"];

    /// <summary>Chooses them for a layer.</summary>
    public static CsvColumns Of(ExportContent content)
    {
        var columns = new CsvColumns(content.IsPoints);
        var names = content.Layer.Fields.Select(f => RoleMap.Normalise(f.Name)).ToList();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var listed = content.Layer.Kind.Group is "shelter" or "facility";
        for (var i = 0; i < content.Layer.Fields.Count; i++)
            columns.Add(content.Layer.Fields[i], i, names, taken, listed);
        if (content.IsPoints)
        {
            columns.AddMissing(Latitude, taken, (_, place) => place.Lat);
            columns.AddMissing(Longitude, taken, (_, place) => place.Lon);
        }
        else if (content.HasShapes)
        {
            columns.AddMissing(Shape, taken, (row, _) => row.Wkt);
        }

        return columns;
    }

    /// <summary>The values of a row.</summary>
    public IEnumerable<object?> Values(ExportRow row)
    {
        var place = points ? Place(row.Wkt) : default;
        return columns.Select(c => c.Value(row, place));
    }

    private void Add(Field field, int index, List<string> names, HashSet<string> taken, bool listed)
    {
        if (field.Role?.StartsWith(FieldRole.FitsPrefix, StringComparison.Ordinal) == true && Standard.TryGetValue(field.Role, out var flag))
        {
            if (!names.Contains(RoleMap.Normalise(flag)) && taken.Add(flag))
                columns.Add((flag, (row, _) => Mark(row.Values[index])));
            return;
        }

        var title = listed && field.Role is { } role && Standard.TryGetValue(role, out var standard) && !names.Contains(RoleMap.Normalise(standard)) ? standard
            : IsCode(field) ? field.Title : field.Name;
        if (!taken.Add(title) && !taken.Add(title = field.Name))
            taken.Add(title = string.Create(CultureInfo.InvariantCulture, $"{field.Name}_{index + 1}"));

        // Where the source had columns for the place, they say where the thing is now.
        columns.Add(title switch
        {
            Latitude when points => (title, (row, place) => place.Lat ?? row.Values[index]),
            Longitude when points => (title, (row, place) => place.Lon ?? row.Values[index]),
            _ => (title, (row, _) => row.Values[index]),
        });
    }

    // A name that says nothing to people (A31a_205, hazard_class) has a title instead.
    private static bool IsCode(Field field) => field.Name.All(char.IsAscii) && field.Title.Any(c => !char.IsAscii(c));

    private void AddMissing(string title, HashSet<string> taken, Func<ExportRow, (string? Lat, string? Lon), object?> value)
    {
        if (taken.Add(title))
            columns.Add((title, value));
    }

    private string? Mark(object? value)
    {
        if (value as string == "limited")
            limited++;
        return value as string == "yes" ? "1" : null;
    }

    // POINT(lon lat), as PostGIS writes it.
    private static (string? Lat, string? Lon) Place(string? wkt)
    {
        if (wkt is null || !wkt.StartsWith("POINT(", StringComparison.Ordinal))
            return default;
        var inner = wkt["POINT(".Length..^1];
        var gap = inner.IndexOf(' ', StringComparison.Ordinal);
        return (inner[(gap + 1)..], inner[..gap]);
    }
}
