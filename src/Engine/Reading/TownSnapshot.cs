using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gis.Core.Catalogue;

namespace Gis.Engine.Reading;

/// <summary>How far a layer's data speaks.</summary>
public enum CoverageReach
{
    /// <summary>Not recorded: nobody may be told that there is nothing.</summary>
    Unknown,

    /// <summary>A part of the town, or the town's border is not known.</summary>
    Area,

    /// <summary>The whole town.</summary>
    Town,
}

/// <summary>The catalogue as one role saw it at one moment, with what is derived from it once.</summary>
public sealed class TownSnapshot
{
    private readonly LonLatBox? _boundary;
    private readonly Dictionary<string, Layer> _byId;
    private readonly Lazy<Dictionary<string, (string Stamp, string Edition)>> _stamps;

    /// <summary>Makes a snapshot.</summary>
    /// <param name="catalogue">What the role sees.</param>
    /// <param name="audience">Whose views are read.</param>
    /// <param name="boundary">Box of the town's border, or null when it is not known.</param>
    /// <param name="coverage">Reach of the layers whose coverage is recorded.</param>
    public TownSnapshot(
        Catalogue catalogue, Audience audience, LonLatBox? boundary, IReadOnlyDictionary<string, CoverageReach> coverage)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        Catalogue = catalogue;
        Audience = audience;
        Coverage = coverage;
        _boundary = boundary;
        Layers = [.. catalogue.Layers.OrderBy(l => l.Kind.Order).ThenBy(l => l.SortOrder).ThenBy(l => l.Id.Value, StringComparer.Ordinal)];
        Box = boundary ?? Layers.Select(l => LonLatBox.From(l.BoundingBox)).Aggregate(
            (LonLatBox?)null, (all, one) => one is null ? all : all is null ? one : all.Value.Union(one.Value));
        _byId = Layers.ToDictionary(l => l.Id.Value, StringComparer.Ordinal);
        _stamps = new(() => Layers.ToDictionary(l => l.Id.Value, l => (MakeStamp(l), EditionText(l)), StringComparer.Ordinal));
    }

    /// <summary>What the role sees.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>Whose views are read.</summary>
    public Audience Audience { get; }

    /// <summary>All layers, registers too, in the order of lists: kind, place in the kind, id.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Reach of the layers whose coverage is recorded, by layer id.</summary>
    public IReadOnlyDictionary<string, CoverageReach> Coverage { get; }

    /// <summary>The town's box: its border, else everything that has a place; null when there is neither.</summary>
    public LonLatBox? Box { get; }

    /// <summary>Numbers of the views of this rights class, by layer id: a view with another number may show other fields or rows.</summary>
    public IReadOnlyDictionary<string, uint> Views { get; init; } = new Dictionary<string, uint>();

    /// <summary>The same town after changes of rows: what describes it is not read again, and layers that did not change stay the very same.</summary>
    /// <param name="layers">States of all its layers.</param>
    /// <returns>Null when the layers are not the same ones.</returns>
    public TownSnapshot? With(IReadOnlyList<LayerState> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var states = layers.ToDictionary(s => s.Layer, StringComparer.Ordinal);
        if (states.Count != Layers.Count || Layers.Any(l => !states.ContainsKey(l.Id.Value)))
            return null;
        var catalogue = Catalogue with { Layers = [.. Catalogue.Layers.Select(l => states[l.Id.Value].Of(l))] };
        return new TownSnapshot(catalogue, Audience, _boundary, Coverage) { Views = Views };
    }

    /// <summary>The layer of an id as it stands in an address, or null.</summary>
    public Layer? Find(string? id) => id is not null && _byId.TryGetValue(id, out var layer) ? layer : null;

    /// <summary>Layers that have shapes, in the order of lists.</summary>
    public IEnumerable<Layer> Drawn => Layers.Where(l => l.Geometry != GeometryFamily.None);

    /// <summary>Reach of a layer's coverage.</summary>
    public CoverageReach ReachOf(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Coverage.TryGetValue(layer.Id.Value, out var reach) ? reach : CoverageReach.Unknown;
    }

    /// <summary>
    /// Names the present content of a layer's tiles: the revision, and eight letters that differ when the fields, the zooms or the
    /// database differ. Safe in a URL and in an entity tag.
    /// </summary>
    public string StampOf(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return _stamps.Value[layer.Id.Value].Stamp;
    }

    /// <summary>
    /// Names how a layer's tiles are made, whatever rows it has: rights class, view, fields, zooms. While it stays the same, a change of rows
    /// touches single tiles; when it differs, no tile is what it was.
    /// </summary>
    public string EditionOf(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return _stamps.Value[layer.Id.Value].Edition;
    }

    private string MakeStamp(Layer layer)
    {
        var content = string.Create(CultureInfo.InvariantCulture, $"{EditionText(layer)}|{layer.UpdatedAt.UtcTicks}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 4));
        return string.Create(CultureInfo.InvariantCulture, $"{layer.Revision}-{hash}");
    }

    private string EditionText(Layer layer)
    {
        var parts = new StringBuilder(layer.Id.Value)
            .Append('|').Append(Audience).Append('|').Append(Views.GetValueOrDefault(layer.Id.Value)).Append('|').Append(layer.MinZoom)
            .Append('|').Append(layer.Kind.MinZoom).Append('|').Append(layer.Kind.Hazard is null).Append('|').Append(layer.Geometry);
        foreach (var field in layer.Fields)
            parts.Append('|').Append(field.Name).Append(':').Append(field.Type);
        return parts.ToString();
    }
}
