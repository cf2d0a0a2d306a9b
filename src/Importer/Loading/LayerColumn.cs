using Gis.Core.Catalogue;

namespace Gis.Importer.Loading;

/// <summary>A column of a layer's table and what the catalogue says of it.</summary>
internal sealed record LayerColumn
{
    /// <summary>Column name.</summary>
    public required string Name { get; init; }

    /// <summary>Title shown to people.</summary>
    public required string Title { get; init; }

    /// <summary>Type.</summary>
    public required FieldType Type { get; init; }

    /// <summary>What it means, or null.</summary>
    public string? Role { get; init; }

    /// <summary>Unit, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>Values and their words, or null.</summary>
    public IReadOnlyDictionary<string, string>? Codes { get; init; }

    /// <summary>Who may read it.</summary>
    public string RightsClass { get; init; } = "public";

    /// <summary>Whether the click panel shows it.</summary>
    public bool InPanel { get; init; } = true;

    /// <summary>Personal data.</summary>
    public bool Personal { get; init; }

    /// <summary>Index among the source's columns, or null for a derived one.</summary>
    public int? Source { get; init; }
}
