using System.Text.Json;

namespace Gis.MapServer.Tests.Standards;

/// <summary>
/// Holds JSON against a schema: the words of JSON Schema that OpenAPI 3.0 and the layers' schemas use. A word it does not know fails, so that nothing is
/// passed over in silence.
/// </summary>
/// <param name="root">The document in which references are looked up.</param>
public sealed class SchemaCheck(JsonElement root)
{
    private static readonly HashSet<string> Words =
    [
        "type", "required", "properties", "items", "enum", "$ref", "nullable", "minimum", "maximum", "minItems", "maxItems", "oneOf", "additionalProperties", "format",
        "default", "title", "description", "readOnly", "$schema", "$id",
    ];

    /// <summary>What is wrong with a value; empty when nothing is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="path">Where the value stands.</param>
    public IEnumerable<string> Faults(JsonElement value, JsonElement schema, string path = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Faults(value, Resolve(reference.GetString()!), path);
        if (value.ValueKind == JsonValueKind.Null && schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean())
            return [];
        return schema.EnumerateObject().SelectMany(word => Word(value, schema, word, path));
    }

    /// <summary>What a reference within the document names.</summary>
    public JsonElement Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));

    private IEnumerable<string> Word(JsonElement value, JsonElement schema, JsonProperty word, string path)
    {
        if (!Words.Contains(word.Name) && !word.Name.StartsWith("x-", StringComparison.Ordinal))
            return [$"{path}: unknown word {word.Name}"];
        return word.Name switch
        {
            "type" => IsOf(value, word.Value.GetString()!) ? [] : [$"{path}: {value.ValueKind} instead of {word.Value}"],
            "required" when value.ValueKind == JsonValueKind.Object => word.Value.EnumerateArray().Where(n => !value.TryGetProperty(n.GetString()!, out _)).Select(n => $"{path}: no {n}"),
            "properties" when value.ValueKind == JsonValueKind.Object => word.Value.EnumerateObject().SelectMany(p =>
                value.TryGetProperty(p.Name, out var member) ? Faults(member, p.Value, $"{path}.{p.Name}") : []),
            "items" when value.ValueKind == JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Faults(item, word.Value, $"{path}[{i}]")),
            "enum" => word.Value.EnumerateArray().Any(e => e.GetRawText() == value.GetRawText()) ? [] : [$"{path}: {value} is none of {word.Value}"],
            "minimum" when value.ValueKind == JsonValueKind.Number => value.GetDouble() >= word.Value.GetDouble() ? [] : [$"{path}: {value} is too small"],
            "maximum" when value.ValueKind == JsonValueKind.Number => value.GetDouble() <= word.Value.GetDouble() ? [] : [$"{path}: {value} is too great"],
            "minItems" when value.ValueKind == JsonValueKind.Array => value.GetArrayLength() >= word.Value.GetInt32() ? [] : [$"{path}: too few items"],
            "maxItems" when value.ValueKind == JsonValueKind.Array => value.GetArrayLength() <= word.Value.GetInt32() ? [] : [$"{path}: too many items"],
            "oneOf" => word.Value.EnumerateArray().Count(s => !Faults(value, s, path).Any()) == 1 ? [] : [$"{path}: not exactly one of the choices"],
            "additionalProperties" when value.ValueKind == JsonValueKind.Object => value.EnumerateObject().Where(m => !IsDeclared(schema, m.Name))
                .SelectMany(m => word.Value.ValueKind == JsonValueKind.False ? [$"{path}: undeclared {m.Name}"]
                    : word.Value.ValueKind == JsonValueKind.True ? [] : Faults(m.Value, word.Value, $"{path}.{m.Name}")),
            "format" when value.ValueKind == JsonValueKind.String => IsFormatted(value.GetString()!, word.Value.GetString()!) ? [] : [$"{path}: {value} is no {word.Value}"],
            _ => [],
        };
    }

    private static bool IsDeclared(JsonElement schema, string name) => schema.TryGetProperty("properties", out var declared) && declared.TryGetProperty(name, out _);

    private static bool IsFormatted(string text, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
        "date-time" => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) && text.Contains('T', StringComparison.Ordinal),
        _ => true,
    };

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };
}
