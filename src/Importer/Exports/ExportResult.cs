using System.Text.Json;
using Gis.Core.Standards;

namespace Gis.Importer.Exports;

/// <summary>What was written.</summary>
/// <param name="Layer">Layer id.</param>
/// <param name="Audience">Rights class it was read as.</param>
/// <param name="Format">Id of the format.</param>
/// <param name="Revision">Revision of the layer that the file holds.</param>
/// <param name="ViewMark">Mark of the view it was read from.</param>
/// <param name="File">The file's name, without folder.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its hash, lower-case hex.</param>
/// <param name="Remarks">What the format could not hold, in Japanese.</param>
internal sealed record ExportResult(
    string Layer, string Audience, string Format, long Revision, string ViewMark, string File, long Rows, long Bytes, string Sha256, IReadOnlyList<string> Remarks)
{
    /// <summary>How well the rows fill the list of デジタル庁 that the layer is, or null.</summary>
    public ListQuality? Quality { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <summary>The quality as JSON, or null.</summary>
    public string? WriteQuality() => Quality is null ? null : JsonSerializer.Serialize(Quality, Json);

    /// <summary>As JSON: one result as an object, several as an array.</summary>
    public static string Write(IReadOnlyList<ExportResult> results) => results.Count == 1 ? JsonSerializer.Serialize(results[0], Json) : JsonSerializer.Serialize(results, Json);

    /// <summary>From JSON.</summary>
    public static IReadOnlyList<ExportResult> Read(string json) =>
        json.TrimStart().StartsWith('[') ? JsonSerializer.Deserialize<ExportResult[]>(json, Json)! : [JsonSerializer.Deserialize<ExportResult>(json, Json)!];
}
