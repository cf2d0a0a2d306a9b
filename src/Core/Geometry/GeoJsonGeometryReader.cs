using System.Text.Json;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Core.Geometry;

/// <summary>
/// Reads GeoJSON geometry objects (RFC 7946 §3.1) from a JSON stream. Altitudes and anything after them are dropped; unclosed rings are closed;
/// rings of fewer than four positions are refused with <see cref="JsonException"/> by the caller's choice of factory.
/// </summary>
/// <param name="factory">Makes the geometries; its SRID is theirs.</param>
public sealed class GeoJsonGeometryReader(GeometryFactory factory)
{
    private const int MaxDepth = 24;

    /// <summary>Reads the value the reader stands on (an object or null) and leaves the reader on its last token.</summary>
    /// <returns>Null for <c>null</c> and for empty coordinates.</returns>
    /// <exception cref="JsonException">The value is not a geometry.</exception>
    public Shape? Read(ref Utf8JsonReader reader) => Read(ref reader, 0);

    private Shape? Read(ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartObject || depth > MaxDepth)
            throw new JsonException("geometry がオブジェクトではありません");

        string? type = null;
        Nested? coordinates = null;
        List<Shape>? parts = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("coordinates"u8))
            {
                reader.Read();
                coordinates = reader.TokenType == JsonTokenType.Null ? null : ReadNested(ref reader, 0);
            }
            else if (reader.ValueTextEquals("geometries"u8))
            {
                reader.Read();
                parts = ReadParts(ref reader, depth);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return Build(type, coordinates, parts);
    }

    private List<Shape> ReadParts(ref Utf8JsonReader reader, int depth)
    {
        var parts = new List<Shape>();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("geometries が配列ではありません");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Read(ref reader, depth + 1) is { } part)
                parts.Add(part);
        }

        return parts;
    }

    private Shape? Build(string? type, Nested? coordinates, List<Shape>? parts)
    {
        if (type == "GeometryCollection")
            return parts is { Count: > 0 } ? factory.CreateGeometryCollection(parts.ToArray()) : null;
        if (coordinates is null || (coordinates.Position is null && coordinates.Items.Count == 0))
            return type is null ? throw new JsonException("geometry に type がありません") : null;
        try
        {
            return type switch
            {
                "Point" => factory.CreatePoint(coordinates.AsPosition()),
                "LineString" => Line(coordinates),
                "Polygon" => Polygon(coordinates),
                "MultiPoint" => factory.CreateMultiPointFromCoords(coordinates.AsPositions()),
                "MultiLineString" => factory.CreateMultiLineString(coordinates.AsItems().Select(Line).ToArray()),
                "MultiPolygon" => factory.CreateMultiPolygon(coordinates.AsItems().Select(Polygon).ToArray()),
                _ => throw new JsonException($"geometry の type「{type}」はGeoJSONにありません"),
            };
        }
        catch (ArgumentException e)
        {
            throw new JsonException("geometry の点の数が足りません", e);
        }
    }

    private LineString Line(Nested nested) => factory.CreateLineString(nested.AsPositions());

    private Polygon Polygon(Nested nested)
    {
        var rings = nested.AsItems().Select(Ring).ToArray();
        return rings.Length == 0 ? factory.CreatePolygon() : factory.CreatePolygon(rings[0], rings[1..]);
    }

    private LinearRing Ring(Nested nested)
    {
        var positions = nested.AsPositions();
        if (positions.Length > 0 && !positions[0].Equals2D(positions[^1]))
            positions = [.. positions, positions[0].Copy()];
        return factory.CreateLinearRing(positions);
    }

    private static Nested ReadNested(ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType != JsonTokenType.StartArray || depth > 4)
            throw new JsonException("coordinates の形が正しくありません");
        var nested = new Nested();
        var numbers = 0;
        double x = 0, y = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                nested.Items.Add(ReadNested(ref reader, depth + 1));
                continue;
            }

            if (reader.TokenType != JsonTokenType.Number)
                throw new JsonException("coordinates に数値でない値があります");
            if (numbers == 0)
                x = reader.GetDouble();
            else if (numbers == 1)
                y = reader.GetDouble();
            numbers++;
        }

        if (numbers >= 2 && nested.IsBare)
            nested.Position = new Coordinate(x, y);
        else if (numbers > 0)
            throw new JsonException("coordinates の数値が2つ組になっていません");
        return nested;
    }

    private sealed class Nested
    {
        // Most are positions, which have no items.
        private List<Nested>? items;

        public List<Nested> Items => items ??= [];

        public bool IsBare => items is null;

        public Coordinate? Position { get; set; }

        public Coordinate AsPosition() => Position ?? throw new JsonException("coordinates の形が type と合いません");

        public List<Nested> AsItems() => Position is null ? Items : throw new JsonException("coordinates の形が type と合いません");

        public Coordinate[] AsPositions() => AsItems().Select(i => i.AsPosition()).ToArray();
    }
}
