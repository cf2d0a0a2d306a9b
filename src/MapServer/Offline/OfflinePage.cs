using Gis.Engine.Reading;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Offline;

/// <summary>The page about what a browser keeps.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Missing">Whether it stands in for a page that is not kept.</param>
public sealed record OfflinePage(TownSnapshot Snapshot, bool Missing) : PageFrame(Messages.Of(Missing ? "offline.missingTitle" : "offline.title"), Snapshot);
