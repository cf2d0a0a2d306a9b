namespace Gis.Engine.Pictures;

/// <summary>Finds places for the names of signs so that no name lies on another or on a sign; a name without a place is left to the list beside the picture.</summary>
internal static class SignLabels
{
    /// <summary>Size of the letters in pixels.</summary>
    public const int Size = 16;

    private const double Gap = 2;

    /// <summary>Middle and foot line of each name that has a place; the most important signs, which come last, choose first.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="signs">The signs that are drawn.</param>
    /// <param name="side">Side of a sign in pixels.</param>
    public static IEnumerable<(double X, double Y, string Label)> Place(PictureFrame frame, IReadOnlyList<PictureSign> signs, int side)
    {
        var taken = signs.Select(s => Around(frame.At(s.Position).X, frame.At(s.Position).Y, side, side)).ToList();
        foreach (var sign in signs.Reverse())
        {
            if (sign.Label is not { Length: > 0 } label)
                continue;
            var (x, y) = frame.At(sign.Position);
            var width = label.Sum(c => c < 0x2000 ? 0.6 : 1) * Size;
            // Within the picture, below the sign or above it.
            var middle = Math.Clamp(x, (width / 2) + Gap, Math.Max(frame.Width - (width / 2) - Gap, (width / 2) + Gap));
            foreach (var center in (double[])[y + (side / 2d) + (Size * 0.7), y - (side / 2d) - (Size * 0.7)])
            {
                var box = Around(middle, center, width, Size);
                if (box.Top < 0 || box.Bottom > frame.Height || taken.Any(t => Meet(t, box)))
                    continue;
                taken.Add(box);
                yield return (middle, center + (Size * 0.36), label);
                break;
            }
        }
    }

    private static (double Left, double Top, double Right, double Bottom) Around(double x, double y, double width, double height) =>
        (x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2));

    private static bool Meet((double Left, double Top, double Right, double Bottom) a, (double Left, double Top, double Right, double Bottom) b) =>
        a.Left < b.Right + Gap && b.Left < a.Right + Gap && a.Top < b.Bottom && b.Top < a.Bottom;
}
