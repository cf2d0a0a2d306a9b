using System.Text.Json.Nodes;

namespace Gis.MapServer.Features.Documents;

/// <summary>Schemas of the API's answers (OpenAPI 3.0).</summary>
internal static class OpenApiSchemas
{
    public static JsonObject All() => JsonNode.Parse("""
        {
          "Document": {"type": "object"},
          "List": {"type": "array", "items": {"type": "object"}},
          "Page": {"type": "string"},
          "Tile": {"type": "string", "format": "binary"},
          "File": {"type": "string", "format": "binary"},
          "Problem": {"type": "object", "required": ["type", "title", "status", "detail"], "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}}},
          "Link": {"type": "object", "required": ["href", "rel"], "properties": {
            "href": {"type": "string"}, "rel": {"type": "string"}, "type": {"type": "string"}, "title": {"type": "string"}, "templated": {"type": "boolean"}}},
          "LinkList": {"type": "array", "items": {"$ref": "#/components/schemas/Link"}},
          "Links": {"type": "object", "required": ["links"], "properties": {
            "title": {"type": "string"}, "description": {"type": "string"}, "links": {"$ref": "#/components/schemas/LinkList"}}},
          "Conformance": {"type": "object", "required": ["conformsTo"], "properties": {"conformsTo": {"type": "array", "items": {"type": "string"}}}},
          "Functions": {"type": "object", "required": ["functions"], "properties": {"functions": {"type": "array", "items": {
            "type": "object", "required": ["name", "returns"], "properties": {
              "name": {"type": "string"}, "description": {"type": "string"}, "arguments": {"type": "array", "items": {"type": "object"}},
              "returns": {"type": "array", "items": {"type": "string"}}}}}}},
          "Collections": {"type": "object", "required": ["links", "collections"], "properties": {
            "links": {"$ref": "#/components/schemas/LinkList"}, "crs": {"type": "array", "items": {"type": "string"}},
            "collections": {"type": "array", "items": {"$ref": "#/components/schemas/Collection"}}}},
          "Collection": {"type": "object", "required": ["id", "links"], "properties": {
            "id": {"type": "string"}, "title": {"type": "string"}, "description": {"type": "string"}, "attribution": {"type": "string"},
            "itemType": {"type": "string"}, "storageCrs": {"type": "string"}, "crs": {"type": "array", "items": {"type": "string"}},
            "links": {"$ref": "#/components/schemas/LinkList"},
            "extent": {"type": "object", "properties": {"spatial": {"type": "object", "required": ["bbox"], "properties": {
              "bbox": {"type": "array", "minItems": 1, "items": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "number"}}},
              "crs": {"type": "string"}}}}}}},
          "Schema": {"type": "object", "required": ["$schema", "$id", "type", "properties"], "properties": {
            "type": {"type": "string", "enum": ["object"]}, "properties": {"type": "object", "additionalProperties": {"type": "object"}}}},
          "TileSets": {"type": "object", "required": ["tilesets"], "properties": {
            "tilesets": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/TileSet"}}}},
          "TileSet": {"type": "object", "required": ["dataType", "crs", "links"], "properties": {
            "title": {"type": "string"}, "dataType": {"type": "string", "enum": ["vector"]}, "crs": {"type": "string"}, "tileMatrixSetURI": {"type": "string"},
            "links": {"$ref": "#/components/schemas/LinkList"}, "layers": {"type": "array", "items": {"type": "object"}}}},
          "Geometry": {"type": "object", "nullable": true, "required": ["type"], "properties": {
            "type": {"type": "string", "enum": ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"]},
            "coordinates": {"type": "array", "items": {}}, "geometries": {"type": "array", "items": {"type": "object"}}}},
          "Feature": {"type": "object", "required": ["type", "geometry", "properties"], "properties": {
            "type": {"type": "string", "enum": ["Feature"]}, "id": {"oneOf": [{"type": "integer"}, {"type": "string"}]},
            "geometry": {"$ref": "#/components/schemas/Geometry"}, "properties": {"type": "object", "nullable": true},
            "links": {"$ref": "#/components/schemas/LinkList"}}},
          "FeatureCollection": {"type": "object", "required": ["type", "features"], "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": {"$ref": "#/components/schemas/Feature"}},
            "numberMatched": {"type": "integer", "minimum": 0}, "numberReturned": {"type": "integer", "minimum": 0},
            "timeStamp": {"type": "string", "format": "date-time"},
            "links": {"$ref": "#/components/schemas/LinkList"}}}
        }
        """)!.AsObject();
}
