using System.Net;
using Gis.Core.Geodesy;

namespace Gis.TileBench.Targets;

/// <summary>A tile server over HTTP on this machine, asked over one connection that stays open.</summary>
/// <param name="name">Its name in the table.</param>
/// <param name="compresses">Whether gzip is asked for.</param>
/// <param name="address">The address of a tile.</param>
internal sealed class HttpTarget(string name, bool compresses, Func<TileCoord, Uri> address) : ITileTarget, IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseProxy = false, UseCookies = false });

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool Compresses => compresses;

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> MakeAsync(TileCoord tile)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address(tile));
        if (compresses)
            request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }
}
