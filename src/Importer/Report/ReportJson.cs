using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Gis.Importer.Report;

/// <summary>Reports as JSON: camelCase, Japanese readable.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Compact = Make(false);
    private static readonly JsonSerializerOptions Indented = Make(true);

    /// <summary>One report, for the database.</summary>
    public static string Write(ImportReport report) => JsonSerializer.Serialize(report, Compact);

    /// <summary>A report that was kept in the database.</summary>
    public static ImportReport Read(string json) => JsonSerializer.Deserialize<ImportReport>(json, Compact)!;

    /// <summary>The reports of one run, for <c>--report</c>: <c>{"imports": […]}</c>.</summary>
    public static void WriteFile(string path, IReadOnlyList<ImportReport> reports)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        File.WriteAllText(path, JsonSerializer.Serialize(new { imports = reports }, Indented));
    }

    private static JsonSerializerOptions Make(bool indented) => new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        WriteIndented = indented,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
