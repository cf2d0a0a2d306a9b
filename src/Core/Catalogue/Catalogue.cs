using Gis.Core.Geodesy;

namespace Gis.Core.Catalogue;

/// <summary>Everything a role may know of what exists, read at one moment.</summary>
/// <param name="Town">The town, or null before one is set.</param>
/// <param name="Layers">Layers in drawing order of the list.</param>
/// <param name="Kinds">All kinds by id.</param>
public sealed record Catalogue(Town? Town, IReadOnlyList<Layer> Layers, IReadOnlyDictionary<string, Kind> Kinds)
{
    /// <summary>The sum of all revisions: changes whenever any layer changes.</summary>
    public long Revision => Layers.Sum(l => l.Revision);

    /// <summary>Layers that were there once, by the id they had: printed links go on naming them.</summary>
    public IReadOnlyDictionary<string, FormerLayer> Former { get; init; } = new Dictionary<string, FormerLayer>();

    /// <summary>The layer of an id, or null.</summary>
    public Layer? Find(LayerId id) => Layers.FirstOrDefault(l => l.Id == id);
}

/// <summary>The town an installation belongs to.</summary>
/// <param name="Code">5- or 6-digit municipality code.</param>
/// <param name="Name">Name.</param>
/// <param name="Notice">Sentence shown on every map, or null.</param>
/// <param name="Zone">Its plane rectangular zone.</param>
/// <param name="Contact">Whom to ask, or null.</param>
public sealed record Town(string Code, string Name, string? Notice, PlaneZone Zone, string? Contact);

/// <summary>A layer that is no longer there under its id.</summary>
/// <param name="Kind">Id of the kind it was of.</param>
/// <param name="Became">The id it was given instead, or null when it was withdrawn.</param>
public sealed record FormerLayer(string Kind, string? Became);
