using Gis.Core.Catalogue;

namespace Gis.Engine.Reading;

/// <summary>What tells one snapshot of a town from the next: a mark of all that is described, and of each layer what a change of its rows leaves behind.</summary>
/// <param name="Mark">Differs when anything differs that is not in <paramref name="Layers"/>: layers, fields, kinds, views, the town.</param>
/// <param name="Layers">The layers by id.</param>
public sealed record CatalogueState(string Mark, IReadOnlyList<LayerState> Layers)
{
    /// <summary>Whether a snapshot made now would be the same as one made then.</summary>
    public bool Equals(CatalogueState? other) => other is not null && Mark == other.Mark && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => Mark.GetHashCode(StringComparison.Ordinal);
}

/// <summary>What a change of a layer's rows changes in the catalogue.</summary>
/// <param name="Layer">Layer id.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="FeatureCount">Number of rows.</param>
/// <param name="UnplacedCount">Number of rows without a place.</param>
/// <param name="BoundingBox">West, south, east, north in degrees; null when nothing is placed.</param>
public sealed record LayerState(string Layer, long Revision, DateTimeOffset UpdatedAt, long FeatureCount, long UnplacedCount, IReadOnlyList<double>? BoundingBox)
{
    /// <summary>Whether all of it is the same.</summary>
    public bool Equals(LayerState? other) => other is not null && Layer == other.Layer && Revision == other.Revision && UpdatedAt == other.UpdatedAt
        && FeatureCount == other.FeatureCount && UnplacedCount == other.UnplacedCount
        && (BoundingBox is null ? other.BoundingBox is null : other.BoundingBox is not null && BoundingBox.SequenceEqual(other.BoundingBox));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Layer, Revision);

    /// <summary>A layer as it is in this state.</summary>
    public Layer Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Revision == Revision && layer.UpdatedAt == UpdatedAt && layer.FeatureCount == FeatureCount && layer.UnplacedCount == UnplacedCount
            && (layer.BoundingBox is null ? BoundingBox is null : BoundingBox is not null && layer.BoundingBox.SequenceEqual(BoundingBox))
            ? layer
            : layer with
            {
                Revision = Revision,
                UpdatedAt = UpdatedAt,
                FeatureCount = FeatureCount,
                UnplacedCount = UnplacedCount,
                BoundingBox = BoundingBox,
            };
    }
}
