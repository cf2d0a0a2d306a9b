using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Gis.Core.Geodesy;
using Gis.Testing.Tiles;

namespace Gis.MapServer.Tests.Secrets;

/// <summary>Asks a public server for everything it gives and keeps every byte: bodies as sent and unpacked, headers, decoded tiles.</summary>
public sealed class Sweep(HttpClient client)
{
    private readonly List<(string Where, byte[] Bytes)> _kept = [];

    /// <summary>Number of answers that were kept.</summary>
    public int Answers { get; private set; }

    /// <summary>Features found in decoded tiles.</summary>
    public int TileFeatures { get; private set; }

    /// <summary>Features found as items.</summary>
    public int Items { get; private set; }

    /// <summary>Where a word stands in anything that was given; empty when nowhere.</summary>
    public IEnumerable<string> Find(string word)
    {
        // UTF-8 as it is, and as JSON may escape it.
        var escaped = string.Concat(word.Select(c => $"\\u{(int)c:x4}"));
        foreach (var needle in (byte[][])[Encoding.UTF8.GetBytes(word), Encoding.ASCII.GetBytes(escaped), Encoding.ASCII.GetBytes(escaped.ToUpperInvariant().Replace("\\U", "\\u", StringComparison.Ordinal)), Encoding.ASCII.GetBytes(Uri.EscapeDataString(word))])
        {
            foreach (var (where, bytes) in _kept)
            {
                if (bytes.AsSpan().IndexOf(needle) >= 0)
                    yield return where;
            }
        }
    }

    /// <summary>Asks for everything.</summary>
    /// <param name="words">Words to search for, which no answer may then confirm.</param>
    /// <param name="zooms">Zooms whose tiles are read, all that have something.</param>
    /// <param name="places">Places to ask hazards for.</param>
    public async Task RunAsync(IEnumerable<string> words, IReadOnlyList<int> zooms, IEnumerable<LonLat> places)
    {
        var catalogue = JsonDocument.Parse(await KeepAsync("/catalogue.json")).RootElement;
        string[] documents =
        [
            "/", "/styles/town.json", "/ogc", "/ogc/api", "/ogc/conformance", "/ogc/collections", "/ogc/functions", "/ogc/tiles", "/ogc/tiles/WebMercatorQuad",
            "/ogc/tileMatrixSets", "/ogc?f=html", "/ogc/api?f=html", "/ogc/collections?f=html", "/healthz", "/sites", "/data", "/data/catalog.jsonld", "/find", "/paper", "/paper/sheets.json", "/offline", "/offline?missing=1", "/manifest.webmanifest",
        ];
        foreach (var path in documents)
            await KeepAsync(path);
        foreach (var layer in catalogue.GetProperty("layers").EnumerateArray())
            await LayerAsync(layer, zooms);
        foreach (var place in places)
        {
            await KeepAsync(FormattableString.Invariant($"/hazards?lon={place.Lon}&lat={place.Lat}"));
            await KeepAsync(FormattableString.Invariant($"/place?lon={place.Lon}&lat={place.Lat}"));
        }

        // What the visitor himself typed may come back nowhere either.
        foreach (var word in words)
        {
            foreach (var form in (string[])["/search?limit=50&q={0}", "/ogc/collections/{0}", "/tiles/{0}/1/1/1.mvt", "/{0}", "/styles/{0}.json", "/hazards?lon={0}&lat=1", "/staff/relations/{0}/1/1"])
                await KeepAsync(string.Format(null, form, Uri.EscapeDataString(word)));
        }

        foreach (var path in (string[])["/staff", "/staff/sign-in", "/staff/account.json", "/headquarters", "/metrics", "/tiles/x/99/1/1.mvt", "/ogc/collections/x/items?a=b"])
            await KeepAsync(path);
    }

    private async Task LayerAsync(JsonElement layer, IReadOnlyList<int> zooms)
    {
        var id = layer.GetProperty("id").GetString()!;
        await KeepAsync($"/tiles/{id}.json");
        foreach (var end in (string[])["", "?f=html", "/queryables", "/sortables", "/schema", "/tiles", "/tiles/WebMercatorQuad", "/items?f=html", "/items?f=csv&limit=10000", "/items/1?f=html"])
            await KeepAsync($"/ogc/collections/{id}{end}");
        foreach (var end in (string[])["", "/map.svg", ".csv", ".geojson", ".gpkg", ".shp.zip", ".shp-cp932.zip", ".fgb"])
            await KeepAsync($"/data/{id}{end}");
        var next = $"/ogc/collections/{id}/items?limit=2000";
        while (next is not null)
        {
            var page = JsonDocument.Parse(await KeepAsync(next)).RootElement;
            Items += page.GetProperty("numberReturned").GetInt32();
            next = page.GetProperty("links").EnumerateArray().Where(l => l.GetProperty("rel").GetString() == "next").Select(l => l.GetProperty("href").GetString()).SingleOrDefault();
        }

        await KeepAsync($"/ogc/collections/{id}/items/1");
        if (layer.GetProperty("bbox").ValueKind != JsonValueKind.Array)
            return;
        var box = layer.GetProperty("bbox").EnumerateArray().Select(v => v.GetDouble()).ToArray();
        foreach (var zoom in zooms)
        {
            var (first, last) = (TileCoord.At(new LonLat(box[0], box[3]), zoom), TileCoord.At(new LonLat(box[2], box[1]), zoom));
            for (var x = first.X; x <= last.X; x++)
            {
                for (var y = first.Y; y <= last.Y; y++)
                    await TileAsync($"/tiles/{id}/{zoom}/{x}/{y}.mvt");
            }
        }
    }

    private async Task TileAsync(string path)
    {
        var bytes = await KeepAsync(path);
        foreach (var feature in DecodedTile.Read(bytes).SelectMany(l => l.Features))
        {
            TileFeatures++;
            _kept.Add(($"{path} {feature.Id}", Encoding.UTF8.GetBytes(string.Join('\n', feature.Properties.Select(p => $"{p.Key}={p.Value}")))));
        }
    }

    private async Task<byte[]> KeepAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (Answers % 2 == 0)
            request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await client.SendAsync(request);
        Answers++;
        var raw = await response.Content.ReadAsByteArrayAsync();
        var body = raw;
        if (response.Content.Headers.ContentEncoding.Contains("gzip"))
        {
            using var unpacked = new MemoryStream();
            await using (var gzip = new GZipStream(new MemoryStream(raw), CompressionMode.Decompress))
                await gzip.CopyToAsync(unpacked);
            body = unpacked.ToArray();
        }

        _kept.Add((path + " body", body));
        _kept.Add((path + " raw", raw));
        _kept.Add((path + " headers", Encoding.UTF8.GetBytes(response.Headers.ToString() + response.Content.Headers)));
        return body;
    }
}
