namespace Gis.Engine.Cql2.Memory;

/// <summary>
/// A feature's values by queryable name: null, <see cref="string"/>, whole numbers, <see cref="decimal"/>, <see cref="double"/>, <see cref="bool"/>,
/// <see cref="DateOnly"/>, <see cref="DateTime"/> in UTC, a NetTopologySuite geometry in the queryable's CRS (x east), or an array of the scalar ones.
/// </summary>
public interface IFeatureValues
{
    /// <summary>The value of a property.</summary>
    /// <param name="name">Its queryable's name.</param>
    object? this[string name] { get; }
}
