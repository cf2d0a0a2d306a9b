using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gis.Viewer.Tests.Window;

/// <summary>The colours the town's own style gives to areas: what a picture of the town must show, and a blank map does not.</summary>
internal sealed partial class TownColours
{
    // A text or a mark may have a colour by chance; an area of the map covers more of the screen than this.
    private const double Least = 0.002;

    private readonly HashSet<(int Red, int Green, int Blue)> _colours;

    private TownColours(HashSet<(int Red, int Green, int Blue)> colours) => _colours = colours;

    /// <summary>Reads the style from the town's server.</summary>
    public static async Task<TownColours> LoadAsync(Uri server)
    {
        using var client = new HttpClient();
        using var style = JsonDocument.Parse(await client.GetStringAsync(new Uri(server, "styles/town.json")));
        HashSet<(int, int, int)> colours = [];
        foreach (var layer in style.RootElement.GetProperty("layers").EnumerateArray())
        {
            if (layer.GetProperty("type").GetString() is "fill" or "background" && layer.TryGetProperty("paint", out var paint))
            {
                foreach (Match match in Hex().Matches(paint.GetRawText()))
                {
                    var value = int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                    colours.Add((value >> 16, (value >> 8) & 0xFF, value & 0xFF));
                }
            }
        }

        // White is the browser's own page.
        colours.Remove((255, 255, 255));
        return new TownColours(colours);
    }

    /// <summary>Those that cover a part of the picture.</summary>
    public IReadOnlyList<(int Red, int Green, int Blue)> Seen(Picture picture) =>
        [.. _colours.Where(colour => picture.ShareOf(colour, tolerance: 3) > Least)];

    [GeneratedRegex("#([0-9a-fA-F]{6})\\b")]
    private static partial Regex Hex();
}
