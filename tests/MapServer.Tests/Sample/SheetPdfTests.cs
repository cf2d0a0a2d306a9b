using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Gis.MapServer.Tests.Running;
using Xunit;
using Xunit.Abstractions;

namespace Gis.MapServer.Tests.Sample;

/// <summary>
/// Sheets printed by Chromium and measured in the PDF by poppler's tools against distances from PostGIS and PROJ: nothing of the product takes part in the
/// measuring. What is measured are the numbers beside the signs of emergency sites, whose places the database knows.
/// </summary>
[Collection(SampleTown.Name)]
public sealed partial class SheetPdfTests(SampleTownServer town, ITestOutputHelper output) : IDisposable
{
    private const double PointsPerMillimetre = 72 / 25.4;

    // Signs nearer to another, or to the edge, may stand beside their place, with a line to it.
    private const double Alone = 16;

    private readonly string _folder = Directory.CreateTempSubdirectory("gis-sheet-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("A3", "portrait", 297, 420, 24)]
    [InlineData("A4", "landscape", 297, 210, 12)]
    public async Task A_printed_sheet_is_true_to_scale_on_one_page_with_its_letters_in_it(string size, string way, int width, int height, int edge)
    {
        // The district with the most sites around it has the most to measure by.
        var id = await DistrictAsync();
        var page = await town.Public.Client.GetStringAsync($"/paper/sheet?district={id}&size={size}&orientation={way}&hazard=flood_depth&scale={(size == "A3" ? 5000 : 10000)}");
        var pdf = await PrintAsync(page);

        var facts = await OtherProgram.RunAsync("pdfinfo", pdf);
        Assert.Matches(@"Pages:\s+1\n", facts);
        var paper = PaperSize().Match(facts);
        Assert.Equal(width * PointsPerMillimetre, Number(paper.Groups[1]), 1.0);
        Assert.Equal(height * PointsPerMillimetre, Number(paper.Groups[2]), 1.0);
        var fonts = (await OtherProgram.RunAsync("pdffonts", pdf)).Trim().Split('\n').Skip(2).ToList();
        Assert.NotEmpty(fonts);
        Assert.All(fonts, f => Assert.Matches(@"\s+yes (yes|no)\s+(yes|no)\s+\d+\s+\d+$", f));
        var text = await OtherProgram.RunAsync("pdftotext", pdf, "-");
        foreach (var words in (string[])[WebUtility.HtmlDecode(Heading().Match(page).Groups[1].Value), "色のない所も安全とは限りません", "架空の町です", "0.5m以上3m未満"])
            Assert.Contains(words, text);

        var sites = await SitesAsync(page);
        var seen = await NumbersAsync(pdf, page, width, height, edge);
        var scale = Number(Scale().Match(page).Groups[1]);
        var worst = 0.0;
        var pairs = 0;
        foreach (var (one, other) in from a in sites.Keys from b in sites.Keys where a < b && seen.ContainsKey(a) && seen.ContainsKey(b) select (a, b))
        {
            var (paperX, paperY) = (seen[other].X - seen[one].X, seen[other].Y - seen[one].Y);
            var onPaper = Math.Sqrt((paperX * paperX) + (paperY * paperY));
            if (onPaper < 30)
                continue;
            var (plane, geodesic) = await DistanceAsync(sites[one], sites[other]);
            pairs++;
            foreach (var metres in (double[])[plane, geodesic])
                worst = Math.Max(worst, Math.Abs((onPaper * scale / 1000 / metres) - 1));
        }

        output.WriteLine($"{size} 1:{scale}: {pairs} distances between {seen.Count} sites, largest error {worst * 100:0.000} %");
        Assert.True(pairs >= 3, $"{pairs} pairs");
        Assert.True(worst <= 0.005, $"{worst * 100:0.000} %");
    }

    private async Task<string> PrintAsync(string page)
    {
        var (html, pdf) = (Path.Combine(_folder, "sheet.html"), Path.Combine(_folder, "sheet.pdf"));
        await File.WriteAllTextAsync(html, page);
        var browser = ((string[])["/usr/bin/chromium", "/usr/bin/google-chrome"]).First(File.Exists);
        string[] root = Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
        await OtherProgram.RunAsync(browser, [
            "--headless", "--disable-gpu", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={Path.Combine(_folder, "profile")}",
            $"--print-to-pdf={pdf}", .. root, new Uri(html).AbsoluteUri]);
        return pdf;
    }

    // Number → name, as the list on the sheet has them, without sites that stand close to others.
    private async Task<Dictionary<int, string>> SitesAsync(string page)
    {
        var sites = new Dictionary<int, string>();
        var scale = Number(Scale().Match(page).Groups[1]);
        foreach (Match row in Row().Matches(page))
        {
            var name = WebUtility.HtmlDecode(row.Groups[2].Value);
            var near = await ListAsync(FormattableString.Invariant(
                $"SELECT o.fid FROM layer.emergency_site s JOIN layer.emergency_site o ON o.fid <> s.fid AND ST_DWithin(o.geom::geography, s.geom::geography, {Alone * scale / 1000}) WHERE s.\"名称\" = '{name}'"));
            if (near.Count == 0)
                sites[(int)Number(row.Groups[1])] = name;
        }

        return sites;
    }

    // Middles of the numbers on the map in millimetres from the upper left corner: of all words that are that number, the one within the map.
    private static async Task<Dictionary<int, (double X, double Y)>> NumbersAsync(string pdf, string page, int width, int height, int edge)
    {
        var boxes = await OtherProgram.RunAsync("pdftotext", "-bbox", pdf, "-");
        var map = MapSize().Match(page);
        var (left, top, right) = (8 + edge, 8 + 22 + edge, 8 + Number(map.Groups[1]) - edge);
        var bottom = top + Number(map.Groups[2]) - (2 * edge) - 9;
        Assert.True(right < width && bottom < height);
        return Word().Matches(boxes)
            .Select(w => (Text: w.Groups[5].Value, X: (Number(w.Groups[1]) + Number(w.Groups[3])) / 2 / PointsPerMillimetre, Y: (Number(w.Groups[2]) + Number(w.Groups[4])) / 2 / PointsPerMillimetre))
            .Where(w => w.X > left && w.X < right && w.Y > top && w.Y < bottom && w.Text.Length == 1 && char.IsAsciiDigit(w.Text[0]))
            .GroupBy(w => w.Text[0] - '0').Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => (g.Single().X, g.Single().Y));
    }

    private async Task<string> DistrictAsync()
    {
        var fid = await ListAsync("""
            SELECT d.fid FROM layer.district d JOIN layer.emergency_site s ON ST_DWithin(d.geom::geography, s.geom::geography, 300)
            GROUP BY d.fid ORDER BY count(*) DESC, d.fid LIMIT 1
            """);
        return "district." + fid.Single();
    }

    private async Task<(double Plane, double Geodesic)> DistanceAsync(string one, string other)
    {
        var found = (await ListAsync($"""
            SELECT ST_Distance(ST_Transform(a.geom, 6677), ST_Transform(b.geom, 6677)) || ' ' || ST_Distance(a.geom::geography, b.geom::geography)
            FROM layer.emergency_site a, layer.emergency_site b WHERE a."名称" = '{one}' AND b."名称" = '{other}'
            """)).Single().Split(' ');
        return (double.Parse(found[0], CultureInfo.InvariantCulture), double.Parse(found[1], CultureInfo.InvariantCulture));
    }

    private async Task<List<string>> ListAsync(string sql)
    {
        var found = new List<string>();
        await using var command = town.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            found.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return found;
    }

    private static double Number(Group found) => double.Parse(found.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("data-scale=\"([0-9]+)\"")]
    private static partial Regex Scale();

    [GeneratedRegex("<h1[^>]*>([^<]+)</h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("class=\"map\"[^>]* width=\"([0-9.]+)mm\" height=\"([0-9.]+)mm\"")]
    private static partial Regex MapSize();

    [GeneratedRegex("<td class=\"no\">([0-9]+)</td>.*?<b>([^<]+)</b>")]
    private static partial Regex Row();

    [GeneratedRegex(@"Page size:\s+([0-9.]+) x ([0-9.]+) pts")]
    private static partial Regex PaperSize();

    [GeneratedRegex("<word xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"([0-9.]+)\">([^<]+)</word>")]
    private static partial Regex Word();
}
