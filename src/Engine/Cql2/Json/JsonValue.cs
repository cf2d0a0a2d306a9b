namespace Gis.Engine.Cql2.Json;

/// <summary>Sorts of JSON values.</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    Text,
    Array,
    Object,
}

/// <summary>A JSON value that knows where it stood.</summary>
internal sealed class JsonValue(JsonKind kind, int offset, string text)
{
    /// <summary>Its sort.</summary>
    public JsonKind Kind { get; } = kind;

    /// <summary>Characters of the filter before it.</summary>
    public int Offset { get; } = offset;

    /// <summary>Characters of a text, digits of a number, <c>true</c> or <c>false</c>.</summary>
    public string Text { get; } = text;

    /// <summary>Items of an array, values of an object.</summary>
    public List<JsonValue> Items { get; } = [];

    /// <summary>Names of an object's values, in the same order.</summary>
    public List<string> Names { get; } = [];

    /// <summary>The value of that name, or null.</summary>
    public JsonValue? Member(string name)
    {
        var at = Names.IndexOf(name);
        return at < 0 ? null : Items[at];
    }
}
