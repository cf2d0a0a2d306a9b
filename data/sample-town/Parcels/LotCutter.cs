using Gis.SampleTown.Chance;
using Gis.SampleTown.Shapes;
using Gis.SampleTown.Streets;
using Gis.SampleTown.Terrain;

namespace Gis.SampleTown.Parcels;

/// <summary>Cuts a block into rows of lots, each with its front to a street.</summary>
internal sealed class LotCutter(Landform land, SeededRandom random)
{
    private readonly SmoothNoise _hamlets = new(909);
    private readonly SmoothNoise _crops = new(910);

    /// <param name="block">The ring of the block.</param>
    /// <param name="pattern">Wished sizes.</param>
    /// <param name="taken">Asked for every piece; true when somebody else takes it whole.</param>
    public List<(Ring Ring, LandUse Use)> Cut(Ring block, StreetPattern pattern, Func<Ring, bool> taken)
    {
        var lots = new List<(Ring, LandUse)>();
        foreach (var row in Rows(block, pattern.LotDepth, taken))
        {
            var axis = block.LongAxis();
            var (low, high) = row.Extent(axis);
            var (from, to) = row.Extent(axis.Left);
            if (high - low < 1.3 * (to - from))
                axis = row.LongAxis();
            foreach (var lot in Lots(row, axis, pattern.Frontage, taken))
            {
                if (pattern.IsBuiltUp)
                    lots.Add((lot, BuiltUse(lot)));
                else
                    AddField(lots, lot);
            }
        }
        return lots;
    }

    private IEnumerable<Ring> Rows(Ring ring, double depth, Func<Ring, bool> taken)
    {
        if (taken(ring))
            yield break;
        var axis = ring.LongAxis();
        var (low, high) = ring.Extent(axis.Left);
        var rows = (int)Math.Round((high - low) / depth);
        // Fat triangles have less room than their rectangle says.
        if (rows < 2 || ring.Area < depth * depth * 1.7)
        {
            yield return ring;
            yield break;
        }
        var (left, right) = StraightCut.Cut(ring, axis, low + (high - low) * (rows / 2 + random.Range(-0.05, 0.05)) / rows);
        if (left.Count == 0 || right.Count == 0)
        {
            yield return ring;
            yield break;
        }
        foreach (var piece in left.Concat(right))
        {
            foreach (var row in Rows(piece, depth, taken))
                yield return row;
        }
    }

    private IEnumerable<Ring> Lots(Ring row, Direction axis, double frontage, Func<Ring, bool> taken)
    {
        if (taken(row))
            yield break;
        var (low, high) = row.Extent(axis);
        var count = (int)Math.Round((high - low) / frontage);
        // Now and then two lots stay one: a shop, flats, a car park.
        if (count < 2 || count == 2 && random.Chance(0.13))
        {
            yield return row;
            yield break;
        }
        var place = low + (high - low) * (count / 2 + random.Range(-0.16, 0.16)) / count;
        var (left, right) = StraightCut.Cut(row, axis.Left, -place);
        if (left.Count == 0 || right.Count == 0)
        {
            yield return row;
            yield break;
        }
        foreach (var piece in left.Concat(right))
        {
            foreach (var lot in Lots(piece, axis, frontage, taken))
                yield return lot;
        }
    }

    private LandUse BuiltUse(Ring lot)
    {
        if (lot.Area > 420)
            return random.Chance(0.55) ? LandUse.Workplace : LandUse.House;
        return lot.Area < 45 || random.Chance(0.055) ? LandUse.Field : LandUse.House;
    }

    /// <summary>A field; near a main road, where a hamlet is, farm houses stand on part of it.</summary>
    private void AddField(List<(Ring, LandUse)> lots, Ring field)
    {
        var (x, y) = (field.Centre.X, field.Centre.Y);
        var toRoad = MainRoads.All.Min(r => Curve.Nearest(r.Line, x, y).Distance);
        if (toRoad < 62 && _hamlets.At(x / 330, y / 330) > -0.12 - (toRoad < 32 ? 0.35 : 0))
        {
            foreach (var lot in Lots(field, field.LongAxis(), 21, _ => false))
                lots.Add((lot, lot.Area < 90 ? LandUse.Field : random.Chance(0.78) ? LandUse.House : LandUse.Field));
            return;
        }
        var low = land.Slope(x, y) < 0.05 && land.Inland.At(x, y) > 500;
        lots.Add((field, _crops.At(x / 260, y / 260) > (low ? -0.25 : 0.3) ? LandUse.Paddy : LandUse.Field));
    }
}
