using System.Text.Json.Nodes;

namespace Gis.MapServer.Features.Documents;

/// <summary>Operations that change features, as they stand in the definition.</summary>
internal static class WritingPaths
{
    private static readonly string[] Refused = ["400", "403", "404", "413", "415"];

    /// <summary>Adds those of a collection's items.</summary>
    public static void AddToItems(JsonObject path, string collection)
    {
        path["post"] = new OpenApiOperation($"createFeature_{collection}", "地物を加える")
        {
            Parameters = [BodyCrs()],
            Body = (Link.GeoJson, "Feature"),
            Status = "201",
            Answers = [],
            Others = Refused,
        }.ToJson();
        path["options"] = Options($"optionsOfFeatures_{collection}", []);
    }

    /// <summary>Adds those of one feature.</summary>
    public static void AddToItem(JsonObject path)
    {
        path["put"] = Change("replaceFeature", "地物を置きかえる", Link.GeoJson, "Feature");
        path["patch"] = Change("updateFeature", "地物の一部を変える", Link.MergePatch, "Document");
        path["delete"] = new OpenApiOperation("deleteFeature", "地物を取り除く")
        {
            Parameters = [.. Feature(), IfMatch()],
            Status = "204",
            Answers = [],
            Others = ["400", "403", "404", "412", "428"],
        }.ToJson();
        path["options"] = Options("optionsOfFeature", Feature());
    }

    private static JsonObject Change(string id, string summary, string type, string schema) => new OpenApiOperation(id, summary)
    {
        Parameters = [.. Feature(), IfMatch(), BodyCrs()],
        Body = (type, schema),
        Status = "204",
        Answers = [],
        Others = [.. Refused, "412", "428"],
    }.ToJson();

    private static JsonObject Options(string id, IEnumerable<JsonNode> parameters) =>
        new OpenApiOperation(id, "使えるメソッド") { Parameters = parameters, Answers = [], Others = ["400", "404"] }.ToJson();

    private static IEnumerable<JsonNode> Feature() => OpenApiParameters.References("collectionId", "featureId");

    private static JsonObject IfMatch() => Header("If-Match", "読み込んだときの ETag。", true);

    private static JsonObject BodyCrs() => Header("Content-Crs", "本文の座標系。省くと CRS84。", false);

    private static JsonObject Header(string name, string words, bool required) => new()
    {
        ["name"] = name,
        ["in"] = "header",
        ["description"] = words,
        ["required"] = required,
        ["schema"] = OpenApiParameters.Text(),
    };
}
