using Gis.Engine.Search;
using Gis.MapServer.Hosting;
using Npgsql;

namespace Gis.MapServer.Search;

/// <summary>The services of the search.</summary>
internal static class SearchServices
{
    private const string Pool = "search";

    // Who types waits for nobody's export: a few connections of their own, whose plans are made once.
    private const int MostConnections = 8;

    public static void AddSearch(this IServiceCollection services, ServerOptions options)
    {
        services.AddKeyedSingleton(Pool, (_, _) =>
        {
            var connection = ServerApplication.ConnectionOf(options);
            connection.MaxPoolSize = MostConnections;
            connection.Options = $"{connection.Options} {TownSearch.ConnectionOptions}".Trim();
            return NpgsqlDataSource.Create(connection);
        });
        services.AddSingleton(p => new TownSearch(p.GetRequiredKeyedService<NpgsqlDataSource>(Pool)));
    }
}
