using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Clipping;

/// <summary>
/// Joins pieces of outlines along the edge of the square (as Weiler and Atherton 1977 for a square window). Outlines keep their inside on
/// the right, so where a piece leaves, the edge is followed clockwise to the next entry.
/// </summary>
internal sealed class BorderWalk
{
    private readonly GrowingArray<(double Around, int Piece)> _ends = new();
    private readonly GrowingArray<int> _following = new();
    private readonly GrowingArray<int> _corners = new();

    private int Pieces => _ends.Count / 2;

    /// <summary>Whether there is nothing to join.</summary>
    public bool IsEmpty => _ends.Count == 0;

    /// <summary>Forgets the pieces.</summary>
    public void Clear() => _ends.Clear();

    /// <summary>Adds the next piece.</summary>
    /// <param name="entry">Where it enters, see <see cref="EdgePoint.Around"/>.</param>
    /// <param name="exit">Where it leaves.</param>
    public void Add(double entry, double exit)
    {
        // Entries are told from exits by the sign of the piece.
        var piece = Pieces;
        _ends.Add((entry, ~piece));
        _ends.Add((exit, piece));
    }

    /// <summary>Adds the loops of the pieces, each as a part of its own.</summary>
    /// <returns>False when entries and exits do not alternate, so rounding has mixed up their order.</returns>
    public bool Join(GridShape pieces, GridShape into)
    {
        var ends = _ends.Span;
        ends.Sort(static (a, b) => a.Around.CompareTo(b.Around));
        _following.Clear();
        _following.Extend(ends.Length / 2);
        _corners.Clear();
        _corners.Extend(ends.Length / 2);
        for (var i = 0; i < ends.Length; i++)
        {
            var next = ends[i + 1 == ends.Length ? 0 : i + 1];
            if (ends[i].Piece < 0 == next.Piece < 0 || next.Around == ends[i].Around)
                return false;
            if (ends[i].Piece < 0)
                continue;
            _following[ends[i].Piece] = ~next.Piece;
            _corners[ends[i].Piece] = Corner(ends[i].Around) | ((Corner(next.Around) + (next.Around < ends[i].Around ? 4 : 0)) << 8);
        }

        for (var first = 0; first < _following.Count; first++)
        {
            if (_following[first] >= 0)
                AddLoop(first, pieces, into);
        }

        return true;
    }

    /// <summary>Adds the whole square as the shell of the open part.</summary>
    public static void AddSquare(GridShape into)
    {
        for (var corner = 1; corner <= 4; corner++)
            AddCorner(corner, into);
        into.EndRing();
    }

    private void AddLoop(int first, GridShape pieces, GridShape into)
    {
        for (var piece = first; _following[piece] >= 0;)
        {
            var xy = pieces.Ring(piece);
            for (var i = 0; i + 1 < xy.Length; i += 2)
                into.Add(xy[i], xy[i + 1]);
            for (var corner = (_corners[piece] & 0xFF) + 1; corner <= _corners[piece] >> 8; corner++)
                AddCorner(corner, into);
            (piece, _following[piece]) = (_following[piece], -1);
        }

        into.CloseRing();
        if (RingOrder.Area(into.Xy.Span[(2 * into.OpenStart)..]) <= 0)
        {
            into.DropRing();
            return;
        }

        into.EndRing();
        into.EndPart();
    }

    // The number of corners before a place; corner 1 is the north-eastern.
    private static int Corner(double around) => (int)(around / ClipSquare.Side);

    private static void AddCorner(int corner, GridShape into) => into.Add(
        (corner & 3) is 1 or 2 ? ClipSquare.High : ClipSquare.Low,
        (corner & 3) is 2 or 3 ? ClipSquare.High : ClipSquare.Low);
}
