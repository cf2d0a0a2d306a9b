using Gis.SampleTown.Buildings;
using Gis.SampleTown.Cadastre;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Places;

/// <summary>One 住居表示: town part, block and house number, and where the house stands.</summary>
internal sealed record HouseNumber(Parcel Lot, int Block, int Number, Coordinate Place)
{
    public string Text => $"{Lot.Oaza.Place}{Block}番{Number}号";
}

/// <summary>
/// 住居表示 where it is in force: blocks are numbered through each 丁目, houses clockwise round their block. Elsewhere the 地番 is the address.
/// </summary>
internal sealed class AddressBook
{
    private readonly Dictionary<Parcel, HouseNumber> _byLot = [];

    public AddressBook(List<Building> buildings)
    {
        var lots = buildings.GroupBy(b => b.Lot).Where(g => g.Key.Oaza.HasBlockNumbers && g.Key.Block > 0)
            .Select(g => (Lot: g.Key, Place: g.First().Shape.Centroid.Coordinate)).ToList();
        foreach (var town in lots.GroupBy(l => l.Lot.Oaza).OrderBy(g => g.Key.Code * 10 + g.Key.Chome))
        {
            var block = 0;
            var blocks = town.GroupBy(l => l.Lot.Block).Select(b => (Lots: b.ToList(), X: b.Average(l => l.Place.X), Y: b.Average(l => l.Place.Y)));
            foreach (var (houses, x, y) in blocks.OrderBy(b => -Math.Floor(b.Y / 110)).ThenBy(b => (long)Math.Floor(b.Y / 110) % 2 == 0 ? b.X : -b.X))
            {
                block++;
                var number = 0;
                foreach (var (lot, place) in houses.OrderByDescending(h => Math.Atan2(h.Place.Y - y, h.Place.X - x)).ThenBy(h => h.Lot.Id))
                    _byLot[lot] = new HouseNumber(lot, block, ++number, place);
            }
        }
    }

    /// <summary>In the order of town parts, blocks and houses.</summary>
    public IEnumerable<HouseNumber> All => _byLot.Values;

    /// <summary>「本町一丁目2番3号」 or 「大字中田123番地4」.</summary>
    public string AddressOf(Parcel lot) => lot.Oaza.Title + AfterOaza(lot);

    public string AfterOaza(Parcel lot) => _byLot.TryGetValue(lot, out var house) ? $"{house.Block}番{house.Number}号" : LotNumber(lot.Number);

    private static string LotNumber(string number)
    {
        var parts = number.Split('-');
        return parts.Length == 1 ? $"{parts[0]}番地" : $"{parts[0]}番地{parts[1]}";
    }
}
