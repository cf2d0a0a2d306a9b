using System.Globalization;
using System.Text;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Csv;

/// <summary>How the two columns are named, which says what their values mean.</summary>
internal enum CoordinateNaming
{
    /// <summary>緯度/経度, lat/lon.</summary>
    Geographic,

    /// <summary>X座標/Y座標: the surveyors' order, X is north.</summary>
    Survey,

    /// <summary>x/y, easting/northing: the computers' order, x is east.</summary>
    Cartesian,

    /// <summary>One column of WKT or hexadecimal WKB.</summary>
    Shape,
}

/// <summary>The columns that hold the place of a row.</summary>
/// <param name="Naming">What the names say.</param>
/// <param name="First">Index of the latitude or north column (survey) or of the northing (Cartesian); of the shape column.</param>
/// <param name="Second">Index of the longitude or east column; -1 with a shape column.</param>
/// <param name="Names">Both names, for the evidence.</param>
internal sealed record CoordinateColumns(CoordinateNaming Naming, int First, int Second, string Names)
{
    private static readonly string[] Latitudes = ["緯度", "北緯", "lat", "latitude", "緯度世界測地系", "緯度10進", "緯度10進法", "緯度度", "fy", "ido"];
    private static readonly string[] Longitudes = ["経度", "東経", "lon", "lng", "long", "longitude", "経度世界測地系", "経度10進", "経度10進法", "経度度", "fx", "keido"];
    private static readonly string[] SurveyNorth = ["x座標", "座標x", "平面直角座標x", "x座標m", "x座標値", "平面直角x"];
    private static readonly string[] SurveyEast = ["y座標", "座標y", "平面直角座標y", "y座標m", "y座標値", "平面直角y"];
    private static readonly string[] North = ["y", "northing", "ycoord", "pointy", "coordy", "posy"];
    private static readonly string[] East = ["x", "easting", "xcoord", "pointx", "coordx", "posx"];
    private static readonly string[] Shapes = ["wkt", "thegeom", "geom", "geometry", "wkbgeometry", "geomwkt", "shapewkt"];

    /// <summary>Finds the columns among the names; null when there are none.</summary>
    public static CoordinateColumns? Find(IReadOnlyList<string> names)
    {
        var plain = names.Select(Plain).ToList();
        return Pair(CoordinateNaming.Geographic, plain, Latitudes, Longitudes, names)
            ?? Part(plain, names)
            ?? Pair(CoordinateNaming.Survey, plain, SurveyNorth, SurveyEast, names)
            ?? Pair(CoordinateNaming.Cartesian, plain, North, East, names)
            ?? Single(plain, names);
    }

    private static CoordinateColumns? Pair(CoordinateNaming naming, List<string> plain, string[] first, string[] second, IReadOnlyList<string> names)
    {
        var (a, b) = (plain.FindIndex(first.Contains), plain.FindIndex(second.Contains));
        return a < 0 || b < 0 ? null : new CoordinateColumns(naming, a, b, Words(names, a, b));
    }

    // 施設_緯度, 代表点緯度(JGD2011), site_latitude …: exactly one column of each kind.
    private static CoordinateColumns? Part(List<string> plain, IReadOnlyList<string> names)
    {
        var lat = Indexes(plain, p => p.Contains("緯度", StringComparison.Ordinal) || p.EndsWith("latitude", StringComparison.Ordinal) || p.EndsWith("lat", StringComparison.Ordinal));
        var lon = Indexes(plain, p => p.Contains("経度", StringComparison.Ordinal) || p.EndsWith("longitude", StringComparison.Ordinal) || p.EndsWith("lon", StringComparison.Ordinal) || p.EndsWith("lng", StringComparison.Ordinal));
        return lat.Count == 1 && lon.Count == 1 && lat[0] != lon[0]
            ? new CoordinateColumns(CoordinateNaming.Geographic, lat[0], lon[0], Words(names, lat[0], lon[0]))
            : null;
    }

    private static CoordinateColumns? Single(List<string> plain, IReadOnlyList<string> names)
    {
        var at = plain.FindIndex(Shapes.Contains);
        return at < 0 ? null : new CoordinateColumns(CoordinateNaming.Shape, at, -1, $"「{names[at]}」");
    }

    private static List<int> Indexes(List<string> plain, Predicate<string> matches) =>
        Enumerable.Range(0, plain.Count).Where(i => matches(plain[i])).ToList();

    private static string Words(IReadOnlyList<string> names, int a, int b) => string.Create(CultureInfo.InvariantCulture, $"「{names[a]}」と「{names[b]}」");

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
