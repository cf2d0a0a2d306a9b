using Gis.Core.Japanese;
using Gis.Core.Standards;

namespace Gis.MapServer.OpenData;

/// <summary>A finished file that the public may take.</summary>
public sealed record Offer
{
    /// <summary>Layer id.</summary>
    public required string Layer { get; init; }

    /// <summary>Its format.</summary>
    public required DownloadFormat Format { get; init; }

    /// <summary>Revision of the layer that it holds.</summary>
    public required long Revision { get; init; }

    /// <summary>Where it lies below <c>HOME/exports</c>.</summary>
    public required string File { get; init; }

    /// <summary>Its size.</summary>
    public required long Bytes { get; init; }

    /// <summary>Rows in it.</summary>
    public required long Rows { get; init; }

    /// <summary>Its hash (SHA-256), lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What the format could not hold, in Japanese.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>How well the rows fill the list of デジタル庁 that the layer is; null for other layers and formats.</summary>
    public ListQuality? Quality { get; init; }

    /// <summary>The day on which it was made, in Japan.</summary>
    public DateOnly Day => JapanTime.Day(MadeAt);
}
