using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gis.Importer.Formats.GeoJson;

/// <summary>Walks through a feature collection and hands out one feature after another; memory is that of the largest feature.</summary>
internal sealed class FeatureScanner : IDisposable
{
    private const byte RecordSeparator = 0x1E;
    private const int MaxFeature = 512 << 20;
    private readonly SourceFile file;
    private readonly Stream stream;
    private readonly bool isSequence;
    private byte[] buffer = new byte[1 << 17];
    private int start;
    private int end;
    private bool last;
    private JsonReaderState state;
    private bool started;
    private bool inFeatures;
    private bool isFirst;

    public FeatureScanner(FeatureSource source)
    {
        (file, isSequence) = (source.File, source.IsSequence);
        stream = source.Text.OpenUtf8();
        state = new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = isSequence });
        IsCollection = isSequence;
    }

    /// <summary>Number of the feature handed out last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether a <c>features</c> array was met.</summary>
    public bool IsCollection { get; private set; }

    /// <summary>The value of the top-level <c>type</c>, once met.</summary>
    public string? Type { get; private set; }

    /// <summary>The JSON of the top-level <c>crs</c> member, once met (it may stand behind the features).</summary>
    public string? CrsMember { get; private set; }

    /// <summary>The next feature; null at the end of the file.</summary>
    /// <exception cref="SourceException">The JSON is malformed or breaks off.</exception>
    public GeoJsonFeature? Next()
    {
        try
        {
            if (isSequence)
                return NextOfSequence(out var text) ? GeoJsonFeature.Parse(text) : null;
            while (inFeatures || SeekFeatures())
            {
                if (!NextElement(out var element))
                    continue;
                var feature = GeoJsonFeature.Parse(element);
                Number++;
                return feature;
            }

            return null;
        }
        catch (JsonException e)
        {
            var place = Number > 0 ? string.Create(CultureInfo.InvariantCulture, $"フィーチャ {Number + 1}") : null;
            throw new SourceException(file.DisplayPath, place, "JSONが途中で切れているか壊れています", "元のファイルをもう一度入手してください", e);
        }
    }

    public void Dispose() => stream.Dispose();

    private bool NextOfSequence(out ReadOnlySpan<byte> feature)
    {
        feature = default;
        while (start == end || IsBlank())
        {
            start = end;
            if (last)
                return false;
            Refill();
        }

        Value(out feature, out var token);
        if (token != JsonTokenType.StartObject)
            throw new JsonException("A text of the sequence is no object.");
        Number++;
        return true;
    }

    private bool IsBlank() => buffer.AsSpan(start, end - start).IndexOfAnyExcept(" \t\r\n"u8) < 0;

    /// <summary>
    /// The next element of the features, of which only the end is looked for: who parses the feature sees whether it is well-formed. False behind the last, where
    /// the JSON reader takes over again; for it the array was empty.
    /// </summary>
    private bool NextElement(out ReadOnlySpan<byte> element)
    {
        element = default;
        if (!isFirst && Peek() == (byte)',')
        {
            start++;
            if (Peek() == (byte)']')
                throw new JsonException("A feature is missing.");
        }
        else if (Peek() != (byte)']' && !isFirst)
        {
            throw new JsonException("A comma is missing.");
        }

        if (Peek() == (byte)']')
        {
            inFeatures = false;
            _ = Token(out _);
            return false;
        }

        int length;
        while ((length = JsonExtent.Of(buffer.AsSpan(start, end - start))) < 0)
        {
            if (last)
                throw new JsonException("The file ends inside a value.");
            Refill();
        }

        element = buffer.AsSpan(start, length);
        start += length;
        isFirst = false;
        return true;
    }

    // The first byte that is no space.
    private byte Peek()
    {
        while (true)
        {
            var ahead = buffer.AsSpan(start, end - start).IndexOfAnyExcept(" \t\r\n"u8);
            if (ahead >= 0)
            {
                start += ahead;
                return buffer[start];
            }

            start = end;
            if (last)
                throw new JsonException("The file ends inside an array.");
            Refill();
        }
    }

    /// <summary>Reads top-level members up to the next <c>features</c> array; false when the object ends.</summary>
    private bool SeekFeatures()
    {
        while (true)
        {
            var token = Token(out var name);
            if (token is JsonTokenType.EndObject or JsonTokenType.None)
                return false;
            if (token == JsonTokenType.StartObject && !started)
            {
                started = true;
                continue;
            }

            if (token != JsonTokenType.PropertyName)
                throw new JsonException("The file is not an object.");
            if (name == "features")
            {
                if (Token(out _) != JsonTokenType.StartArray)
                    throw new JsonException("The features are not an array.");
                inFeatures = true;
                isFirst = true;
                IsCollection = true;
                return true;
            }

            Value(out var value, out _);
            if (name == "type")
                Type = Encoding.UTF8.GetString(value).Trim('"');
            else if (name == "crs")
                CrsMember = Encoding.UTF8.GetString(value);
        }
    }

    /// <summary>One token; <see cref="JsonTokenType.None"/> at the end of the file.</summary>
    private JsonTokenType Token(out string? name)
    {
        name = null;
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), last, state);
            if (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                    name = GeoJsonFeature.Text(ref reader);
                Accept(ref reader);
                return reader.TokenType;
            }

            if (last)
                return JsonTokenType.None;
            Refill();
        }
    }

    /// <summary>One complete value, or the end of the array it would stand in.</summary>
    private bool Value(out ReadOnlySpan<byte> value, out JsonTokenType token)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), last, state);
            if (reader.Read())
            {
                token = reader.TokenType;
                var from = (int)reader.TokenStartIndex;
                if (reader.TrySkip())
                {
                    value = buffer.AsSpan(start + from, (int)reader.BytesConsumed - from);
                    Accept(ref reader);
                    return true;
                }
            }

            if (last)
                throw new JsonException("The file ends inside a value.");
            Refill();
        }
    }

    private void Accept(ref Utf8JsonReader reader)
    {
        start += (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    private void Refill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= MaxFeature)
                throw new JsonException("A value is too large.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        // The record separator of RFC 8142 stands between texts only: inside a string it would have to be escaped.
        if (isSequence)
            buffer.AsSpan(end, read).Replace(RecordSeparator, (byte)' ');
        end += read;
        last = read == 0;
    }
}
