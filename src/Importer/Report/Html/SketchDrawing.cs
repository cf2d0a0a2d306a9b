using System.Globalization;
using System.Net;
using System.Text;
using Gis.Core.Geodesy;

namespace Gis.Importer.Report.Html;

/// <summary>Draws the small map: town, layer, and the rows of the report's list by their numbers; those off the map as arrows at its edge.</summary>
internal static class SketchDrawing
{
    private const double Margin = 26;
    private static readonly string[] Directions = ["東", "北東", "北", "北西", "西", "南西", "南", "南東"];

    /// <summary>A row on the map.</summary>
    /// <param name="Number">Number in the report's list.</param>
    /// <param name="Entry">The row.</param>
    public sealed record Mark(int Number, RowEntry Entry);

    /// <summary>The picture as an <c>svg</c> element.</summary>
    public static string Draw(MapSketch map, IReadOnlyList<Mark> marks)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg class="map" viewBox="0 0 {MapSketch.Width} {MapSketch.Height}" role="img" aria-label="町の境界と、取り込めなかった行の位置">""");
        svg.Append("""<rect class="sea" width="100%" height="100%"/>""");
        if (map.Town is { Length: > 0 } town)
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="town" d="{town}"/>""");
        if (map.Areas.Length > 0)
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="layer" d="{map.Areas}"/>""");
        foreach (var (x, y) in map.Points)
            svg.Append(CultureInfo.InvariantCulture, $"""<circle class="dot" cx="{x:0.#}" cy="{y:0.#}" r="2"/>""");
        Inside(svg, map, marks);
        Outside(svg, map, marks);
        Scale(svg, map);
        return svg.Append("</svg>").ToString();
    }

    private static bool IsInside((double X, double Y) at) => at.X is >= 0 and <= MapSketch.Width && at.Y is >= 0 and <= MapSketch.Height;

    private static (double X, double Y) At(MapSketch map, Mark mark) => map.Place(mark.Entry.Lon!.Value, mark.Entry.Lat!.Value);

    private static void Inside(StringBuilder svg, MapSketch map, IReadOnlyList<Mark> marks)
    {
        foreach (var group in marks.Where(m => IsInside(At(map, m))).GroupBy(m => (Math.Round(At(map, m).X / 14), Math.Round(At(map, m).Y / 14))).Reverse())
        {
            var at = At(map, group.First());
            Pin(svg, at.X, at.Y, group.ToList());
        }
    }

    // A row at 0,0 lies 13,000 km away: the edge shows where to, the words how far.
    private static void Outside(StringBuilder svg, MapSketch map, IReadOnlyList<Mark> marks)
    {
        var middle = new LonLat((map.Frame[0] + map.Frame[2]) / 2, (map.Frame[1] + map.Frame[3]) / 2);
        foreach (var group in marks.Where(m => !IsInside(At(map, m))).GroupBy(m => Direction(middle, m.Entry)).OrderBy(g => g.Key))
        {
            var angle = group.Key * Math.PI / 4;
            var reach = Math.Min(
                ((MapSketch.Width / 2) - Margin) / Math.Max(1e-9, Math.Abs(Math.Cos(angle))), ((MapSketch.Height / 2) - Margin) / Math.Max(1e-9, Math.Abs(Math.Sin(angle))));
            var (x, y) = ((MapSketch.Width / 2) + (reach * Math.Cos(angle)), (MapSketch.Height / 2) - (reach * Math.Sin(angle)));
            svg.Append(CultureInfo.InvariantCulture, $"""<path class="away" transform="translate({x:0.#} {y:0.#}) rotate({-group.Key * 45})" d="M12 -7 L23 0 L12 7 Z"/>""");
            Pin(svg, x, y, group.ToList());
            var far = group.Max(m => Distance(middle, m.Entry)) / 1000;
            var (anchor, dx) = x > MapSketch.Width * 0.7 ? ("end", 2) : x < MapSketch.Width * 0.3 ? ("start", -2) : ("middle", 0);
            var words = string.Create(CultureInfo.InvariantCulture, $"{Directions[group.Key]}へ 約{far:N0} km{(group.Count() > 1 ? $"（{group.Count()}件）" : "")}");
            svg.Append(CultureInfo.InvariantCulture, $"""<text class="far" text-anchor="{anchor}" x="{x + dx:0.#}" y="{(y > MapSketch.Height / 2 ? y - 24 : y + 34):0.#}">{WebUtility.HtmlEncode(words)}</text>""");
        }
    }

    private static void Pin(StringBuilder svg, double x, double y, List<Mark> marks)
    {
        var kind = marks.TrueForAll(m => m.Entry.Action == RowAction.Repaired) ? "repaired" : "aside";
        var text = marks.Count == 1 ? marks[0].Number.ToString(CultureInfo.InvariantCulture) : "+" + marks.Count.ToString(CultureInfo.InvariantCulture);
        var title = string.Join("、", marks.Take(12).Select(m => $"{m.Number} {m.Entry.Place}")) + (marks.Count > 12 ? " ほか" : "");
        svg.Append(CultureInfo.InvariantCulture, $"""<g class="pin {kind}"><title>{WebUtility.HtmlEncode(title)}</title><circle cx="{x:0.#}" cy="{y:0.#}" r="{(text.Length > 2 ? 12 : 10)}"/><text x="{x:0.#}" y="{y + 4:0.#}">{text}</text></g>""");
    }

    private static void Scale(StringBuilder svg, MapSketch map)
    {
        var middle = (map.Frame[1] + map.Frame[3]) / 2;
        var width = new LonLat(map.Frame[0], middle).DistanceTo(new LonLat(map.Frame[2], middle));
        var metres = Math.Pow(10, Math.Floor(Math.Log10(width / 4)));
        metres *= width / 4 / metres >= 5 ? 5 : width / 4 / metres >= 2 ? 2 : 1;
        var length = metres / width * MapSketch.Width;
        var words = metres >= 1000 ? $"{metres / 1000:0} km" : $"{metres:0} m";
        svg.Append(CultureInfo.InvariantCulture, $"""<g class="scale" transform="translate(16 {MapSketch.Height - 14})"><path d="M0 -5 V0 H{length:0.#} V-5"/><text x="{length / 2:0.#}" y="-6">{words}</text></g>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<g class="north" transform="translate({MapSketch.Width - 22} 30)"><path d="M0 -16 L6 4 L0 0 L-6 4 Z"/><text y="17">北</text></g>""");
    }

    private static double Distance(LonLat middle, RowEntry entry) => middle.DistanceTo(new LonLat(entry.Lon!.Value, Math.Clamp(entry.Lat!.Value, -90, 90)));

    private static int Direction(LonLat middle, RowEntry entry) =>
        (int)((Math.Round(Math.Atan2(entry.Lat!.Value - middle.Lat, (entry.Lon!.Value - middle.Lon) * Math.Cos(middle.Lat * Math.PI / 180)) / (Math.PI / 4)) + 8) % 8);
}
