using System.Globalization;
using System.Text;

namespace Gis.Engine.Styles;

/// <summary>Colours that nobody chose: always the same one for the same name.</summary>
public static class DerivedColor
{
    /// <summary>A calm colour for a layer without one, from its id: any hue, medium saturation and lightness. As #rrggbb.</summary>
    public static string For(string name)
    {
        // FNV-1a: stable between processes, which string.GetHashCode is not.
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(name))
            hash = (hash ^ b) * 16777619u;
        return FromHsl(hash % 360, 0.45, 0.48);
    }

    /// <summary>A darker shade, for outlines and for the ink of patterns. Anything that is not #rrggbb gives a dark grey.</summary>
    public static string Darker(string color)
    {
        if (color is not ['#', _, _, _, _, _, _] || !int.TryParse(color.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb))
            return "#444444";
        int Dim(int shift) => (int)(((rgb >> shift) & 0xFF) * 0.55);
        return string.Create(CultureInfo.InvariantCulture, $"#{Dim(16):x2}{Dim(8):x2}{Dim(0):x2}");
    }

    private static string FromHsl(double hue, double saturation, double lightness)
    {
        var reach = saturation * Math.Min(lightness, 1 - lightness);
        int Channel(double n)
        {
            var k = (n + (hue / 30)) % 12;
            return (int)Math.Round(255 * (lightness - (reach * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1)))));
        }

        return string.Create(CultureInfo.InvariantCulture, $"#{Channel(0):x2}{Channel(8):x2}{Channel(4):x2}");
    }
}
