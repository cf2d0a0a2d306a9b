using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Content;
using Gis.MapServer.Tiles.Keeping;
using Gis.MapServer.Tiles.Making;

namespace Gis.MapServer.Tiles.Answers;

/// <summary>
/// Answers for tiles that lie ready, before anything else of the pipeline: it takes no lock, asks no database and makes nothing, so it may run on the
/// thread that reads the socket. Every other request goes on.
/// </summary>
internal static class ReadyTiles
{
    public static void UseReadyTiles(this WebApplication app)
    {
        var services = app.Services;
        var (towns, maker, answers) =
            (services.GetRequiredService<TileTowns>(), services.GetRequiredService<TileMaker>(), services.GetRequiredService<TileAnswers>());
        var hosts = services.GetRequiredService<HostNames>();
        app.Use(next => context =>
        {
            var request = context.Request;
            if (towns.Current is { } town && HttpMethods.IsGet(request.Method)
                && TileAddress.TryRead(request.Path.Value, out var layers, out var tile)
                && town.TryGetSet(layers, out var set) && IsPlain(request.QueryString.Value, set, out var named)
                && maker.TryGet(set, tile, out var kept) && hosts.Allows(request.Headers.Host))
            {
                set.Counts.Ready(tile.Z);
                return answers.WriteAsync(context, new TileKey(set.Number, tile), kept, named);
            }

            return next(context);
        });
    }

    // No query, or nothing but the stamp of the present content.
    private static bool IsPlain(string? query, LayerSet set, out bool named)
    {
        const string Stamp = "?r=";
        named = !string.IsNullOrEmpty(query);
        return !named || (query!.StartsWith(Stamp, StringComparison.Ordinal) && query.AsSpan(Stamp.Length).SequenceEqual(set.Stamp));
    }
}
