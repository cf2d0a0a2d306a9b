namespace Gis.Engine.Paper;

/// <summary>A box on a sheet, in units.</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Lower edge.</param>
public readonly record struct SheetBox(double Left, double Top, double Right, double Bottom)
{
    /// <summary>A box around a middle.</summary>
    public static SheetBox Around(double x, double y, double width, double height) => new(x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2));

    /// <summary>Whether two boxes share any room.</summary>
    public bool Meets(SheetBox other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}

/// <summary>What room of a sheet is taken, so that no sign and no name hides another.</summary>
/// <param name="frame">The sheet.</param>
public sealed class SheetRoom(SheetFrame frame)
{
    private readonly List<SheetBox> _taken = [];

    /// <summary>Takes a box if it lies whole on the sheet and meets nothing.</summary>
    public bool TryTake(SheetBox box)
    {
        if (!IsFree(box))
            return false;
        _taken.Add(box);
        return true;
    }

    /// <summary>Takes a box whatever lies there.</summary>
    public void Take(SheetBox box) => _taken.Add(box);

    /// <summary>Whether a box lies whole on the sheet and meets nothing.</summary>
    public bool IsFree(SheetBox box) => frame.Holds(box.Left, box.Top) && frame.Holds(box.Right, box.Bottom) && !_taken.Exists(t => t.Meets(box));

    /// <summary>Width of a text in units: Japanese letters are as wide as they are high.</summary>
    /// <param name="text">The text.</param>
    /// <param name="points">Size of its letters in typographic points.</param>
    public static double WidthOf(string text, double points)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Sum(c => c < 0x2000 ? 0.62 : 1) * points * SheetFrame.PerPoint;
    }
}
