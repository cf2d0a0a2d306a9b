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

    /// <summary>Upright boxes that together cover a turned one: as many along it as it is longer than high, so that little besides is covered.</summary>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="width">Its length, along the angle.</param>
    /// <param name="height">Its height, across.</param>
    /// <param name="angle">Angle in radians, from the x axis towards the y axis.</param>
    public static IReadOnlyList<SheetBox> Turned(double x, double y, double width, double height, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        var parts = Math.Max(1, (int)Math.Ceiling(width / height));
        var part = width / parts;
        var (wide, high) = ((part * Math.Abs(cos)) + (height * Math.Abs(sin)), (part * Math.Abs(sin)) + (height * Math.Abs(cos)));
        return [.. Enumerable.Range(0, parts).Select(i => part * (i + 0.5) - (width / 2)).Select(along => Around(x + (along * cos), y + (along * sin), wide, high))];
    }

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

    /// <summary>Takes all of some boxes if each lies whole on the sheet and meets nothing taken before.</summary>
    public bool TryTake(IReadOnlyList<SheetBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        if (!boxes.All(IsFree))
            return false;
        _taken.AddRange(boxes);
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
