using System.Text;
using Gis.Core.Geodesy;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Tables;

/// <summary>How the columns are named, which says what their values mean.</summary>
internal enum CoordinateNaming
{
    /// <summary>緯度/経度, lat/lon.</summary>
    Geographic,

    /// <summary>X座標/Y座標: the surveyors' order, X is north.</summary>
    Survey,

    /// <summary>x/y, easting/northing: the computers' order, x is east.</summary>
    Cartesian,

    /// <summary>X/Y in capitals: east and north where they are degrees, the surveyors' order in a plane zone.</summary>
    Ambiguous,

    /// <summary>One column of WKT or hexadecimal WKB.</summary>
    Shape,
}

/// <summary>The columns that hold the place of a row.</summary>
/// <param name="Naming">What the names say.</param>
/// <param name="First">Index of the latitude, north or northing column; of the column that holds both; of the shape column.</param>
/// <param name="Second">Index of the longitude or east column; -1 when one column holds all.</param>
/// <param name="Names">The names, for the evidence.</param>
internal sealed record CoordinateColumns(CoordinateNaming Naming, int First, int Second, string Names)
{
    private static readonly string[] Latitudes = ["緯度", "北緯", "lat", "latitude", "緯度世界測地系", "緯度10進", "緯度10進法", "緯度10進数", "緯度度", "fy", "ido", "replat"];
    private static readonly string[] Longitudes = ["経度", "東経", "lon", "lng", "long", "longitude", "経度世界測地系", "経度10進", "経度10進法", "経度10進数", "経度度", "fx", "keido", "replon"];
    private static readonly (string[] Latitudes, string[] Longitudes, string[] Units)[] SplitNames =
    [
        (["緯度", "北緯"], ["経度", "東経"], ["度", "分", "秒"]),
        (["lat", "latitude"], ["lon", "longitude"], ["deg", "min", "sec"]),
        (["lat", "latitude"], ["lng", "long"], ["deg", "min", "sec"]),
        (["lat", "latitude"], ["lon", "longitude"], ["d", "m", "s"]),
    ];

    private static readonly string[] North = ["y", "northing", "ycoord", "pointy", "coordy", "posy"];
    private static readonly string[] East = ["x", "easting", "xcoord", "pointx", "coordx", "posx"];
    private static readonly string[] Shapes = ["wkt", "thegeom", "geom", "geometry", "wkbgeometry", "geomwkt", "shapewkt", "wkb", "ewkb", "ジオメトリ", "図形", "形状"];
    private static readonly string[] Both = ["緯度経度", "経度緯度", "緯経度", "座標", "位置座標", "位置情報", "latlng", "latlon", "lonlat", "lnglat", "coordinates", "location"];

    /// <summary>Degrees, minutes and seconds of latitude, then of longitude, where each has a column of its own; else null.</summary>
    public IReadOnlyList<int>? Parts { get; private init; }

    /// <summary>The text of the first coordinate (latitude, north) or, with <paramref name="second"/>, of the other; empty when the row has none.</summary>
    public string TextOf(IReadOnlyList<string> cells, bool second)
    {
        if (Parts is { } parts)
            return Joined(parts.Skip(second ? 3 : 0).Take(3).Select(p => Cell(cells, p)).ToList());
        return second && Second < 0 ? "" : Cell(cells, second ? Second : First);
    }

    /// <summary>Whether the names say that the values are of the old datum.</summary>
    public bool IsOldDatum => SystemName.IsOld(Names);

    /// <summary>The plane zone that the names give, or null.</summary>
    public PlaneZone? Zone => Naming == CoordinateNaming.Geographic ? null : SystemName.Zone(Width.Fold(Names));

    /// <summary>Finds the columns among the names; null when there are none.</summary>
    public static CoordinateColumns? Find(IReadOnlyList<string> names)
    {
        var plain = names.Select(Plain).ToList();
        return Split(plain, names)
            ?? Pair(CoordinateNaming.Geographic, plain, Latitudes, Longitudes, names)
            ?? Part(plain, names)
            ?? Survey(plain, names)
            ?? Cartesian(plain, names)
            ?? Single(CoordinateNaming.Shape, plain, Shapes, names)
            ?? Single(CoordinateNaming.Geographic, plain, Both, names);
    }

    // 北緯 度 | 北緯 分 | 北緯 秒 | 東経 度 | …: all six, or it is something else. Which come first does not matter.
    private static CoordinateColumns? Split(List<string> plain, IReadOnlyList<string> names)
    {
        foreach (var (latitudes, longitudes, units) in SplitNames)
        {
            var parts = latitudes.Zip(longitudes).Select(axis => (Lat: Three(plain, axis.First, units), Lon: Three(plain, axis.Second, units))).FirstOrDefault(p => p.Lat is not null && p.Lon is not null);
            if (parts is ({ } lat, { } lon))
                return new CoordinateColumns(CoordinateNaming.Geographic, lat[0], lon[0], $"{Words(names, lat[0], lat[2])}、{Words(names, lon[0], lon[2])}") { Parts = [.. lat, .. lon] };
        }

        return null;
    }

    private static int[]? Three(List<string> plain, string axis, string[] units)
    {
        var found = units.Select(u => plain.FindIndex(p => p == axis + u || (p.EndsWith(axis + u, StringComparison.Ordinal) && !p.Contains('旧', StringComparison.Ordinal)))).ToArray();
        return Array.TrueForAll(found, f => f >= 0) ? found : null;
    }

    private static string Cell(IReadOnlyList<string> cells, int at) => at < cells.Count ? cells[at] : "";

    // As one who writes them in one cell would; a number that is none stays as it is and cannot be read.
    private static string Joined(List<string> three)
    {
        if (three.TrueForAll(string.IsNullOrWhiteSpace))
            return "";
        var numbers = three.Select((t, i) => string.IsNullOrWhiteSpace(t) && i > 0 ? 0 : CoordinateText.Parse(t.Trim().TrimEnd('分', '秒', '度', '\'', '"', '′', '″'))).ToList();
        return numbers is [{ } degrees, >= 0 and < 60 and { } minutes, >= 0 and < 60 and { } seconds]
            ? (degrees + (minutes / 60) + (seconds / 3600)).ToString("R", System.Globalization.CultureInfo.InvariantCulture)
            : string.Join(' ', three) + " 度分秒";
    }

    private static CoordinateColumns? Pair(CoordinateNaming naming, List<string> plain, string[] first, string[] second, IReadOnlyList<string> names)
    {
        var (a, b) = (plain.FindIndex(first.Contains), plain.FindIndex(second.Contains));
        return a < 0 || b < 0 ? null : new CoordinateColumns(naming, a, b, Words(names, a, b));
    }

    // 施設_緯度, 位置_北緯, 代表点緯度(JGD2011), site_latitude …: one column of each kind, the better one where there are several.
    private static CoordinateColumns? Part(List<string> plain, IReadOnlyList<string> names)
    {
        var lat = Best(plain, p => p.Contains("緯度", StringComparison.Ordinal) || p.EndsWith("北緯", StringComparison.Ordinal) || p.EndsWith("latitude", StringComparison.Ordinal) || p.EndsWith("lat", StringComparison.Ordinal));
        var lon = Best(plain, p => p.Contains("経度", StringComparison.Ordinal) || p.EndsWith("東経", StringComparison.Ordinal) || p.EndsWith("longitude", StringComparison.Ordinal) || p.EndsWith("lon", StringComparison.Ordinal) || p.EndsWith("lng", StringComparison.Ordinal));
        return lat >= 0 && lon >= 0 && lat != lon ? new CoordinateColumns(CoordinateNaming.Geographic, lat, lon, Words(names, lat, lon)) : null;
    }

    // X座標, 平面直角座標X, X座標(9系), X(m): the word for coordinates or the zone beside the letter makes it a surveyor's.
    private static CoordinateColumns? Survey(List<string> plain, IReadOnlyList<string> names)
    {
        var (x, y) = (plain.FindIndex(p => IsSurvey(p, 'x')), plain.FindIndex(p => IsSurvey(p, 'y')));
        return x >= 0 && y >= 0 ? new CoordinateColumns(CoordinateNaming.Survey, x, y, Words(names, x, y)) : null;
    }

    private static bool IsSurvey(string plain, char letter)
    {
        var other = letter == 'x' ? 'y' : 'x';
        return plain.Contains(letter, StringComparison.Ordinal) && !plain.Contains(other, StringComparison.Ordinal)
            && (plain.Contains("座標", StringComparison.Ordinal) || plain.Contains("平面直角", StringComparison.Ordinal) || SystemName.Zone(plain) is not null || plain == letter + "m");
    }

    private static CoordinateColumns? Cartesian(List<string> plain, IReadOnlyList<string> names)
    {
        if (Pair(CoordinateNaming.Cartesian, plain, North, East, names) is not { } found)
            return null;
        var capitals = Width.Fold(names[found.First]).Trim() == "Y" && Width.Fold(names[found.Second]).Trim() == "X";
        return capitals ? found with { Naming = CoordinateNaming.Ambiguous } : found;
    }

    private static CoordinateColumns? Single(CoordinateNaming naming, List<string> plain, string[] wanted, IReadOnlyList<string> names)
    {
        var at = plain.FindIndex(wanted.Contains);
        return at < 0 ? null : new CoordinateColumns(naming, at, -1, $"「{TableLayout.Clean(names[at])}」");
    }

    // Of several, the one in degrees of the present datum: not 日本測地系, not split into 度分秒.
    private static int Best(List<string> plain, Predicate<string> matches)
    {
        var all = Enumerable.Range(0, plain.Count).Where(i => matches(plain[i])).ToList();
        if (all.Count <= 1)
            return all.Count == 1 ? all[0] : -1;
        var good = all.Where(i => !SystemName.IsOld(plain[i]) && !plain[i].Contains("度分秒", StringComparison.Ordinal) && !plain[i].Contains('旧', StringComparison.Ordinal)).ToList();
        if (good.Count > 1)
            good = good.Where(i => plain[i].Contains("世界測地系", StringComparison.Ordinal) || plain[i].Contains("10進", StringComparison.Ordinal) || plain[i].Contains("jgd", StringComparison.Ordinal)).ToList();
        return good.Count == 1 ? good[0] : -1;
    }

    private static string Words(IReadOnlyList<string> names, int a, int b) => $"「{TableLayout.Clean(names[a])}」と「{TableLayout.Clean(names[b])}」";

    private static string Plain(string name)
    {
        var text = new StringBuilder();
        foreach (var c in Width.Fold(name).ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
                text.Append(c);
        }

        return text.ToString();
    }
}
