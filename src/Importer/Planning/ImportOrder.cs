using Gis.Importer.Formats;
using Gis.Importer.Loading;

namespace Gis.Importer.Planning;

/// <summary>What was ordered on the command line, or by one entry of a manifest.</summary>
internal sealed record ImportOrder
{
    /// <summary>Files and folders.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Layer id, or null: from names.</summary>
    public string? Layer { get; init; }

    /// <summary>Name of the dataset to take, or null.</summary>
    public string? Dataset { get; init; }

    /// <summary>Kind id, or null: recognised.</summary>
    public string? Kind { get; init; }

    /// <summary>CRS as <c>EPSG:n</c>, or null: detected.</summary>
    public string? Crs { get; init; }

    /// <summary>Encoding, or null: detected.</summary>
    public string? Encoding { get; init; }

    /// <summary>Shift grids (<c>.par</c> files) to use for old coordinates.</summary>
    public IReadOnlyList<string> Grids { get; init; } = [];

    /// <summary>Where the town lies, for columns of metres without a zone; null when nobody is to be asked.</summary>
    public Lazy<PlaceHint?>? Near { get; init; }

    /// <summary>Whether several datasets may become one layer (a manifest that names one layer twice means it).</summary>
    public bool MayJoin { get; init; }

    /// <summary>What is said about the layer.</summary>
    public LayerWishes Wishes { get; init; } = new();
}
