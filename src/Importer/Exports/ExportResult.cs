using System.Text.Json;

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
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <summary>As JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>From JSON.</summary>
    public static ExportResult Read(string json) => JsonSerializer.Deserialize<ExportResult>(json, Json)!;
}
