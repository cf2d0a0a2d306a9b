using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.MapServer.Features.Querying;

namespace Gis.MapServer.Features.Documents;

/// <summary>
/// JSON schemas (draft 2020-12) of a layer: what its features hold (OGC API – Features, Part 5), what filters may name (Part 3), what it can be ordered by.
/// Only what the asker's rights class sees is in them.
/// </summary>
internal static class LayerSchema
{
    /// <summary>Everything of a feature: what is given, and what is taken where the layer can be edited.</summary>
    public static JsonObject Features(Layer layer, string address)
    {
        var properties = new JsonObject
        {
            [Queryables.Id] = new JsonObject { ["title"] = "番号", ["type"] = "integer", ["readOnly"] = true, ["x-ogc-role"] = "id", ["x-ogc-propertySeq"] = 0 },
        };
        var order = 1;
        foreach (var field in layer.Fields)
            properties[field.Name] = Property(field, order++);
        properties[Queryables.Shape] = Shape(layer);
        return Document(layer, address, properties);
    }

    /// <summary>What filters may name.</summary>
    public static JsonObject Filters(Layer layer, string address)
    {
        var properties = new JsonObject();
        var order = 0;
        foreach (var field in layer.Fields)
            properties[field.Name] = Property(field, order++);
        properties[Queryables.Id] = new JsonObject { ["title"] = "番号", ["type"] = "integer", ["x-ogc-role"] = "id" };
        properties[Queryables.Shape] = Shape(layer);
        return Document(layer, address, properties);
    }

    /// <summary>What <c>sortby</c> may name.</summary>
    public static JsonObject Order(Layer layer, string address)
    {
        var properties = new JsonObject();
        foreach (var (field, order) in layer.Fields.Select((f, i) => (f, i)))
            properties[field.Name] = Property(field, order);
        return Document(layer, address, properties);
    }

    private static JsonObject Document(Layer layer, string address, JsonObject properties) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["$id"] = address,
        ["type"] = "object",
        ["title"] = layer.Title,
        ["properties"] = properties,
        ["additionalProperties"] = false,
    };

    private static JsonObject Property(Field field, int order)
    {
        var property = new JsonObject { ["title"] = field.Title };
        var (type, format) = field.Type switch
        {
            FieldType.Integer => ("integer", null),
            FieldType.Number => ("number", null),
            FieldType.Boolean => ("boolean", null),
            FieldType.Date => ("string", "date"),
            FieldType.DateTime => ("string", "date-time"),
            _ => ("string", (string?)null),
        };
        property["type"] = type;
        if (format is not null)
            property["format"] = format;
        property["x-ogc-propertySeq"] = order;
        if (type is "integer" or "number" && Ucum(field.Unit) is { } unit)
            property["x-ogc-unit"] = unit;
        else if (field.Unit is { Length: > 0 } words)
            property["description"] = $"単位: {words}";
        if (field.Codes is { Count: > 0 } codes)
            property["x-gis-codes"] = new JsonObject(codes.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));
        return property;
    }

    // A shape's schema has a format and no type: the standard forbids one there.
    private static JsonObject Shape(Layer layer) => new()
    {
        ["title"] = "形",
        ["format"] = "geometry-" + layer.Geometry switch
        {
            GeometryFamily.Point => "point-or-multipoint",
            GeometryFamily.Line => "linestring-or-multilinestring",
            GeometryFamily.Polygon => "polygon-or-multipolygon",
            _ => "any",
        },
        ["x-ogc-role"] = "primary-geometry",
    };

    // Units of the Unified Code for Units of Measure; others are told in words.
    private static string? Ucum(string? unit) => unit switch
    {
        "m" or "メートル" => "m",
        "km" => "km",
        "cm" => "cm",
        "mm" => "mm",
        "㎡" or "m2" or "m²" or "平方メートル" => "m2",
        "ha" => "har",
        "h" or "時間" => "h",
        "分" => "min",
        "%" or "％" => "%",
        "度" => "deg",
        _ => null,
    };
}
