using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Gis.MapServer.Shell;

namespace Gis.MapServer.OpenData.Dcat;

/// <summary>A data set as search engines read it in a page: schema.org's Dataset as JSON-LD. It is data: no browser runs it, and the content security policy does not bear on it.</summary>
public static class SchemaDataset
{
    // This encoder also writes <, > and & as escapes, so that nothing in a title can end the element.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Its text.</summary>
    public static string Of(SetPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var layer = page.Layer;
        var home = $"{page.Origin}/data/{layer.Id.Value}";
        var set = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Dataset",
            ["@id"] = home,
            ["name"] = layer.Title,
            ["description"] = CatalogDocument.DescriptionOf(layer, page.Town),
            ["url"] = home,
            ["inLanguage"] = "ja",
            ["isAccessibleForFree"] = true,
            ["creator"] = new JsonObject { ["@type"] = "Organization", ["name"] = layer.Attribution.Publisher ?? page.Town },
            ["includedInDataCatalog"] = new JsonObject { ["@type"] = "DataCatalog", ["@id"] = page.Origin + "/data", ["name"] = page.Town + " " + Messages.Original("page.data.title") },
            ["dateModified"] = layer.UpdatedAt.ToUniversalTime().ToString("yyyy-MM-dd", null),
            ["version"] = layer.Revision,
            ["distribution"] = new JsonArray([.. page.Files.Select(f => (JsonNode)new JsonObject
            {
                ["@type"] = "DataDownload",
                ["name"] = f.Format.Title,
                ["encodingFormat"] = f.Format.MediaType.Split(';')[0],
                ["contentUrl"] = page.Origin + f.Format.Address(layer.Id.Value),
                ["contentSize"] = OpenDataPage.Size(f.Bytes),
            })]),
        };
        if (Licences.AddressOf(layer.Attribution.Licence) is { } licence)
            set["license"] = licence;
        if (layer.BoundingBox is [var west, var south, var east, var north])
        {
            set["spatialCoverage"] = new JsonObject
            {
                ["@type"] = "Place",
                ["geo"] = new JsonObject { ["@type"] = "GeoShape", ["box"] = FormattableString.Invariant($"{south:0.######} {west:0.######} {north:0.######} {east:0.######}") },
            };
        }

        return set.ToJsonString(Json);
    }
}
