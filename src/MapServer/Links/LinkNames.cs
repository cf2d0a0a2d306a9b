using System.Text.RegularExpressions;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Engine.Reading;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Links;

/// <summary>Names of layers in links: ids, ids of kinds, and ids that layers had once.</summary>
internal static partial class LinkNames
{
    private const int Most = 40;
    private const int MostRenames = 10;

    /// <summary>The names in a parameter; the word for none is none.</summary>
    public static IReadOnlyList<string> Of(string? text) =>
        [.. Width.Fold(text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(n => n != MapLink.None).Take(Most)];

    /// <summary>The layers that names stand for, in the order of lists, and what has to be said about the others.</summary>
    public static (IReadOnlyList<Layer> Layers, IReadOnlyList<LinkRemark> Remarks) Resolve(IReadOnlyList<string> names, TownSnapshot snapshot)
    {
        var (chosen, replaced, gone) = (new HashSet<Layer>(), new List<string>(), new List<string>());
        foreach (var name in names)
        {
            var found = ById(name, snapshot);
            if (found.Count == 0)
                found = OfKind(name, snapshot);
            if (found.Count == 0 && snapshot.Catalogue.Former.TryGetValue(name, out var former))
            {
                found = ById(LastName(name, snapshot), snapshot);
                if (found.Count == 0)
                    found = OfKind(former.Kind, snapshot);
                replaced.AddRange(found.Select(l => Words.Of(l).ToString()));
            }

            chosen.UnionWith(found);
            if (found.Count == 0)
                gone.Add(Title(name, snapshot));
        }

        var remarks = new List<LinkRemark>();
        if (replaced.Count > 0)
            remarks.Add(new LinkRemark("replaced", [.. replaced.Distinct()]));
        var known = gone.Where(n => n.Length > 0).Distinct().ToList();
        if (gone.Count > 0)
            remarks.Add(new LinkRemark(known.Count > 0 ? "gone" : "goneSome", known));
        return ([.. snapshot.Layers.Where(chosen.Contains)], remarks);
    }

    /// <summary>The name by which a link calls a layer: its kind where that means the same, because a kind outlives a layer.</summary>
    public static string NameOf(Layer layer, TownSnapshot snapshot)
    {
        var taken = snapshot.Find(layer.Kind.Id) is { } other && other != layer;
        return OfKind(layer.Kind.Id, snapshot) is [var meant] && meant == layer && !taken ? layer.Kind.Id : layer.Id.Value;
    }

    // Of hazards the first only: colours laid over each other say something that none of them says alone.
    private static List<Layer> OfKind(string kind, TownSnapshot snapshot)
    {
        var all = snapshot.Drawn.Where(l => l.Kind.Id == kind).ToList();
        return all is [{ Kind.Hazard: not null }, ..] ? all[..1] : all;
    }

    private static List<Layer> ById(string? id, TownSnapshot snapshot) =>
        snapshot.Find(id) is { Geometry: not GeometryFamily.None } layer ? [layer] : [];

    // The id that a layer has now which was renamed, perhaps more than once.
    private static string? LastName(string name, TownSnapshot snapshot)
    {
        var id = (string?)name;
        for (var step = 0; step < MostRenames && id is not null && snapshot.Catalogue.Former.TryGetValue(id, out var former); step++)
            id = former.Became;
        return id;
    }

    // What a sentence calls a name that leads nowhere. A kind, and a layer that once was one, go by the kind's title. Any other name is repeated only where it could be an id (small Latin letters,
    // digits, - and _), also if nothing here ever bore it, so that whoever reads an old link can say which name it was. What is written in other signs may be somebody else's
    // announcement under the town's name, and is not repeated.
    private static string Title(string name, TownSnapshot snapshot)
    {
        var kind = snapshot.Catalogue.Former.TryGetValue(name, out var former) ? former.Kind : name;
        return snapshot.Catalogue.Kinds.TryGetValue(kind, out var known) ? Words.Of(known).ToString() : Plain().IsMatch(name) ? name : "";
    }

    [GeneratedRegex("^[a-z0-9_-]{1,60}$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
