using System.Text.Json.Nodes;

namespace Gis.MapServer.Features.Documents;

/// <summary>One operation of the API's definition.</summary>
/// <param name="Id">Its id; the standards prescribe the endings of some.</param>
/// <param name="Summary">What it does.</param>
internal sealed record OpenApiOperation(string Id, string Summary)
{
    /// <summary>Its parameters.</summary>
    public IEnumerable<JsonNode> Parameters { get; init; } = [];

    /// <summary>What it answers when all is well: media type and name of the schema.</summary>
    public IReadOnlyList<(string Type, string Schema)> Answers { get; init; } = [(Link.Json, "Document")];

    /// <summary>HTTP status of that answer.</summary>
    public string Status { get; init; } = "200";

    /// <summary>Other statuses; those with content are problem documents.</summary>
    public IReadOnlyList<string> Others { get; init; } = ["304", "400"];

    /// <summary>What it is sent: media type and name of the schema.</summary>
    public (string Type, string Schema)? Body { get; init; }

    public JsonObject ToJson()
    {
        var responses = new JsonObject { [Status] = Answer("答え", Answers) };
        foreach (var status in Others.Distinct())
        {
            responses[status] = status switch
            {
                "201" or "204" or "304" => new JsonObject { ["description"] = "内容なし" },
                "206" => new JsonObject { ["description"] = "求められた部分" },
                "302" or "307" => new JsonObject { ["description"] = "別のアドレス" },
                _ => Problem(),
            };
        }

        responses["default"] = Problem();
        var operation = new JsonObject
        {
            ["operationId"] = Id,
            ["summary"] = Summary,
            ["parameters"] = new JsonArray([.. Parameters]),
            ["responses"] = responses,
        };
        if (Body is { } body)
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content([body]) };
        return operation;
    }

    // A page for whoever asked for one: what a browser opens is read by people.
    private static JsonObject Problem() => Answer("問題の説明（RFC 9457）", [(Hosting.Problems.ContentType, "Problem"), (Link.Html, "Page")]);

    private static JsonObject Answer(string description, IReadOnlyList<(string Type, string Schema)> answers)
    {
        var answer = new JsonObject { ["description"] = description };
        if (answers.Count > 0)
            answer["content"] = Content(answers);
        return answer;
    }

    private static JsonObject Content(IReadOnlyList<(string Type, string Schema)> answers) => new(answers.Select(a => KeyValuePair.Create(
        a.Type, (JsonNode?)new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/" + a.Schema } })));
}
