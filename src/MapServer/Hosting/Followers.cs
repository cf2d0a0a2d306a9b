using Gis.Engine.Hazards.Zones;
using Gis.Engine.Reading;
using Gis.MapServer.Tiles.Content;

namespace Gis.MapServer.Hosting;

/// <summary>Everybody who is up to date before a new catalogue is seen: hazards, then tiles. Whoever hears of a change gets the new answer to both.</summary>
/// <param name="zones">Hazards.</param>
/// <param name="tiles">Tiles.</param>
public sealed class Followers(TownZones zones, TileTowns tiles) : ISnapshotFollower
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<LayerChange>> FollowAsync(
        TownSnapshot? before, TownSnapshot after, IReadOnlyList<LayerChange> changes, CancellationToken cancellation)
    {
        await zones.FollowAsync(after, cancellation);
        return await tiles.FollowAsync(before, after, changes, cancellation);
    }
}
