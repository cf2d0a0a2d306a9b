using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Gml;

/// <summary>One simple value of a feature.</summary>
/// <param name="Name">Local name of the element, or the name that a generic attribute carries.</param>
/// <param name="Value">Its text.</param>
/// <param name="CodeSpace">Where the words for the value stand, or null.</param>
/// <param name="Unit">Unit of measure as written, or null.</param>
internal readonly record struct GmlValue(string Name, string Value, string? CodeSpace, string? Unit);

/// <summary>One feature with its values in document order.</summary>
/// <param name="Type">Local name of its element.</param>
/// <param name="Id"><c>gml:id</c>, or null.</param>
/// <param name="Values">Simple values, those of nested groups included.</param>
/// <param name="Shape">Source coordinates, x = longitude or null.</param>
/// <param name="Fault">Why there is no shape although there should be, in Japanese; null otherwise.</param>
internal sealed record GmlFeature(string Type, string? Id, List<GmlValue> Values, Geometry? Shape, string? Fault);

/// <summary>The features of a GML file, one after the other.</summary>
internal interface IGmlFeatures : IDisposable
{
    /// <summary>The first <c>srsName</c> met so far.</summary>
    string? SystemName { get; }

    /// <summary>What was noticed so far, in Japanese.</summary>
    IReadOnlyCollection<string> Remarks => [];

    /// <summary>The next feature of a type (of any type: null); null at the end.</summary>
    /// <exception cref="SourceException">The file breaks off or is malformed.</exception>
    GmlFeature? Next(string? type = null);
}

/// <summary>What a GML format needs to be known for its features to be read.</summary>
internal sealed record GmlDialect
{
    /// <summary>Name for messages.</summary>
    public required string Title { get; init; }

    /// <summary>Elements that hold one feature each; empty: the features are children of the root.</summary>
    public IReadOnlySet<string> Members { get; init; } = new HashSet<string>();

    /// <summary>Numbers of a position unless the file says otherwise.</summary>
    public int Dimension { get; init; } = 2;

    /// <summary>Names of elements with a shape, the best first. Only shapes of the best level present are taken.</summary>
    public IReadOnlyList<string> Shapes { get; init; } = [];

    /// <summary>Elements that say nothing about a feature.</summary>
    public IReadOnlySet<string> Ignored { get; init; } = new HashSet<string>();

    /// <summary>Whether pieces that touch are one area.</summary>
    public bool Dissolve { get; init; }

    /// <summary>Makes the reader of a dialect whose features name their shapes elsewhere in the file; null: the usual one.</summary>
    public Func<SourceFile, IGmlFeatures>? Reader { get; init; }

    /// <summary>Opens a file.</summary>
    public IGmlFeatures Open(SourceFile file) => Reader?.Invoke(file) ?? new GmlFeatureReader(file, this);
}
