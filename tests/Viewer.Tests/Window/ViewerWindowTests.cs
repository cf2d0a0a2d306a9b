using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Gis.Testing;
using Xunit;

namespace Gis.Viewer.Tests.Window;

/// <summary>The whole program on a screen: it shows the town, to nobody else, and ends with its window.</summary>
public sealed partial class ViewerWindowTests
{
    private const int Width = 1280;
    private const int Height = 860;

    [Fact]
    public async Task The_window_shows_the_town_and_closing_it_ends_the_program()
    {
        using var screen = await VirtualScreen.StartAsync(Width, Height);
        using var viewer = StartViewer(screen.Display);
        var address = new Uri(Address().Match(await viewer.StandardOutput.ReadLineAsync() ?? "").Value);

        var colours = await TownColours.LoadAsync(TestTown.PublicUrl);
        var picture = await WaitForTownAsync(screen, colours);
        picture.SavePng(Path.Combine(TestTown.Results, "viewer.png"));
        Assert.True(
            colours.Seen(picture).Count >= 3,
            $"of the style's area colours only {string.Join(", ", colours.Seen(picture))} are on the screen; see viewer.png");

        using (var stranger = new HttpClient())
        {
            foreach (var path in new[] { "/", "/catalogue.json", "/open" })
            {
                using var answer = await stranger.GetAsync(new Uri(address, path));
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            }
        }

        Assert.True(WindowCloser.CloseAll(screen.Display) > 0);
        await viewer.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, viewer.ExitCode);
    }

    [Fact]
    public async Task Without_a_screen_it_says_so()
    {
        using var viewer = StartViewer("");
        var message = await viewer.StandardError.ReadToEndAsync();
        await viewer.WaitForExitAsync();
        Assert.Equal(1, viewer.ExitCode);
        Assert.Contains("DISPLAY", message, StringComparison.Ordinal);
    }

    private static async Task<Picture> WaitForTownAsync(VirtualScreen screen, TownColours colours)
    {
        var until = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            // Two looks a second apart that agree: the map has settled.
            var before = screen.Capture();
            await Task.Delay(1000);
            var now = screen.Capture();
            if (DateTime.UtcNow > until || (colours.Seen(now).Count >= 3 && before.Pixels.AsSpan().SequenceEqual(now.Pixels)))
            {
                return now;
            }
        }
    }

    private static Process StartViewer(string display)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                typeof(ViewerProgram).Assembly.Location, "--server", TestTown.PublicUrl.ToString(), "--web", TestTown.Pages,
                "--size", $"{Width}x{Height}",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DISPLAY"] = display;
        start.Environment.Remove("WAYLAND_DISPLAY");
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex Address();
}
