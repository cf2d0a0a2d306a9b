using Gis.Core.Catalogue;
using Gis.Importer.Formats;
using Gis.Importer.Kinds;
using Gis.Importer.Report;

namespace Gis.Importer.Loading;

/// <summary>One layer to load: what, from where, and what the person said about it.</summary>
internal sealed record ImportRequest
{
    /// <summary>Layer id.</summary>
    public required LayerId Layer { get; init; }

    /// <summary>Whether the id was given; a made-up id must not hit a layer of another kind.</summary>
    public bool LayerIsGiven { get; init; }

    /// <summary>The kind and why.</summary>
    public required RecognisedKind Kind { get; init; }

    /// <summary>Datasets that become the layer, in order.</summary>
    public required IReadOnlyList<Dataset> Datasets { get; init; }

    /// <summary>The files they come from, with their hashes.</summary>
    public required IReadOnlyList<ReportedSource> Sources { get; init; }

    /// <summary>What the files also hold.</summary>
    public IReadOnlyList<NotTaken> NotTaken { get; init; } = [];

    /// <summary>What was said about the layer.</summary>
    public LayerWishes Wishes { get; init; } = new();

    /// <summary>How the files were read (encoding, CRS, dataset), part of what "the same import" means.</summary>
    public string ReadingText { get; init; } = "";
}

/// <summary>What the command line or the manifest says about a layer; null leaves what is there.</summary>
internal sealed record LayerWishes
{
    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>Audience.</summary>
    public Audience? Audience { get; init; }

    /// <summary>Department id or title.</summary>
    public string? Department { get; init; }

    /// <summary>Attribution.</summary>
    public Attribution? Attribution { get; init; }

    /// <summary>Date the data speaks of.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Date of the next review.</summary>
    public DateOnly? NextReview { get; init; }

    /// <summary>town, extent, unknown, or a file with the area.</summary>
    public string? Coverage { get; init; }

    /// <summary>Scenario of a hazard.</summary>
    public string? Scenario { get; init; }

    /// <summary>Whether the layer is on when the map opens.</summary>
    public bool? Visible { get; init; }
}
