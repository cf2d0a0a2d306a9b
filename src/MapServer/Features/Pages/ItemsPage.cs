using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using Gis.Engine.Reading;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Features.Reading;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Features.Pages;

/// <summary>A page of features as a table.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Layer">Their layer.</param>
/// <param name="Fields">The columns.</param>
/// <param name="Rows">The features.</param>
/// <param name="Matched">How many there are in all; null when that is not known.</param>
/// <param name="Next">Address of the next page, or null.</param>
/// <param name="GeoJson">Address of the same page as GeoJSON.</param>
/// <param name="Csv">Address of the same page as a table.</param>
public sealed record ItemsPage(
    TownSnapshot Snapshot, Layer Layer, IReadOnlyList<Field> Fields, IReadOnlyList<(long Fid, IReadOnlyList<string> Values)> Rows, long? Matched, string? Next,
    string GeoJson, string Csv) : PageFrame(Layer.Title, Snapshot)
{
    // A page for people: nobody reads ten thousand rows in a browser.
    private const int Most = 1000;

    /// <summary>Reads the rows of a page.</summary>
    internal static async Task<ItemsPage> ReadAsync(
        TownSnapshot snapshot, Layer layer, ItemsAnswer answer, CancellationToken cancellation)
    {
        var found = new List<(long, IReadOnlyList<string>)>();
        await using (var rows = answer.Rows)
        {
            while (await rows.NextAsync(cancellation))
                found.Add((rows.Fid, ValuesOf(rows, answer.Query.Fields)));
        }

        return new ItemsPage(
            snapshot, layer, answer.Query.Fields, found, await answer.MatchedAsync(), answer.Links.Next(answer.Rows.Next), answer.Links.As("json"), answer.Links.As("csv"));
    }

    /// <summary>A query with no more rows than a page shows.</summary>
    internal static FeatureQuery Bounded(FeatureQuery query) => query with { Limit = Math.Min(query.Limit, Most) };

    /// <summary>Values of the present row in words.</summary>
    internal static IReadOnlyList<string> ValuesOf(FeatureRows rows, IReadOnlyList<Field> fields) =>
        [.. fields.Select((field, i) => rows.Value(i) is { } value ? Words(field, FieldValue.Text(value)) : "")];

    private static string Words(Field field, string value)
    {
        var words = field.Codes is { } codes && codes.TryGetValue(value, out var known) ? known : value;
        return field.Unit is { Length: > 0 } unit && words.Length > 0 ? $"{words} {unit}" : words;
    }
}

/// <summary>One feature.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Layer">Its layer.</param>
/// <param name="Fid">Its number.</param>
/// <param name="Values">Its values by field.</param>
/// <param name="Place">A point of it, or null.</param>
public sealed record ItemPage(TownSnapshot Snapshot, Layer Layer, long Fid, IReadOnlyList<(Field Field, string Value)> Values, LonLat? Place)
    : PageFrame(Messages.Of("page.api.item", ("title", Layer.Title), ("number", Fid)), Snapshot)
{
    /// <summary>Path of the collection.</summary>
    public string Path => $"/ogc/collections/{Layer.Id.Value}";

    /// <summary>Where it is, in words.</summary>
    public string PlaceWords => Place is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"北緯{at.Lat:F6}度、東経{at.Lon:F6}度")
        : Messages.Of("page.api.unplaced");

    /// <summary>Reads the present row.</summary>
    internal static ItemPage Read(TownSnapshot snapshot, Layer layer, FeatureQuery query, FeatureRows rows)
    {
        var values = ItemsPage.ValuesOf(rows, query.Fields);
        LonLat? place = rows.Shape is { } bytes && Ewkb.Read(bytes) is { IsEmpty: false } shape
            ? new LonLat(shape.InteriorPoint.X, shape.InteriorPoint.Y)
            : null;
        return new ItemPage(snapshot, layer, rows.Fid, [.. query.Fields.Select((f, i) => (f, values[i]))], place);
    }
}
