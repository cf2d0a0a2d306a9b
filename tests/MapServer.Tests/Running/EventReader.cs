using System.Text.Json;

namespace Gis.MapServer.Tests.Running;

/// <summary>The stream of changes as a listener reads it.</summary>
public sealed class EventReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(20));
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventReader(HttpResponseMessage response, Stream stream) => (_response, _reader) = (response, new StreamReader(stream));

    /// <summary>Id of the last event read.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Begins to listen.</summary>
    /// <param name="client">Asks.</param>
    /// <param name="last">Id of the last event that was seen.</param>
    public static async Task<EventReader> OpenAsync(HttpClient client, string? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/live");
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Xunit.Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event.</summary>
    public async Task<(string Name, JsonElement Data)> NextAsync()
    {
        var (name, data) = ("", "");
        while (await _reader.ReadLineAsync(_limit.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
                Id = line[4..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && name.Length > 0)
                return (name, JsonDocument.Parse(data).RootElement);
        }

        throw new EndOfStreamException();
    }

    /// <summary>The next change of a layer: its entry.</summary>
    public async Task<JsonElement> ChangeAsync(string layer)
    {
        while (true)
        {
            var (name, data) = await NextAsync();
            if (name != "change")
                continue;
            foreach (var entry in data.GetProperty("layers").EnumerateArray())
            {
                if (entry.GetProperty("layer").GetString() == layer)
                    return entry;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _response.Dispose();
        _limit.Dispose();
        return ValueTask.CompletedTask;
    }
}
