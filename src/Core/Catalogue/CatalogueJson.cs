using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Gis.Core.Catalogue;

/// <summary>How catalogue values are written as JSON, in the database and in preset files: camelCase, Japanese readable, no nulls.</summary>
public static class CatalogueJson
{
    /// <summary>The one set of options.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };
}
