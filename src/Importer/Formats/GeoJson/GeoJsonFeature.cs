using System.Globalization;
using System.Text;
using System.Text.Json;
using Gis.Core.Geometry;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.GeoJson;

/// <summary>One feature with its properties as their JSON types have them.</summary>
internal sealed class GeoJsonFeature
{
    private static readonly GeoJsonGeometryReader Shapes = new(new GeometryFactory());

    /// <summary>Names in file order with string, long, double, bool, or JSON text of a nested value; empty strings and nulls are null.</summary>
    public List<(string Name, object? Value)> Properties { get; } = [];

    /// <summary>Source coordinates; null when there is none or it cannot be understood.</summary>
    public Geometry? Shape { get; private set; }

    /// <summary>Why the shape cannot be understood, in Japanese.</summary>
    public string? Fault { get; private set; }

    /// <summary>Parses the bytes of a feature object.</summary>
    public static GeoJsonFeature Parse(ReadOnlySpan<byte> json)
    {
        var feature = new GeoJsonFeature();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            feature.Fault = "フィーチャがオブジェクトではありません";
            return feature;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "geometry"u8))
            {
                reader.Read();
                feature.ReadShape(ref reader);
            }
            else if (Is(ref reader, "properties"u8))
            {
                reader.Read();
                feature.ReadProperties(ref reader, json);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return feature;
    }

    // ValueTextEquals refuses half a surrogate pair in the text it compares with.
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => !reader.ValueIsEscaped ? reader.ValueSpan.SequenceEqual(name) : Text(ref reader) == Encoding.UTF8.GetString(name);

    private void ReadShape(ref Utf8JsonReader reader)
    {
        var copy = reader;
        reader.Skip();
        try
        {
            Shape = Shapes.Read(ref copy);
        }
        catch (JsonException e)
        {
            // The bytes are well-formed JSON, so only this feature's shape is at fault.
            Fault = e.Message;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            Fault = "coordinates の数値を読めません";
        }
    }

    private void ReadProperties(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            Properties.Add((name, Value(ref reader, json)));
        }
    }

    private static object? Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                var text = Text(ref reader);
                return string.IsNullOrWhiteSpace(text) ? null : text;
            case JsonTokenType.Number:
                if (reader.TryGetInt64(out var integer))
                    return integer;
                return reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var from = (int)reader.TokenStartIndex;
                reader.Skip();
                return Encoding.UTF8.GetString(json[from..(int)reader.BytesConsumed]);
            default:
                return null;
        }
    }

    // GetString refuses malformed UTF-8 and lone surrogates; a damaged name must not stop the file.
    internal static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return (reader.GetString() ?? "").Replace('\0', '\uFFFD');
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan).Replace('\0', '\uFFFD');
        }
    }

    /// <summary>The last property of a name as text; null without one.</summary>
    public string? TextOf(string name)
    {
        for (var i = Properties.Count - 1; i >= 0; i--)
        {
            if (Properties[i].Name == name)
                return AsText(Properties[i].Value);
        }

        return null;
    }

    /// <summary>A value as text, for columns of mixed types.</summary>
    public static string? AsText(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
