using System.Text;
using System.Text.Json;
using Gis.Engine.Cql2.Parsing;

namespace Gis.Engine.Cql2.Json;

/// <summary>Reads a JSON text into <see cref="JsonValue"/>s without recursion, within limits.</summary>
internal sealed class JsonValueReader(string text, Cql2Limits limits)
{
    private const int MaxMembers = 16;

    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);
    private readonly Stack<JsonValue> _open = new();
    private JsonValue? _root;
    private int _count;
    private int _byteAt;
    private int _characterAt;

    /// <summary>The one value of the text.</summary>
    /// <exception cref="Cql2Exception">It is no JSON, or goes over a limit.</exception>
    public JsonValue Read()
    {
        // A level of a filter takes an object and its args; coordinates and the list of IN take a few levels more.
        var reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { MaxDepth = (2 * limits.Depth) + 8 });
        try
        {
            while (reader.Read())
                Take(ref reader);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape that is half a surrogate pair.
            if (reader.CurrentDepth > 2 * limits.Depth)
                throw new Cql2Exception(Cql2Fault.Limit, Offset(reader.TokenStartIndex), $"入れ子が深すぎます({limits.Depth}段まで)。");
            throw new Cql2Exception(Cql2Fault.Syntax, Offset(reader.BytesConsumed), "JSONとして読めません。");
        }

        return _root ?? throw new Cql2Exception(Cql2Fault.Syntax, 0, "フィルターが空です。");
    }

    private void Take(ref Utf8JsonReader reader)
    {
        var offset = Offset(reader.TokenStartIndex);
        if (++_count > limits.Tokens)
            throw new Cql2Exception(Cql2Fault.Limit, offset, "フィルターが長すぎます。");
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                AddName(LiteralReader.Name(reader.GetString()!, offset, limits), offset);
                break;
            case JsonTokenType.StartObject:
                _open.Push(Add(new JsonValue(JsonKind.Object, offset, "")));
                break;
            case JsonTokenType.StartArray:
                _open.Push(Add(new JsonValue(JsonKind.Array, offset, "")));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _open.Pop();
                break;
            case JsonTokenType.String:
                Add(new JsonValue(JsonKind.Text, offset, reader.GetString()!));
                break;
            case JsonTokenType.Number:
                Add(new JsonValue(JsonKind.Number, offset, Encoding.UTF8.GetString(reader.ValueSpan)));
                break;
            case JsonTokenType.True or JsonTokenType.False:
                Add(new JsonValue(JsonKind.Boolean, offset, reader.TokenType == JsonTokenType.True ? "true" : "false"));
                break;
            default:
                Add(new JsonValue(JsonKind.Null, offset, ""));
                break;
        }
    }

    private void AddName(string name, int offset)
    {
        var names = _open.Peek().Names;
        if (names.Contains(name))
            throw new Cql2Exception(Cql2Fault.Syntax, offset, "同じ名前が1つのオブジェクトに2度あります。");
        if (names.Count == MaxMembers)
            throw new Cql2Exception(Cql2Fault.Limit, offset, $"1つのオブジェクトには{MaxMembers}個までしか書けません。");
        names.Add(name);
    }

    private JsonValue Add(JsonValue value)
    {
        if (_open.TryPeek(out var parent))
            parent.Items.Add(value);
        else
            _root = value;
        return value;
    }

    /// <summary>Characters before a byte; bytes are asked for in rising order, so the whole costs one pass.</summary>
    private int Offset(long bytes)
    {
        for (var end = (int)Math.Min(bytes, _bytes.Length); _byteAt < end; _byteAt++)
        {
            // The first byte of a sequence of four stands for two UTF-16 characters; continuing bytes stand for none.
            _characterAt += _bytes[_byteAt] >= 0xF0 ? 2 : (_bytes[_byteAt] & 0xC0) == 0x80 ? 0 : 1;
        }

        return _characterAt;
    }
}
