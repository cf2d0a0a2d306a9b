using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Clipping;

/// <summary>What clipping gave.</summary>
internal enum ClipOutcome
{
    /// <summary>Valid polygons; none when nothing of the feature is in the square.</summary>
    Done,

    /// <summary>Rounding at the edge made outlines touch: the sure way has to be taken.</summary>
    Unsure,
}

/// <summary>
/// Cuts valid polygons on the grid to a tile with its buffer. Outlines are cut half a unit inside the square, where no grid point lies, so
/// no vertex is ever on the cut; the ends of the pieces are then moved outwards onto the square's edge, to the nearest grid point, and
/// joined along it. Only the segments that end there are new, so only they need a test against all others. Not for several threads at once.
/// </summary>
internal sealed class PolygonClipper
{
    private readonly GridShape _pieces = new();
    private readonly BorderWalk _walk = new();
    private readonly List<int> _whole = [];

    /// <summary>Cuts a feature.</summary>
    /// <param name="shape">Valid polygons, counted from the tile's corner; of far vertices only what decides about the square.</param>
    /// <param name="into">The result.</param>
    public ClipOutcome Clip(GridShape shape, GridShape into)
    {
        into.Clear();
        for (var part = 0; part < shape.PartEnds.Count; part++)
        {
            if (ClipPart(shape, part, into) == ClipOutcome.Unsure)
                return ClipOutcome.Unsure;
        }

        return CutCheck.IsSound(into) ? ClipOutcome.Done : ClipOutcome.Unsure;
    }

    private ClipOutcome ClipPart(GridShape shape, int part, GridShape into)
    {
        _pieces.Clear();
        _walk.Clear();
        _whole.Clear();
        bool? surrounded = null;
        var shell = shape.FirstRing(part);
        for (var ring = shell; ring < shape.PartEnds[part]; ring++)
        {
            var xy = shape.Ring(ring);
            switch (RingCutter.Cut(xy, _pieces, _walk))
            {
                case RingPlace.Inside:
                    _whole.Add(ring);
                    break;
                case RingPlace.Apart when RingCutter.Surrounds(xy):
                    // Around the square: the shell covers it, a hole empties it.
                    surrounded = ring == shell;
                    if (ring != shell)
                        return ClipOutcome.Done;
                    break;
                case RingPlace.Apart when ring == shell:
                    return ClipOutcome.Done;
            }
        }

        var firstLoop = into.PartEnds.Count;
        if (_walk.IsEmpty)
        {
            if (surrounded == true)
                BorderWalk.AddSquare(into);
            else if (_whole.Count > 0 && _whole[0] == shell)
                AddRing(shape.Ring(shell), into);
            else
                return ClipOutcome.Done;
            if (_whole.Count > 0 && _whole[0] == shell)
                _whole.RemoveAt(0);
            foreach (var hole in _whole)
                AddRing(shape.Ring(hole), into);
            into.EndPart();
            return ClipOutcome.Done;
        }

        if (!_walk.Join(_pieces, into))
            return ClipOutcome.Unsure;
        return _whole.Count == 0 || PlaceHoles(shape, into, firstLoop) ? ClipOutcome.Done : ClipOutcome.Unsure;
    }

    // Each hole goes behind the loop it lies in.
    private bool PlaceHoles(GridShape shape, GridShape into, int firstLoop)
    {
        if (into.PartEnds.Count == firstLoop)
            return false;
        if (into.PartEnds.Count == firstLoop + 1)
        {
            into.PartEnds.Cut(firstLoop);
            foreach (var hole in _whole)
                AddRing(shape.Ring(hole), into);
            into.EndPart();
            return true;
        }

        var loops = new List<int[]>();
        for (var part = firstLoop; part < into.PartEnds.Count; part++)
            loops.Add(into.Ring(into.FirstRing(part)).ToArray());
        var owners = _whole.Select(hole => loops.FindIndex(loop => GridSegments.LiesIn(shape.Ring(hole), loop) == true)).ToList();
        if (owners.Contains(-1))
            return false;
        var firstRing = into.FirstRing(firstLoop);
        into.Xy.Cut(2 * into.FirstVertex(firstRing));
        into.RingEnds.Cut(firstRing);
        into.PartEnds.Cut(firstLoop);
        for (var loop = 0; loop < loops.Count; loop++)
        {
            AddRing(loops[loop], into);
            for (var hole = 0; hole < owners.Count; hole++)
            {
                if (owners[hole] == loop)
                    AddRing(shape.Ring(_whole[hole]), into);
            }

            into.EndPart();
        }

        return true;
    }

    private static void AddRing(ReadOnlySpan<int> xy, GridShape into)
    {
        into.Xy.Add(xy);
        into.EndRing();
    }
}
