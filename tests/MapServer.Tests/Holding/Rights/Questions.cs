using System.Globalization;
using System.Text;
using Gis.Core.Geodesy;
using Gis.Testing.Tiles;

namespace Gis.MapServer.Tests.Holding.Rights;

/// <summary>Everything one may ask about a place, and what of an answer tells whose it is.</summary>
public static class Questions
{
    /// <summary>Addresses about a place.</summary>
    public static IReadOnlyList<string> About(int place)
    {
        var (lon, lat) = ThreeClassTown.At(place);
        var tile = TileCoord.At(new LonLat(lon, lat), 15);
        var name = Uri.EscapeDataString(ThreeClassTown.Mark('P', place));
        var at = string.Create(CultureInfo.InvariantCulture, $"lon={lon:F6}&lat={lat:F6}");
        return
        [
            $"/tiles/plots/{tile}.mvt", $"/tiles/floods,plots/{tile}.mvt", $"/ogc/collections/plots/items/{place + 1}", $"/ogc/collections/plots/items?f=csv&%E5%90%8D%E7%A7%B0={name}",
            $"/ogc/collections/floods/items?filter=fid={place + 1}", $"/search?q={name}", $"/hazards?{at}", $"/place?{at}", $"/find?q={name}", $"/ogc/collections/plots/items/{place + 1}?f=html",
            $"/ogc/collections/plots/tiles/WebMercatorQuad/{tile.Z}/{tile.Y}/{tile.X}",
        ];
    }

    /// <summary>An answer as text in which marks can be looked for.</summary>
    public static string Read(string path, byte[] body)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.Contains("/tiles/", StringComparison.Ordinal))
            return Encoding.UTF8.GetString(body);
        return string.Join('\n', DecodedTile.Read(body).SelectMany(l => l.Features.Select(f => $"{l.Name} {f.Id} {string.Join(' ', f.Properties.Select(p => $"{p.Key}={p.Value}"))}")));
    }
}
