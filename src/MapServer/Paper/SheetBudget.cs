using Gis.Core.Catalogue;
using Gis.Engine.Hazards;
using Gis.Engine.Paper;
using Gis.Engine.Styles;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Paper;

/// <summary>
/// How many rows the list of a sheet has room for: what the legend takes is reckoned from its words, a little too high rather than too low, so that nothing
/// is ever cut off. Heights and widths are millimetres, as <see cref="SheetStyle"/> makes them.
/// </summary>
/// <param name="layout">Where the parts lie.</param>
internal sealed class SheetBudget(SheetLayout layout)
{
    private const double Point = 25.4 / 72, Line = 1.25;

    private readonly bool _large = layout.Paper != PaperSize.A4;

    private double Width => layout.IsLandscape ? layout.Column : layout.Width - (2 * SheetLayout.Margin);

    private double Small => _large ? 10.5 : 9;

    /// <summary>How many of some sites, in their order, the list has room for.</summary>
    /// <param name="hazards">The hazards of the legend.</param>
    /// <param name="sites">The sites, each with what stands behind its name.</param>
    /// <param name="flags">How many hazards the sites are marked for.</param>
    public int Rows(IReadOnlyList<Layer> hazards, IEnumerable<(SiteNearby Site, string Behind)> sites, int flags)
    {
        var (head, more) = (_large ? 19 : 16.5, Lines(Messages.Of("paper.marks") + Messages.Of("paper.more", ("count", 99)) + "　", Small, Width) + 1.5);
        var left = (layout.IsLandscape ? layout.MapHeight : layout.Lower) - Care() - hazards.Sum(h => Legend(h, h == hazards[^1])) - head - more - 3;
        var name = Width - (_large ? 21 : 17) - (flags * 6.9) - 1.6;
        var rows = 0;
        foreach (var (site, behind) in sites)
        {
            left -= 1.2 + (layout.IsLandscape
                ? Lines(site.Name, _large ? 13 : 11, name) + Lines(behind, Small, name * 0.85)
                : Lines(site.Name + behind, _large ? 12 : 10, name));
            if (left < 0)
                break;
            rows++;
        }

        return rows;
    }

    private double Care() => (_large ? 10.5 : 8.5) + (Language.Current.IsJapanese ? 0 : 4.5);

    private double Legend(Layer hazard, bool last)
    {
        var columns = layout.IsLandscape ? 2 : 3;
        var cell = ((Width - ((columns - 1) * 2.5)) / columns) - (_large ? 12.8 : 10.8);
        var items = LayerLegend.Of(hazard).OrderByDescending(c => c.Severity).Select(c => (Class: c, Called: SheetPage.ClassOf(hazard, c)))
            .Select(c => Lines(c.Called.Text, _large ? 13 : 11, cell) + (c.Called.Original is null ? 0 : Lines(c.Called.Original, Small, cell))
            + (Language.Current.IsForeign || c.Class.Description is null ? 0 : Lines(c.Class.Description, Small, cell))).ToList();
        if (last)
            items.AddRange(((string[])["paper.outside", "paper.border", "paper.sign"]).Select(k => Lines(Messages.Of(k), Small, cell)));
        return 2.5 + Lines(Messages.Of("page.place.legendOf", ("layer", Words.Of(hazard))), _large ? 14 : 12, Width)
            + items.Chunk(columns).Sum(row => Math.Max(row.Max(), _large ? 11 : 9) + 0.8);
    }

    // Height of a text that is broken into lines.
    private static double Lines(string text, double points, double width) =>
        Math.Max(1, Math.Ceiling(SheetRoom.WidthOf(text, points) / SheetFrame.PerMillimetre / (width * 0.96))) * points * Point * Line;
}
