using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;

namespace Gis.MapServer.Live;

/// <summary>Events as they go over the wire (WHATWG HTML, "Server-sent events").</summary>
internal static class LiveEvent
{
    // A list of more is longer than the tiles themselves are worth: the map then looks at all of the layer.
    private const int MostTiles = 2000;

    // What is null says something here.
    private static readonly JsonSerializerOptions Json = new(CatalogueJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>A comment, which listeners pass over.</summary>
    public static ReadOnlyMemory<byte> Heartbeat { get; } = Encoding.ASCII.GetBytes(":\n\n");

    /// <summary>The first event of a stream.</summary>
    /// <param name="revision">Sum of all revisions now.</param>
    public static ReadOnlyMemory<byte> Hello(long revision) => Write("hello", revision, new { revision });

    /// <summary>
    /// A change: layers with their revision and stamp (null: the layer is gone), and the tiles that look different as "z/x/y" (null: perhaps all).
    /// </summary>
    public static ReadOnlyMemory<byte> Change(long revision, IReadOnlyList<LayerChange> layers) => Write("change", revision, new
    {
        revision,
        layers = layers.Select(l => new
        {
            layer = l.Layer,
            revision = l.Revision,
            stamp = l.Stamp,
            tiles = l.Tiles is { Count: <= MostTiles } tiles ? tiles.Select(t => t.ToString()) : null,
        }),
    });

    private static ReadOnlyMemory<byte> Write<T>(string name, long id, T data) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"event: {name}\nid: {id}\ndata: {JsonSerializer.Serialize(data, Json)}\n\n"));
}
