using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Formats;

/// <summary>A row of a file: a shape in town metres (as built) and its columns in order. Values are text, whole or decimal numbers, or null.</summary>
internal sealed record MapFeature(Geometry Shape, IReadOnlyList<(string Name, object? Value)> Columns)
{
    public static MapFeature Of(Geometry shape, params (string Name, object? Value)[] columns) => new(shape, columns);
}
