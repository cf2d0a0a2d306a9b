using System.Globalization;
using Gis.Core.Geodesy;
using Gis.SampleTown.Buildings;
using Gis.SampleTown.Cadastre;
using Gis.SampleTown.Plan;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Places;

/// <summary>A named place as it came to lie in the town.</summary>
/// <param name="Site">As planned.</param>
/// <param name="Lot">Its ground.</param>
/// <param name="Place">Its main building, or the middle of its ground; town metres.</param>
/// <param name="AfterOaza">「2番3号」 or 「123番地4」.</param>
internal sealed record PublicPlace(Site Site, Parcel Lot, Coordinate Place, string AfterOaza)
{
    public LonLat Position => TownFrame.ToLonLat(Place);

    public string Lat => Position.Lat.ToString("F6", CultureInfo.InvariantCulture);

    public string Lon => Position.Lon.ToString("F6", CultureInfo.InvariantCulture);

    public string Address => $"{TownName.Prefecture}{TownName.County}{TownName.Name}{Lot.Oaza.Title}{AfterOaza}";

    /// <summary>町字ID, seven digits.</summary>
    public string OazaId => $"{Lot.Oaza.Code:0000}{Lot.Oaza.Chome:000}";

    /// <summary>The eight address columns that all 自治体標準オープンデータセット share.</summary>
    public string?[] AddressColumns =>
        [TownName.Code6, OazaId, Address, TownName.Prefecture, TownName.County + TownName.Name, Lot.Oaza.Title, AfterOaza, null];

    public static readonly string[] AddressHeader =
        ["所在地_全国地方公共団体コード", "町字ID", "所在地_連結表記", "所在地_都道府県", "所在地_市区町村", "所在地_町字", "所在地_番地以下", "建物名等(方書)"];

    /// <summary>A telephone number that no exchange has.</summary>
    public string Phone => $"0000-00-{1000 + Lot.Id * 37 % 9000:0000}";

    public static List<PublicPlace> All(Survey survey, List<Building> buildings, AddressBook addresses)
    {
        var main = buildings.Where(b => b.Lot.Site is not null).GroupBy(b => b.Lot).ToDictionary(g => g.Key, g => g.First().Shape.Centroid.Coordinate);
        var bySite = survey.Parcels.Where(p => p.Site is not null).GroupBy(p => p.Site!).ToDictionary(g => g.Key, g => g.MaxBy(p => p.Area)!);
        return [.. Site.All.Where(bySite.ContainsKey).Select(s => new PublicPlace(
            s, bySite[s], main.TryGetValue(bySite[s], out var place) ? place : bySite[s].Shape.InteriorPoint.Coordinate, addresses.AfterOaza(bySite[s])))];
    }
}
