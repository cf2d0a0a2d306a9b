using Gis.SampleTown.Cadastre;
using Gis.SampleTown.Chance;
using Gis.SampleTown.Parcels;
using Gis.SampleTown.Plan;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Buildings;

/// <summary>Puts buildings on lots: set back from the street, a step away from the neighbours, some with a bend or a shed.</summary>
internal sealed class Builder(Survey survey)
{
    private static readonly double[] Shifts = [0.1, -0.1, 0.25, -0.25, 0.4, -0.4, 0.5, -0.5];

    private readonly SeededRandom _random = SeededRandom.For("buildings");
    private readonly List<Building> _built = [];

    public List<Building> Build()
    {
        foreach (var lot in survey.Parcels)
        {
            switch (lot.Use)
            {
                case LandUse.House when _random.Chance(0.93):
                    AddHouse(lot);
                    break;
                case LandUse.Workplace:
                    AddHall(lot, "作業所・倉庫", null, 0.62, 2);
                    break;
                case LandUse.Site:
                    SiteBuildings.Add(lot, new LotFrame(lot, survey), Put);
                    break;
                default:
                    break;
            }
        }
        return _built;
    }

    private void AddHouse(Parcel lot)
    {
        var frame = new LotFrame(lot, survey);
        var farm = lot.Area > 330;
        var tight = lot.Oaza.Name is "本町" or "浜町" or "港町";
        var setback = tight ? _random.Range(0.6, 1.8) : _random.Range(2, 4.5);
        var side = tight ? 0.5 : 0.9;
        double room = frame.HighU - frame.LowU - 2 * side, back = frame.HighV - setback - side - (tight ? 0.4 : 1.2);
        var most = farm ? _random.Range(95, 170) : _random.Range(62, 118);
        for (var scale = 1.0; scale > 0.35; scale -= 0.09)
        {
            var width = Math.Min(room * scale, tight ? 12 : 15);
            var depth = Math.Min(Math.Min(back * scale, most / Math.Max(width, 1)), tight ? 15 : 11.5);
            if (width < 3.4 || depth < 3.4)
                return;
            foreach (var shift in Shifts)
            {
                // Lots are seldom true rectangles: the house is tried further left and right, and further back.
                var u = frame.LowU + side + (room - width) * Math.Clamp(0.5 + shift, 0, 1);
                var v = setback + Math.Abs(shift);
                if (frame.Fit(u, v, width, depth, side * 0.8) is not { } corners)
                    continue;
                Put(lot, Shaped(frame, corners, u, v, width, depth), HouseUse(lot), null, Floors(lot));
                if (farm && frame.HighV - v - depth > 9)
                    AddShed(lot, frame, u, v + depth + 2.5);
                return;
            }
        }
    }

    /// <summary>A third of the houses have a corner cut out.</summary>
    private Coordinate[] Shaped(LotFrame frame, Coordinate[] corners, double u, double v, double width, double depth)
    {
        if (width < 6.5 || depth < 6.5 || _random.Chance(0.6))
            return corners;
        double du = width * _random.Range(0.3, 0.55), dv = depth * _random.Range(0.25, 0.5);
        return _random.Chance(0.5)
            ? [corners[0], corners[1], frame.At(u + width, v + depth - dv), frame.At(u + width - du, v + depth - dv), frame.At(u + width - du, v + depth), corners[3]]
            : [frame.At(u, v + dv), frame.At(u + du, v + dv), frame.At(u + du, v), corners[1], corners[2], corners[3]];
    }

    private void AddShed(Parcel lot, LotFrame frame, double u, double v)
    {
        double width = _random.Range(4, 7), depth = _random.Range(3, 5);
        if (frame.Fit(u, v, width, depth, 0.6) is { } corners)
            Put(lot, corners, "附属屋・納屋", null, 1);
    }

    private void AddHall(Parcel lot, string use, string? name, double share, int floors)
    {
        var frame = new LotFrame(lot, survey);
        for (var scale = share; scale > 0.25; scale -= 0.06)
        {
            double width = (frame.HighU - frame.LowU) * scale, depth = (frame.HighV - Math.Max(0, frame.LowV)) * scale;
            var v = Math.Max(0, frame.LowV) + (frame.HighV - Math.Max(0, frame.LowV) - depth) / 2;
            var u = frame.LowU + (frame.HighU - frame.LowU - width) / 2;
            if (frame.Fit(u, v, width, depth, 1.2) is not { } corners)
                continue;
            Put(lot, corners, use, name, floors);
            return;
        }
    }

    private string HouseUse(Parcel lot) => lot.Oaza.Name switch
    {
        "本町" when _random.Chance(0.24) => "店舗併用住宅",
        "新町" when lot.Area > 260 && _random.Chance(0.5) => "共同住宅",
        "新町" when _random.Chance(0.06) => "店舗",
        "港町" when _random.Chance(0.12) => "作業所併用住宅",
        _ => "戸建住宅",
    };

    private int Floors(Parcel lot) => lot.Oaza.Name is "新町" && lot.Area > 260 ? 3 : _random.Chance(0.78) ? 2 : 1;

    private void Put(Parcel lot, Coordinate[] corners, string use, string? name, int floors)
    {
        var ring = corners.Select(c => new Coordinate(TownFrame.Millimetre(c.X), TownFrame.Millimetre(c.Y))).ToList();
        var shape = new Polygon(new LinearRing([.. ring, ring[0].Copy()]));
        var structure = floors >= 3 || use is "公共施設" or "病院" or "学校" ? "鉄筋コンクリート造" : use.Contains('倉') || use is "工場" ? "鉄骨造" : "木造";
        var year = lot.Oaza.Name switch { "新町" => 1988, "潮見台" => 1974, "本町" or "港町" => 1955, _ => 1965 } + _random.Index(36);
        _built.Add(new Building(_built.Count + 1, shape, lot, use, structure, floors, Math.Min(year, 2025), name));
    }
}
