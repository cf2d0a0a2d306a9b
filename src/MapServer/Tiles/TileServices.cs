using Gis.Engine.Hazards.Zones;
using Gis.Engine.Memory;
using Gis.Engine.Tiles;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Answers;
using Gis.MapServer.Tiles.Content;
using Gis.MapServer.Tiles.Keeping;
using Gis.MapServer.Tiles.Making;
using Npgsql;

namespace Gis.MapServer.Tiles;

/// <summary>The services of the tiles.</summary>
internal static class TileServices
{
    public static void AddTiles(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<TileReader>();
        services.AddSingleton(p => new LayerLoader(p.GetRequiredService<NpgsqlDataSource>(), options.Audience));
        services.AddSingleton(p => new MemoryBudget(
            p.GetRequiredService<LayerLoader>(), options.LayerMemoryBytes, () => p.GetRequiredService<TownZones>().MemoryBytes));
        services.AddSingleton(_ => new TileShelf(options.TileCacheBytes));
        services.AddSingleton<JournalReader>();
        services.AddSingleton<SetNumbers>();
        services.AddSingleton<TileTowns>();
        services.AddSingleton<TileMaker>();
        services.AddSingleton<TileAnswers>();
        AddWorker<DiskShelf>(services);
        AddWorker<BrotliMaker>(services);
        AddWorker<LayerHolder>(services);
    }

    private static void AddWorker<T>(IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(p => p.GetRequiredService<T>());
    }
}
