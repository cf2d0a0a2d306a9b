using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Standards;
using Gis.Engine.Reading;
using Gis.MapServer.Shell;

namespace Gis.MapServer.OpenData;

/// <summary>The page of one data set.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Layer">The set.</param>
/// <param name="Offers">Its files.</param>
/// <param name="Content">Its first rows and its history.</param>
/// <param name="Origin">Scheme and authority of this server.</param>
public sealed record SetPage(TownSnapshot Snapshot, Layer Layer, IReadOnlyList<Offer> Offers, SetContent Content, string Origin) : PageFrame(Words.Of(Layer).ToString(), Snapshot)
{
    /// <summary>Its files in the order of formats.</summary>
    public IReadOnlyList<Offer> Files { get; } = [.. DownloadFormat.All.SelectMany(f => Offers.Where(o => o.Format == f))];

    /// <summary>Fields that the public may see.</summary>
    public IReadOnlyList<Field> Fields { get; } = SetReader.OpenFields(Layer);

    /// <summary>How well it fills its list; null when it is none of デジタル庁's lists, or not looked at yet.</summary>
    public ListQuality? Quality => Files.FirstOrDefault(f => f.Format.Id == "csv")?.Quality;

    /// <summary>Remarks on what formats could not hold, each once.</summary>
    public IEnumerable<string> Remarks => Files.SelectMany(f => f.Remarks.Select(r => $"{f.Format.Title}: {r}"));

    /// <summary>Whether there is something to draw.</summary>
    public bool HasPicture => Layer.Geometry != GeometryFamily.None && Layer.BoundingBox is not null;

    /// <summary>Address of the small map; it differs when the content does.</summary>
    public string Picture(bool narrow) => string.Create(CultureInfo.InvariantCulture, $"/data/{Layer.Id}/map.svg?r={Layer.Revision}{(narrow ? "&size=narrow" : "")}");

    /// <summary>How to name the source when the data is used.</summary>
    public string Citation
    {
        get
        {
            var parts = new List<string> { Layer.Attribution.Publisher ?? Town, $"「{Layer.Title}」" };
            if (Layer.DataDate is { } date)
                parts.Add(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (Layer.Attribution.Licence is { Length: > 0 } licence)
                parts.Add(licence);
            parts.Add($"{Origin}/data/{Layer.Id}");
            return string.Join("、", parts);
        }
    }

    /// <summary>Number of placeless rows as said on the page; null when all have a place.</summary>
    public string? Unplaced => Layer.Geometry != GeometryFamily.None && Layer.UnplacedCount > 0
        ? Messages.Of("page.data.unplaced", ("count", OpenDataPage.Number(Layer.UnplacedCount))) : null;

    /// <summary>The words for a type of values.</summary>
    public static string TypeOf(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Messages.Of(field.Type switch
        {
            FieldType.Integer => "page.data.type.integer",
            FieldType.Number => "page.data.type.number",
            FieldType.Boolean => "page.data.type.boolean",
            FieldType.Date => "page.data.type.date",
            FieldType.DateTime => "page.data.type.datetime",
            FieldType.Url => "page.data.type.url",
            _ => "page.data.type.text",
        });
    }
}
