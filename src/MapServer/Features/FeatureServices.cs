using Gis.MapServer.Features.Documents;
using Gis.MapServer.Features.Reading;
using Gis.MapServer.Features.Writing;

namespace Gis.MapServer.Features;

/// <summary>The services of the OGC API.</summary>
internal static class FeatureServices
{
    public static void AddFeatures(this IServiceCollection services)
    {
        services.AddSingleton<FeatureReader>();
        services.AddSingleton<FeatureCounts>();
        services.AddSingleton<FeatureWriter>();
        services.AddSingleton<OpenApiDocument>();
        services.AddSingleton<Conformance>();
    }
}
