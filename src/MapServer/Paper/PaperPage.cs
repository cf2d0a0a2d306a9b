using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Paper;

/// <summary>The page on which a sheet is chosen.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Districts">The districts.</param>
/// <param name="Choice">What is chosen when it opens.</param>
public sealed record PaperPage(TownSnapshot Snapshot, IReadOnlyList<DistrictName> Districts, SheetChoice Choice) : PageFrame(Messages.Of("page.paper"), Snapshot)
{
    /// <summary>Hazards that can be chosen.</summary>
    public IEnumerable<Layer> Hazards => SheetChoice.Offered(Snapshot);
}
