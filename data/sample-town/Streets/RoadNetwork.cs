using Gis.SampleTown.Plan;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Gis.SampleTown.Streets;

/// <summary>One row of the road layer: a piece of middle line as built.</summary>
internal sealed record RoadSection(string Number, string Name, RoadKind Kind, double Width, string? Bridge, LineString Line);

/// <summary>All roads as one network: side streets are drawn through to the middle of the road they open into.</summary>
internal sealed class RoadNetwork
{
    /// <summary>How far a street's end may lie from the middle of the next road.</summary>
    private const double Reach = 15;

    private readonly List<(Watercourse River, Polygon Water)> _waters = [.. Rivers.All.Select(r => (r, Hazards.Zones.Built(r.Water)))];
    private readonly STRtree<LineSegment> _segments = new();

    public RoadNetwork(IEnumerable<Street> lanes, Geometry town)
    {
        var all = MainRoads.All.Concat(MainRoads.Levees).Concat(lanes).ToList();
        foreach (var street in all)
        {
            for (var i = 1; i < street.Line.Length; i++)
                _segments.Insert(new Envelope(street.Line[i - 1], street.Line[i]), new LineSegment(street.Line[i - 1], street.Line[i]));
        }
        _segments.Build();
        var number = 1000;
        foreach (var street in all)
        {
            var line = new LineString(Bend.Line([Joined(street.Line[1], street.Line[0]), .. street.Line[1..^1], Joined(street.Line[^2], street.Line[^1])], 24));
            number++;
            var name = street.Name.Length > 0 ? street.Name : street.Kind == RoadKind.FarmTrack ? $"農道{number}号線" : $"町道{number}号線";
            AddSections(street, Numbered(street) ?? $"{number}", name, line, town);
        }
    }

    public List<RoadSection> Sections { get; } = [];

    /// <summary>National and prefectural roads carry their number in their name.</summary>
    private static string? Numbered(Street street) =>
        street.Kind is RoadKind.National or RoadKind.Prefectural ? string.Concat(street.Name[2..5].Select(c => "〇一二三四五六七八九".IndexOf(c))) : null;

    private void AddSections(Street street, string number, string name, LineString line, Geometry town)
    {
        Geometry rest = line.Intersection(town);
        foreach (var (river, water) in _waters)
        {
            if (street.Kind == RoadKind.Levee || !rest.Intersects(water))
                continue;
            foreach (var bridge in Lines(rest.Intersection(water)).Where(b => b.Length is > 1 and < 140))
                Sections.Add(new RoadSection(number, name, street.Kind, street.Width, BridgeName(river, name), bridge));
            rest = rest.Difference(water);
        }
        foreach (var piece in Lines(rest).Where(l => l.Length > 1))
            Sections.Add(new RoadSection(number, name, street.Kind, street.Width, null, piece));
    }

    private static string BridgeName(Watercourse river, string road) => (river.Name, road) switch
    {
        ("潮見川", "国道五九九号") => "潮見大橋",
        ("潮見川", "県道八一三号潮見港停車場線") => "本町橋",
        ("潮見川", "町道新町橋線") => "新町橋",
        ("潮見川", "町道中田橋線") => "中田橋",
        ("潮見川", "町道大沢橋線") => "大沢橋",
        ("潮見川", "町道川合線") => "川合大橋",
        _ => river.Name[..2] + "小橋",
    };

    private static IEnumerable<LineString> Lines(Geometry shape)
    {
        for (var i = 0; i < shape.NumGeometries; i++)
        {
            if (shape.GetGeometryN(i) is LineString { IsEmpty: false } line)
                yield return line;
        }
    }

    /// <summary>The end moved along its own direction to the first other middle line within reach.</summary>
    private Coordinate Joined(Coordinate before, Coordinate end)
    {
        var length = before.Distance(end);
        double dx = (end.X - before.X) / length, dy = (end.Y - before.Y) / length;
        var from = new Coordinate(end.X - Math.Min(6, length / 2) * dx, end.Y - Math.Min(6, length / 2) * dy);
        var ray = new LineSegment(from, new Coordinate(end.X + Reach * dx, end.Y + Reach * dy));
        Coordinate? best = null;
        foreach (var other in _segments.Query(new Envelope(ray.P0, ray.P1)))
        {
            if (other.Distance(end) < 0.01 && (other.P0.Equals2D(end) || other.P1.Equals2D(end)))
                continue;
            var hit = ray.Intersection(other);
            if (hit is not null && (best is null || hit.Distance(end) < best.Distance(end)))
                best = hit;
        }
        return best ?? end;
    }
}
