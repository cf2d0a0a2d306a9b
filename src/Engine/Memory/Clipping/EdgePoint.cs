namespace Gis.Engine.Memory.Clipping;

/// <summary>Where an outline leaves or enters the square.</summary>
/// <param name="Around">Place along the edge before rounding: clockwise on the map from the north-west corner, in units.</param>
/// <param name="X">The grid point on the edge that stands for it.</param>
/// <param name="Y">Its row.</param>
internal readonly record struct EdgePoint(double Around, int X, int Y)
{
    private const int Low = ClipSquare.Low, High = ClipSquare.High, Side = ClipSquare.Side;

    /// <summary>A point on the western or eastern edge.</summary>
    public static EdgePoint OnX(bool east, double y)
    {
        var row = Round(y);
        return east ? new(Side + (y - Low), High, row) : new((3.0 * Side) + (High - y), Low, row);
    }

    /// <summary>A point on the northern or southern edge.</summary>
    public static EdgePoint OnY(bool south, double x)
    {
        var column = Round(x);
        return south ? new((2.0 * Side) + (High - x), column, High) : new(x - Low, column, Low);
    }

    // Never a corner: those belong to the edge itself.
    private static int Round(double value) => Math.Clamp((int)Math.Floor(value + 0.5), Low + 1, High - 1);
}
