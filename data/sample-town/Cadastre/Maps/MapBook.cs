using Gis.SampleTown.Parcels;
using Gis.SampleTown.Plan;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Cadastre.Maps;

/// <summary>Sorts the town's parcels onto maps, as the 登記所 of a real town keeps them: several maps a 大字, and some odd ones.</summary>
internal sealed class MapBook
{
    private const int ParcelsPerMap = 1400;
    private const int UnplacedCount = 150;
    private const string Office = "0299";

    private readonly Survey _survey;
    private readonly List<Coordinate> _extraCorners = [];
    private int _mapNumber;

    public MapBook(Survey survey)
    {
        _survey = survey;
        var unplaced = UnplacedParcels();
        var inset = InsetBlock();
        foreach (var oaza in survey.Parcels.Where(p => !unplaced.Contains(p)).GroupBy(p => p.Oaza).OrderBy(g => g.Key.Code * 10 + g.Key.Chome))
            AddOaza(oaza.Key, [.. oaza], inset);
        AddInset(inset);
        AddUnplaced(unplaced);
    }

    public List<CadastralMap> Maps { get; } = [];

    private void AddOaza(Oaza oaza, List<Parcel> parcels, List<Parcel> inset)
    {
        var sheets = (int)Math.Ceiling(parcels.Count / (double)ParcelsPerMap);
        var first = _mapNumber + 1;
        var lists = Enumerable.Range(0, sheets).Select(_ => new List<MapArea>()).ToArray();
        var sheetOf = new Dictionary<int, int>();
        var lots = parcels.Where(p => p.Block > 0).GroupBy(p => p.Block).OrderBy(b => LeadingNumber(b.First())).SelectMany(b => b).ToList();
        for (var i = 0; i < lots.Count; i++)
            sheetOf.TryAdd(lots[i].Block, i * sheets / lots.Count);
        foreach (var parcel in parcels)
        {
            if (inset.Contains(parcel))
                continue;
            lists[parcel.Block > 0 ? sheetOf[parcel.Block] : SheetOfNeighbour(parcel, sheetOf)].Add(MapArea.Of(parcel));
        }
        if (inset.Count > 0 && inset[0].Oaza == oaza)
            lists[sheetOf[inset[0].Block]].Add(new MapArea(oaza, "別図-1", RingTracer.Outline(inset.SelectMany(p => p.Rings), i => _survey.Corner[i]), 0, ""));
        for (var i = 0; i < sheets; i++)
        {
            AddOutside(lists[i], oaza);
            var title = oaza.Place + (sheets > 1 ? $"その{Formats.JapaneseText.Wide(i + 1)}" : "");
            Maps.Add(new CadastralMap($"{TownName.Code5}-{Office}-{first + i}", title, lists[i], QualityOf(oaza), Place));
        }
        _mapNumber += sheets;
    }

    private static int LeadingNumber(Parcel parcel) => int.Parse(parcel.Number.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);

    private int SheetOfNeighbour(Parcel strip, Dictionary<int, int> sheetOf)
    {
        foreach (var ring in strip.Rings)
        {
            for (var i = 0; i < ring.Length; i++)
            {
                if (_survey.Edges.TryGetValue((ring[(i + 1) % ring.Length], ring[i]), out var other) && other.Oaza == strip.Oaza && sheetOf.TryGetValue(other.Block, out var sheet))
                    return sheet;
            }
        }
        return 0;
    }

    private static MapQuality QualityOf(Oaza oaza) => oaza.Name switch
    {
        "新町" or "潮見台" => MapQuality.LandReadjustment,
        "本町" or "浜町" or "港町" => MapQuality.Survey,
        "大沢" or "西谷" or "磯崎" => MapQuality.Converted,
        _ => MapQuality.Country,
    };

    /// <summary>A block of small lots in the old town that its map shows only as an outline.</summary>
    private List<Parcel> InsetBlock() => _survey.Parcels
        .Where(p => p.Oaza is { Name: "本町", Chome: 2 } && p.Block > 0 && p.Use == LandUse.House)
        .GroupBy(p => p.Block).OrderBy(b => b.Key)
        .Select(b => _survey.Parcels.Where(p => p.Block == b.Key && p.Oaza == b.First().Oaza).ToList())
        .First(b => b.Count is > 12 and < 24 && RingTracer.Outline(b.SelectMany(p => p.Rings), i => _survey.Corner[i]).Count == 1);

    private void AddInset(List<Parcel> inset) => Maps.Add(new CadastralMap(
        $"{TownName.Code5}-{Office}-{++_mapNumber}", "本町二丁目別図１", inset.ConvertAll(MapArea.Of), MapQuality.Survey with { Scale = 250 }, Place));

    /// <summary>Fields and woods at the head of a valley, known only from the old 公図.</summary>
    private HashSet<Parcel> UnplacedParcels()
    {
        var head = new Coordinate(700, 2080);
        return [.. _survey.Parcels.Where(p => p.Oaza.Name == "西谷" && p.Block > 0)
            .OrderBy(p => p.Shape.EnvelopeInternal.Centre.Distance(head)).ThenBy(p => p.Id).Take(UnplacedCount)];
    }

    private void AddUnplaced(HashSet<Parcel> parcels)
    {
        var areas = parcels.OrderBy(p => p.Id).Select(MapArea.Of).ToList();
        Maps.Add(new CadastralMap($"{TownName.Code5}-{Office}-{++_mapNumber}", "西谷字山之内", areas, MapQuality.Old, OnPaper) { IsUnplaced = true });
    }

    /// <summary>Strips beyond the municipal boundary, drawn so that the sheet closes.</summary>
    private void AddOutside(List<MapArea> areas, Oaza oaza)
    {
        if (oaza.Name is not ("大沢" or "小沢" or "磯崎" or "上野原"))
            return;
        var found = 0;
        foreach (var area in areas.ToList())
        {
            var ring = area.Rings[0];
            for (var i = 0; i < ring.Length && found < 3; i++)
            {
                var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
                var (from, to) = (_survey.Corner[a], _survey.Corner[b]);
                var length = from.Distance(to);
                if (_survey.Edges.ContainsKey((b, a)) || length < 14 || found * 700 > from.X + from.Y - 2000)
                    continue;
                // The land beyond lies to the right of an edge whose parcel lies to the left.
                double dx = (to.Y - from.Y) / length * 18, dy = -(to.X - from.X) / length * 18;
                areas.Add(new MapArea(null, $"地区外-{++found}", [[b, a, Extra(from.X + dx, from.Y + dy), Extra(to.X + dx, to.Y + dy)]], 0, ""));
            }
        }
    }

    private int Extra(double x, double y)
    {
        _extraCorners.Add(new Coordinate(TownFrame.Millimetre(x), TownFrame.Millimetre(y)));
        return _survey.Corner.Count + _extraCorners.Count - 1;
    }

    private (double X, double Y) Place(int corner)
    {
        var place = corner < _survey.Corner.Count ? _survey.Corner[corner] : _extraCorners[corner - _survey.Corner.Count];
        return (TownFrame.Millimetre(TownFrame.CornerNorth + place.Y), TownFrame.Millimetre(TownFrame.CornerEast + place.X));
    }

    /// <summary>Where a corner lies on the old paper: turned, a little too large, counted from the sheet's own corner.</summary>
    private (double X, double Y) OnPaper(int corner)
    {
        var place = _survey.Corner[corner];
        double dx = place.X - 480, dy = place.Y - 1900;
        var (sin, cos) = Math.SinCos(0.23);
        return (TownFrame.Millimetre(1.012 * (cos * dy - sin * dx)), TownFrame.Millimetre(1.008 * (sin * dy + cos * dx)));
    }
}
