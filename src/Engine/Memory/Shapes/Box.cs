namespace Gis.Engine.Memory.Shapes;

/// <summary>An upright box in metres of EPSG:3857 (x east, y north); its edges belong to it.</summary>
internal readonly record struct Box(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>The box that holds nothing and disappears in a union.</summary>
    public static Box Empty { get; } =
        new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    /// <summary>Whether the two share a point.</summary>
    public bool Meets(in Box other) =>
        MinX <= other.MaxX && MaxX >= other.MinX && MinY <= other.MaxY && MaxY >= other.MinY;

    /// <summary>Whether the other box lies in this one.</summary>
    public bool Holds(in Box other) =>
        other.MinX >= MinX && other.MaxX <= MaxX && other.MinY >= MinY && other.MaxY <= MaxY;

    /// <summary>Whether a point lies in the box or on its edge.</summary>
    public bool Holds(double x, double y) => x >= MinX && x <= MaxX && y >= MinY && y <= MaxY;

    /// <summary>The smallest box around both.</summary>
    public Box Union(in Box other) =>
        new(Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

    /// <summary>The box moved outwards on all sides.</summary>
    /// <param name="by">Metres; negative moves inwards.</param>
    public Box Grow(double by) => new(MinX - by, MinY - by, MaxX + by, MaxY + by);

    /// <summary>The box around points.</summary>
    /// <param name="xy">x and y in turn.</param>
    public static Box Of(ReadOnlySpan<double> xy)
    {
        double minX = double.PositiveInfinity, minY = minX, maxX = double.NegativeInfinity, maxY = maxX;
        for (var i = 0; i + 1 < xy.Length; i += 2)
        {
            minX = Math.Min(minX, xy[i]);
            maxX = Math.Max(maxX, xy[i]);
            minY = Math.Min(minY, xy[i + 1]);
            maxY = Math.Max(maxY, xy[i + 1]);
        }

        return new Box(minX, minY, maxX, maxY);
    }
}
