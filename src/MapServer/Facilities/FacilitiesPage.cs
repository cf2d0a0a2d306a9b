using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.MapServer.Places;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Facilities;

/// <summary>What the finder shows.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Choice">What was asked for.</param>
/// <param name="All">All facilities of the layers that are asked.</param>
/// <param name="Found">Those that fit, in order.</param>
public sealed record FacilitiesPage(TownSnapshot Snapshot, FacilityChoice Choice, IReadOnlyList<Facility> All, IReadOnlyList<Facility> Found)
    : PageFrame(Messages.Of("page.facilities"), Snapshot)
{
    /// <summary>Kinds that can be chosen, with how many there are.</summary>
    public IEnumerable<(Kind Kind, int Count)> Kinds => All.GroupBy(f => f.Layer.Kind.Id, StringComparer.Ordinal)
        .Select(g => (g.First().Layer.Kind, g.Count())).OrderBy(k => k.Kind.Order);

    /// <summary>Equipment that can be chosen among the chosen kind: what any of them has.</summary>
    public IEnumerable<(string Role, string Title, int Count)> Equipment => FacilityReader.Layers(Snapshot)
        .Where(l => Choice.Kind is null || l.Kind.Id == Choice.Kind).SelectMany(FacilityReader.Equipment).DistinctBy(f => f.Role)
        .Select(f => (f.Role!, EquipmentTitle(f), All.Count(a => (Choice.Kind is null || a.Layer.Kind.Id == Choice.Kind) && a.Has.Contains(f.Role!)))).Where(e => e.Item3 > 0);

    /// <summary>Facilities of this page, each with its number in the list.</summary>
    public IReadOnlyList<(int Number, Facility Facility)> Shown => Page(Found, Choice.Page);

    /// <summary>Address of the map of this page.</summary>
    /// <param name="narrow">Whether it is the picture for phones.</param>
    public string Picture(bool narrow)
    {
        var address = Choice.Address("/facilities/map.svg", Choice.Page);
        return narrow ? $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}size={PlaceMapController.Narrow}" : address;
    }

    /// <summary>Layers whose changes are to be seen at once while an incident is on; empty at other times.</summary>
    public string Live => string.Join(' ', All.Where(f => f.State is not null).Select(f => f.Layer.Id.Value).Distinct());

    /// <summary>Number of pages.</summary>
    public int Pages => Math.Max(1, (Found.Count + FacilityChoice.PageSize - 1) / FacilityChoice.PageSize);

    /// <summary>Facilities of a page with their numbers.</summary>
    public static IReadOnlyList<(int Number, Facility Facility)> Page(IReadOnlyList<Facility> found, int page)
    {
        ArgumentNullException.ThrowIfNull(found);
        var before = (page - 1) * FacilityChoice.PageSize;
        return [.. found.Skip(before).Take(FacilityChoice.PageSize).Select((f, i) => (before + i + 1, f))];
    }

    /// <summary>Words for a piece of equipment: ours for well-known ones, else the title of the field.</summary>
    public static string EquipmentTitle(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Messages.Find("facility." + field.Role) ?? field.Title;
    }

    /// <summary>A telephone number as an address that a phone dials.</summary>
    public static string Dial(string phone) => "tel:" + new string([.. phone.Where(c => char.IsAsciiDigit(c) || c == '+')]);
}
