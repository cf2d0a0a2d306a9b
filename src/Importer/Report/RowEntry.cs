using System.Text.Json.Serialization;

namespace Gis.Importer.Report;

/// <summary>A row that is listed.</summary>
/// <param name="File">File, member of an archive included.</param>
/// <param name="Place">Row in words.</param>
/// <param name="Action">What became of it.</param>
/// <param name="Code">Code of the check.</param>
/// <param name="Message">The same in Japanese.</param>
/// <param name="AreaBefore">Area of the shape before repair in square metres, or null.</param>
/// <param name="AreaAfter">And after.</param>
/// <param name="Lon">Longitude (EPSG:6668, degrees) of the middle of its shape as the file has it, or null.</param>
/// <param name="Lat">Latitude.</param>
public sealed record RowEntry(
    string File, string Place, RowAction Action, string Code, string Message, double? AreaBefore = null, double? AreaAfter = null, double? Lon = null, double? Lat = null);

/// <summary>What became of a listed row.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RowAction>))]
public enum RowAction
{
    /// <summary>Loaded; worth a look.</summary>
    [JsonStringEnumMemberName("remark")]
    Remark,

    /// <summary>Loaded after a repair.</summary>
    [JsonStringEnumMemberName("repaired")]
    Repaired,

    /// <summary>Not loaded: evidence of an error.</summary>
    [JsonStringEnumMemberName("quarantined")]
    Quarantined,

    /// <summary>Not loaded: no part of the layer.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,
}
