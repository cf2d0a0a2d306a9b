using Gis.Engine.Hazards;
using Gis.Engine.Hazards.Zones;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Content;
using Npgsql;

namespace Gis.MapServer.Hazards;

/// <summary>The services of the hazard answers.</summary>
internal static class HazardServices
{
    public static void AddHazards(this IServiceCollection services, ServerOptions options)
    {
        // Tiles and hazards share one budget.
        services.AddSingleton(p => new TownZones(
            p.GetRequiredService<NpgsqlDataSource>(), options.Audience, options.LayerMemoryBytes, () => p.GetRequiredService<TileTowns>().MemoryBytes));
        services.AddSingleton<PointHazards>();
        services.AddSingleton<ZoneHolder>();
        services.AddHostedService(p => p.GetRequiredService<ZoneHolder>());
    }
}
