using Gis.Core.Catalogue;

namespace Gis.Engine.Hazards.Zones;

/// <summary>What zones of a layer say that have like values in every field the rights class sees; they share one such object.</summary>
/// <param name="values">Values as <see cref="ZoneReader"/> reads them.</param>
internal sealed class ZoneMeaning(object?[] values)
{
    private ZoneHere? _words;

    /// <summary>The values.</summary>
    public object?[] Values => values;

    /// <summary>The zone in words; made once for a state of the layer's description.</summary>
    public ZoneHere Of(Layer layer)
    {
        var words = _words;
        if (words is null || !ReferenceEquals(words.Layer, layer))
            _words = words = ZoneReader.Make(layer, values);
        return words;
    }

    /// <summary>Compares lists of values.</summary>
    public sealed class Comparer : IEqualityComparer<object?[]>
    {
        /// <inheritdoc/>
        public bool Equals(object?[]? x, object?[]? y) => x is not null && y is not null && x.AsSpan().SequenceEqual(y, EqualityComparer<object?>.Default);

        /// <inheritdoc/>
        public int GetHashCode(object?[] obj)
        {
            var hash = default(HashCode);
            foreach (var value in obj)
                hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
