using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gis.Launcher.Processes;
using Gis.Testing;
using Xunit;

namespace Gis.Launcher.Tests.Verbs;

/// <summary>
/// <c>paper</c> run as a program of its own on the running town: a PDF for each district, measured by poppler's tools. That the ground on a sheet is true to scale is
/// measured against PostGIS by the server's SheetPdfTests; here, that printing all of them changes no size.
/// </summary>
public sealed partial class PaperVerbTests : IDisposable
{
    private const double PointsPerMillimetre = 72 / 25.4;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "gis-paper-test-" + Guid.NewGuid().ToString("N")[..12]);

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("A4", 210, 297)]
    [InlineData("A3", 297, 420)]
    public async Task Every_district_gets_one_page_of_that_size_and_true_length_and_all_are_joined_behind_an_index(string size, double shortSide, double longSide)
    {
        using var server = new HttpClient { BaseAddress = TestTown.PublicUrl };
        using var list = JsonDocument.Parse(await server.GetStringAsync(new Uri("paper/sheets.json", UriKind.Relative)));
        var all = list.RootElement.GetProperty("sheets").EnumerateArray().Select(static s => s.GetProperty("district").GetString()!).ToList();
        Assert.True(all.Count > 10, $"{all.Count} districts");

        // Every district on one size in the plain run, some on the other; in the full run all on both.
        var wanted = size == "A4" ? all : [.. all.Take(TestScale.Cases(3, all.Count))];
        var result = await RunAsync(["--size", size, "--hazard", "津波", .. wanted.Count == all.Count ? [] : wanted.SelectMany(static d => (string[])["--district", d])]);
        Assert.True(result.Succeeded, result.Error);

        var own = wanted.Select((district, i) => $"{i + 1:00}-{district}-津波-{size}.pdf").ToList();
        var (index, joined) = ($"00-索引-津波-{size}.pdf", $"全地区-津波-{size}.pdf");
        Assert.Equal([.. own.Append(index).Append(joined).Order(StringComparer.Ordinal)], Directory.GetFiles(_folder).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        foreach (var (file, district) in own.Zip(wanted))
        {
            var scale = Printed(file).Match(result.Output).Groups[1].Value;
            Assert.True(scale.Length > 0, $"{file} is not named:\n{result.Output}");
            await CheckSheetAsync(file, district, scale, shortSide, longSide);
        }

        var pages = PagesOf(await InfoAsync(index)) + own.Count;
        Assert.Equal(pages, PagesOf(await InfoAsync(joined)));
        var words = await ToolAsync("pdftotext", Path.Combine(_folder, joined), "-");
        Assert.All(wanted, district => Assert.Contains(district, words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--district", "どこにもない区", "「どこにもない区」という地区はありません")]
    [InlineData("--hazard", "噴火", "「噴火」という災害の想定はありません")]
    [InlineData("--browser", "/nowhere/chromium", "ブラウザー /nowhere/chromium がありません")]
    public async Task What_there_is_not_is_said_in_a_sentence_and_nothing_is_made(string option, string value, string sentence)
    {
        var result = await RunAsync([option, value]);
        Assert.Equal(ExitStatus.Failed, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder));
    }

    private static double Number(Group found) => double.Parse(found.Value, CultureInfo.InvariantCulture);

    private static int PagesOf(string facts) => int.Parse(PageCount().Match(facts).Groups[1].Value, CultureInfo.InvariantCulture);

    // The line that the verb prints for a sheet.
    private static Regex Printed(string file) => new(Regex.Escape(file) + @"　縮尺 1:([0-9,]+)", RegexOptions.CultureInvariant);

    private static async Task<string> ToolAsync(string tool, params string[] arguments)
    {
        var run = await CommandRun.CaptureAsync([tool, .. arguments]);
        Assert.True(run.Succeeded, $"{tool} {string.Join(' ', arguments)}: {run.Error}");
        return run.Output;
    }

    private Task<string> InfoAsync(string file) => ToolAsync("pdfinfo", Path.Combine(_folder, file));

    private Task<CommandResult> RunAsync(string[] arguments) => CommandRun.CaptureAsync(
        ["dotnet", typeof(ExitStatus).Assembly.Location, "paper", "--home", TestTown.Home, "--out", _folder, .. arguments],
        environment: new Dictionary<string, string?> { ["GIS_DATABASE"] = null });

    private async Task CheckSheetAsync(string file, string district, string scale, double shortSide, double longSide)
    {
        var facts = await InfoAsync(file);
        Assert.Equal(1, PagesOf(facts));
        var paper = PaperSize().Match(facts);
        double[] sides = [Number(paper.Groups[1]), Number(paper.Groups[2])];
        Assert.Equal(shortSide * PointsPerMillimetre, sides.Min(), 1.0);
        Assert.Equal(longSide * PointsPerMillimetre, sides.Max(), 1.0);

        var words = Word().Matches(await ToolAsync("pdftotext", "-bbox", Path.Combine(_folder, file), "-"))
            .Select(static w => (Text: w.Groups[4].Value, Left: Number(w.Groups[1]), Top: Math.Round(Number(w.Groups[2])), Right: Number(w.Groups[3]))).ToList();
        var text = string.Concat(words.Select(static w => w.Text));
        Assert.Contains(district, text, StringComparison.Ordinal);
        Assert.Contains($"縮尺1：{scale}", text, StringComparison.Ordinal);

        // The numbers on the scale bar stand 20 millimetres apart: the first and the fourth of a row of them.
        var part = int.Parse(scale, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) / 50d;
        var inKilometres = part * 50 >= 25_000;
        string Mark(int number) => (part * number / (inKilometres ? 1000 : 1)).ToString(inKilometres ? "0.##" : "0", CultureInfo.InvariantCulture);
        double Middle(IEnumerable<(string Text, double Left, double Top, double Right)> row, int number) =>
            row.Where(w => w.Text == Mark(number)).Select(static w => (w.Left + w.Right) / 2).Single();
        var bar = words.GroupBy(static w => w.Top).Single(row => Enumerable.Range(1, 4).All(n => row.Any(w => w.Text == Mark(n))) && row.Any(w => w.Text == Mark(5) + (inKilometres ? "km" : "m")));
        Assert.Equal(60, (Middle(bar, 4) - Middle(bar, 1)) / PointsPerMillimetre, 60 * 0.005);
    }

    [GeneratedRegex(@"Pages:\s+([0-9]+)\n")]
    private static partial Regex PageCount();

    [GeneratedRegex(@"Page size:\s+([0-9.]+) x ([0-9.]+) pts")]
    private static partial Regex PaperSize();

    [GeneratedRegex("<word xMin=\"([0-9.]+)\" yMin=\"([0-9.]+)\" xMax=\"([0-9.]+)\" yMax=\"[0-9.]+\">([^<]+)</word>")]
    private static partial Regex Word();
}
