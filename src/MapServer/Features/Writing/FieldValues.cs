using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Features.Writing;

/// <summary>Reads values of fields by the layer's schema: what it does not have is refused, and so is a value of another type.</summary>
internal static class FieldValues
{
    public static JsonObject Read(JsonElement properties, Layer layer)
    {
        var values = new JsonObject();
        if (properties.ValueKind == JsonValueKind.Null)
            return values;
        if (properties.ValueKind != JsonValueKind.Object)
            throw RequestProblemException.Bad("properties はオブジェクトにしてください。");
        foreach (var member in properties.EnumerateObject())
        {
            var field = layer.Fields.FirstOrDefault(f => f.Name == member.Name)
                ?? throw RequestProblemException.Bad("このデータにない項目が properties にあります（項目の一覧は schema にあります）。");
            if (!Fits(field.Type, member.Value))
                throw RequestProblemException.Bad($"「{field.Name}」の値の種類が違います。");
            values[field.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return values;
    }

    private static bool Fits(FieldType type, JsonElement value) => value.ValueKind == JsonValueKind.Null || type switch
    {
        FieldType.Integer => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        FieldType.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number),
        FieldType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldType.Date => Text(value) is { } date && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldType.DateTime => Text(value) is { Length: > 10 } time && value.TryGetDateTimeOffset(out _) && (time.EndsWith('Z') || time.LastIndexOfAny(['+', '-']) > 10),
        _ => Text(value) is { } text && !text.Contains('\0', StringComparison.Ordinal),
    };

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
