namespace Gis.Engine.Memory.Shapes;

/// <summary>Puts features of a block on the integer grid of a zoom.</summary>
internal static class Quantiser
{
    /// <summary>The whole feature: every vertex at its nearest grid point, repeats dropped, nothing else changed.</summary>
    /// <param name="shapes">The block.</param>
    /// <param name="feature">Its place in the block.</param>
    /// <param name="grid">The zoom's grid.</param>
    /// <param name="originX">Column to count from.</param>
    /// <param name="originY">Row to count from.</param>
    /// <param name="into">What it held is forgotten.</param>
    public static void Read(ShapeBlock shapes, int feature, in ZoomGrid grid, int originX, int originY, GridShape into)
    {
        into.Clear();
        var closed = shapes.Dimensions[feature] == 2;
        for (var part = shapes.FirstPart(feature); part < shapes.FeatureEnds[feature]; part++)
            ReadPart(shapes, part, closed, grid, originX, originY, null, into);
    }

    /// <summary>
    /// What of a polygon is needed to clip it: parts beyond the reach are left out, and of runs of vertices that lie wholly beyond one
    /// edge of the reach only the first vertex is kept. Inside the reach nothing differs from <see cref="Read"/>.
    /// </summary>
    /// <param name="shapes">The block.</param>
    /// <param name="feature">Its place in the block.</param>
    /// <param name="grid">The zoom's grid.</param>
    /// <param name="originX">Column to count from.</param>
    /// <param name="originY">Row to count from.</param>
    /// <param name="reach">The tile with its buffer, in metres.</param>
    /// <param name="into">What it held is forgotten.</param>
    public static void ReadNear(ShapeBlock shapes, int feature, in ZoomGrid grid, int originX, int originY, in Box reach, GridShape into)
    {
        into.Clear();

        // A vertex outside may be rounded to the edge, by half a unit.
        var near = reach.Grow(2 * grid.Unit);
        var closed = shapes.Dimensions[feature] == 2;
        for (var part = shapes.FirstPart(feature); part < shapes.FeatureEnds[feature]; part++)
        {
            if (shapes.PartBoxes is null || shapes.PartBoxes[part].Meets(near))
                ReadPart(shapes, part, closed, grid, originX, originY, near, into);
        }
    }

    private static void ReadPart(
        ShapeBlock shapes, int part, bool closed, in ZoomGrid grid, int originX, int originY, Box? near, GridShape into)
    {
        for (var ring = shapes.FirstRing(part); ring < shapes.PartEnds[part]; ring++)
        {
            var xy = shapes.Ring(ring);
            var runs = near is null || !closed ? [] : shapes.Runs(ring);
            if (runs.IsEmpty)
                AddVertices(xy, grid, originX, originY, into);
            for (var run = 0; run < runs.Length; run++)
            {
                var vertices = xy[(2 * run * ShapeBlock.RunLength)..Math.Min(xy.Length, 2 * (run + 1) * ShapeBlock.RunLength)];
                AddVertices(runs[run].Meets(near!.Value) ? vertices : vertices[..2], grid, originX, originY, into);
            }

            if (closed)
                into.CloseRing();
            into.EndRing();
        }

        into.EndPart();
    }

    private static void AddVertices(ReadOnlySpan<double> xy, in ZoomGrid grid, int originX, int originY, GridShape into)
    {
        into.Xy.Reserve(xy.Length);
        for (var i = 0; i + 1 < xy.Length; i += 2)
            into.Add(grid.X(xy[i]) - originX, grid.Y(xy[i + 1]) - originY);
    }
}
