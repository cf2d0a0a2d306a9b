namespace Gis.MapServer.Features.Documents;

/// <summary>
/// Conformance classes that a controller builds. The list that the server gives is put together from those of the controllers that are mounted, so that it
/// cannot say more than there is.
/// </summary>
/// <param name="family">The part of the addresses that the classes share, such as <c>ogcapi-features-1/1.0</c>.</param>
/// <param name="classes">Their last parts.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConformsAttribute(string family, params string[] classes) : Attribute
{
    /// <summary>The addresses of the classes.</summary>
    public IReadOnlyList<string> Classes { get; } = [.. classes.Select(c => $"http://www.opengis.net/spec/{family}/conf/{c}")];
}
