using System.Globalization;

namespace Gis.Engine.Styles;

/// <summary>A colour by hue (0–360), saturation, lightness and opacity (0–1), for looks of the map.</summary>
/// <param name="Hue">Hue in degrees.</param>
/// <param name="Saturation">Saturation.</param>
/// <param name="Lightness">Lightness.</param>
/// <param name="Opacity">Opacity.</param>
internal readonly record struct ThemeColor(double Hue, double Saturation, double Lightness, double Opacity)
{
    /// <summary>Reads #rrggbb, rgb(…) and rgba(…).</summary>
    public static bool TryParse(string text, out ThemeColor color)
    {
        color = default;
        double[] parts;
        if (text is ['#', _, _, _, _, _, _] && int.TryParse(text.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb))
        {
            parts = [(rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF, 1];
        }
        else if (text.StartsWith("rgb", StringComparison.Ordinal) && text.IndexOf('(', StringComparison.Ordinal) is > 0 and var open)
        {
            var numbers = text[(open + 1)..].TrimEnd(')').Split(',');
            if (numbers.Length is not (3 or 4) || !numbers.All(n => double.TryParse(n, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
                return false;
            parts = [.. numbers.Select(n => double.Parse(n, CultureInfo.InvariantCulture)), .. numbers.Length == 3 ? (double[])[1] : []];
        }
        else
        {
            return false;
        }

        var (r, g, b) = (parts[0] / 255, parts[1] / 255, parts[2] / 255);
        var (max, min) = (Math.Max(r, Math.Max(g, b)), Math.Min(r, Math.Min(g, b)));
        var (light, reach) = ((max + min) / 2, max - min);
        var saturation = reach == 0 ? 0 : reach / (1 - Math.Abs((2 * light) - 1));
        var hue = reach == 0 ? 0 : max == r ? 60 * ((g - b) / reach % 6) : max == g ? 60 * (((b - r) / reach) + 2) : 60 * (((r - g) / reach) + 4);
        color = new ThemeColor((hue + 360) % 360, saturation, light, parts[3]);
        return true;
    }

    /// <summary>For a dark ground: light becomes dark, letters become light and their halo dark.</summary>
    /// <param name="property">The paint property it is of.</param>
    public ThemeColor ForNight(string property) => property switch
    {
        "text-color" => this with { Saturation = Saturation * 0.7, Lightness = 0.78 + (0.18 * (1 - Lightness)) },
        "text-halo-color" => new ThemeColor(220, 0.2, 0.08, 0.92),
        _ => this with { Saturation = Saturation * 0.55, Lightness = 0.1 + (0.62 * (1 - Lightness)) },
    };

    /// <summary>For those who see little contrast: letters black on white, lines darker, areas paler.</summary>
    /// <param name="property">The paint property it is of.</param>
    public ThemeColor ForContrast(string property) => property switch
    {
        "text-color" => this with { Saturation = 0, Lightness = 0 },
        "text-halo-color" => new ThemeColor(0, 0, 1, 1),
        "line-color" => Lightness > 0.97 ? this : this with { Lightness = Lightness * 0.5 },
        _ => this with { Lightness = 1 - ((1 - Lightness) * 0.6) },
    };

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"hsla({Hue:0.#},{Saturation * 100:0.#}%,{Lightness * 100:0.#}%,{Opacity:0.##})");
}
