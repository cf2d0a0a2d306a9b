using System.Text.Json;

namespace Gis.Importer.Tests.Report;

/// <summary>Judges JSON by the part of JSON Schema that docs/import-report.schema.json uses; a word it does not know is an error.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    private readonly List<string> faults = [];

    /// <summary>Everything that disagrees, with its place.</summary>
    public static IReadOnlyList<string> Faults(string schema, string json)
    {
        using var rules = JsonDocument.Parse(schema);
        using var document = JsonDocument.Parse(json);
        var check = new SchemaCheck(rules.RootElement);
        check.Value(rules.RootElement, document.RootElement, "$");
        return check.faults;
    }

    private void Value(JsonElement schema, JsonElement value, string at)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            var holds = rule.Name switch
            {
                "type" => IsOfType(rule.Value.GetString()!, value),
                "const" => JsonElement.DeepEquals(rule.Value, value),
                "enum" => rule.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)),
                "minimum" => value.GetDouble() >= rule.Value.GetDouble(),
                "required" => rule.Value.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _)),
                "properties" or "additionalProperties" => true,
                "items" or "$ref" or "$defs" or "$schema" or "title" => true,
                _ => throw new InvalidOperationException("The check does not know " + rule.Name),
            };
            if (!holds)
                faults.Add($"{at}: {rule.Name} {rule.Value}");
        }

        if (schema.TryGetProperty("$ref", out var reference))
            Value(reference.GetString()![2..].Split('/').Aggregate(root, (e, n) => e.GetProperty(n)), value, at);
        if (schema.TryGetProperty("items", out var items) && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (item, i) in value.EnumerateArray().Select((v, i) => (v, i)))
                Value(items, item, $"{at}[{i}]");
        }

        if (value.ValueKind == JsonValueKind.Object)
            Members(schema, value, at);
    }

    private void Members(JsonElement schema, JsonElement value, string at)
    {
        var known = schema.TryGetProperty("properties", out var properties);
        var hasRest = schema.TryGetProperty("additionalProperties", out var rest);
        foreach (var member in value.EnumerateObject())
        {
            if (known && properties.TryGetProperty(member.Name, out var own))
                Value(own, member.Value, $"{at}.{member.Name}");
            else if (hasRest && rest.ValueKind == JsonValueKind.False)
                faults.Add($"{at}: unknown member {member.Name}");
            else if (hasRest && rest.ValueKind == JsonValueKind.Object)
                Value(rest, member.Value, $"{at}.{member.Name}");
        }
    }

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => throw new InvalidOperationException("The check does not know the type " + type),
    };
}
