using System.Globalization;
using Gis.Core.Geodesy;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Checks;

/// <summary>Evidence that a row's place is wrong.</summary>
/// <param name="Code">Code of the check.</param>
/// <param name="Text">In Japanese.</param>
internal sealed record PlaceFault(string Code, string Text);

/// <summary>
/// Looks for evidence that a placed row is not where it says: 0/0 and 999, latitude and longitude swapped, the neighbour zone's coordinates, or an own
/// address that disagrees. A row that merely lies outside the town is no error (rule 8).
/// </summary>
/// <param name="town">The town.</param>
/// <param name="sourceZone">The zone of the source's coordinates, or null when they are geographic.</param>
/// <param name="checksTown">False for kind other: a town may load what it likes from anywhere.</param>
internal sealed class PlaceCheck(TownArea town, PlaneZone? sourceZone, bool checksTown)
{
    // A shared waterworks or a crematorium may stand in the next town; an address that says "our town" 10 km away is an error.
    private const double FarMetres = 10_000;
    private const double OriginMetres = 1;

    /// <summary>The evidence against a shape's place, or null.</summary>
    /// <param name="shape">In EPSG:6668.</param>
    /// <param name="own">What the row says about where it belongs.</param>
    public PlaceFault? Find(Geometry shape, OwnWord own = default) => Find(shape.EnvelopeInternal, () => shape, own);

    /// <summary>The same of a shape of which only the box is at hand.</summary>
    /// <param name="box">Its box in EPSG:6668.</param>
    /// <param name="shape">Gives the shape when it must be looked at.</param>
    /// <param name="own">What the row says about where it belongs.</param>
    public PlaceFault? Find(Envelope box, Func<Geometry> shape, OwnWord own)
    {
        if (box.IsNull)
            return new PlaceFault("unreadable-coordinates", "座標が数値になっていません");
        var here = new LonLat(box.Centre.X, box.Centre.Y);
        if (Math.Abs(here.Lon) < 1e-6 && Math.Abs(here.Lat) < 1e-6)
            return new PlaceFault("zero-coordinates", "座標が0,0です");
        if (Math.Abs(here.Lon) >= 900 || Math.Abs(here.Lat) >= 900 || IsNines(here.Lon) || IsNines(here.Lat))
            return new PlaceFault("dummy-coordinates", "座標が999などの仮の値です");
        if (!here.IsInJapan)
        {
            return new LonLat(here.Lat, here.Lon).IsInJapan
                ? new PlaceFault("swapped-axes", "緯度と経度が入れ替わっています")
                : new PlaceFault("not-in-japan", string.Create(CultureInfo.InvariantCulture, $"日本の範囲の外（{here.Lon:0.####}, {here.Lat:0.####}）にあります"));
        }

        if (sourceZone is { } zone && here.DistanceTo(new LonLat(zone.OriginLon, zone.OriginLat)) < OriginMetres)
            return new PlaceFault("zero-coordinates", $"平面直角座標のX,Yが0,0（{zone}の原点）です");
        return checksTown && town.Boundary is not null && !town.Touches(shape()) ? OutsideFault(here, own) : null;
    }

    private PlaceFault? OutsideFault(LonLat here, OwnWord own)
    {
        if (sourceZone is { } zone && !town.IsNear(here, 0.05))
        {
            var plane = zone.ToPlane(here);
            if (town.IsNear(zone.ToLonLat(new PlanePoint(plane.East, plane.North)), 0))
                return new PlaceFault("swapped-axes", "X（北）とY（東）が入れ替わっています");
            for (var number = 1; number <= 19; number++)
            {
                var other = new PlaneZone(number);
                if (number != zone.Number && town.IsNear(other.ToLonLat(plane), 0))
                    return new PlaceFault("wrong-zone", $"平面直角座標の系が違います（{zone}ではなく{other}で読むと町の中に入ります）");
            }
        }

        if (!IsFar(here))
            return null;
        if (own.Address is { } address && town.Name is { Length: > 1 } name && address.Contains(name, StringComparison.Ordinal))
            return new PlaceFault("address-disagrees", $"住所は{name}なのに、町から10km以上離れています");
        // Five digits are the code, the sixth is its check digit; a code that lost its leading zero is shorter and says nothing here.
        if (own.TownCode is { Length: 5 or 6 } code && town.Code is { Length: >= 5 } ours && code.AsSpan(0, 5).SequenceEqual(ours.AsSpan(0, 5)))
            return new PlaceFault("code-disagrees", $"市区町村コードは{town.Name ?? ours}なのに、町から10km以上離れています");
        return null;
    }

    private bool IsFar(LonLat here)
    {
        var box = town.Boundary!.EnvelopeInternal;
        if (box.Contains(here.Lon, here.Lat))
            return false;
        var nearest = new LonLat(Math.Clamp(here.Lon, box.MinX, box.MaxX), Math.Clamp(here.Lat, box.MinY, box.MaxY));
        return here.DistanceTo(nearest) > FarMetres;
    }

    private static bool IsNines(double value) => Math.Abs(value) is 99 or 999 or 9999 or 99999;
}
