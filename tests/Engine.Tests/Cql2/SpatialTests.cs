using Gis.Engine.Cql2.Checking;
using Xunit;

namespace Gis.Engine.Tests.Cql2;

/// <summary>CRS, axis order, boxes and collections in spatial predicates.</summary>
public sealed class SpatialTests(MeaningDatabase database) : IClassFixture<MeaningDatabase>
{
    public static TheoryData<string, string, string> Cases => new()
    {
        { "crs84", "S_EQUALS(g, POINT(139.7 35.6))", "1" },
        { "4326", "S_EQUALS(g, POINT(35.6 139.7))", "1" },
        { "6668", "S_EQUALS(g, POINT(35.6 139.7))", "1" },
        { "4326", "S_INTERSECTS(g, BBOX(35,139,36,140))", "1" },
        { "crs84", "S_INTERSECTS(g, BBOX(139,35,140,36))", "1" },
        { "crs84", "S_INTERSECTS(g_3857, BBOX(139,35,140,36))", "1" },
        { "3857", "S_INTERSECTS(g, BBOX(4200000,15551332,4300000,15551333))", "" },
        { "3857", "S_INTERSECTS(g, BBOX(15551332,4200000,15551333,4300000))", "1" },
        // Zone 9 begins at 36°N 139°50'E; the point lies 44 km south and 12 km west of it. X is north and comes first.
        { "zone9", "S_INTERSECTS(g, BBOX(-45000,-13000,-43000,-11000))", "1" },
        { "zone9", "S_INTERSECTS(g, BBOX(-13000,-45000,-11000,-43000))", "" },
        { "crs84", "S_INTERSECTS(g, g_3857) AND S_INTERSECTS(g_3857, g) AND n >= 4", "4 5" },
        // Across the antimeridian, and boxes shrunk to a line or a point.
        { "crs84", "S_INTERSECTS(g, BBOX(179,0,-179,20))", "2" },
        { "crs84", "S_INTERSECTS(g, BBOX(180,0,-179,20))", "2" },
        { "crs84", "S_INTERSECTS(g, BBOX(1,1,1,1))", "4" },
        { "crs84", "S_INTERSECTS(g, BBOX(1,-1,1,1))", "4 5" },
        { "crs84", "S_INTERSECTS(g, BBOX(-180,-90,-9,180,90,9))", "1 2 4 5" },
        // Collections.
        { "crs84", "S_INTERSECTS(g, GEOMETRYCOLLECTION(POINT(139.7 35.6), LINESTRING(1 -1, 1 1)))", "1 4 5" },
        { "crs84", "S_DISJOINT(g, GEOMETRYCOLLECTION(POINT(139.7 35.6), LINESTRING(1 -1, 1 1)))", "2" },
        { "crs84", "S_WITHIN(g, GEOMETRYCOLLECTION(POLYGON((-1 -1,1 -1,1 3,-1 3,-1 -1)), POLYGON((0.5 -1,3 -1,3 3,0.5 3,0.5 -1))))", "4 5" },
        { "crs84", "S_CONTAINS(g, MULTIPOINT(0.5 0.5, 1 1))", "4" },
        { "crs84", "S_TOUCHES(g, LINESTRING(0 0, 2 0))", "4" },
        { "crs84", "S_OVERLAPS(g, BBOX(1,1,3,3))", "4" },
        { "crs84", "S_CROSSES(g, LINESTRING(1 -1, 1 1))", "4 5" },
        { "crs84", "S_EQUALS(g, POLYGON Z ((2 2 5, 0 2 5, 0 0 5, 2 0 5, 2 2 5)))", "4" },
        { "crs84", "NOT S_INTERSECTS(g, POINT(0 0))", "1 2" },
        { "crs84", "S_INTERSECTS(POINT(0 0), LINESTRING(-1 0, 1 0))", "1 2 3 4 5" },
        // A degree at the equator is 111 km long, a square of two of them 49,000 km² wide.
        { "crs84", "area(g) > 4.9e10 AND area(g) < 5e10", "4" },
        { "crs84", "length(g) > 222000 AND length(g) < 223000", "5" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Selects(string crs, string filter, string rows)
    {
        var settings = MeaningDatabase.Settings with
        {
            FilterCrs = crs switch
            {
                "crs84" => Cql2Crs.Crs84,
                "4326" => Cql2Crs.Wgs84,
                "6668" => Cql2Crs.Jgd2011,
                "3857" => Cql2Crs.WebMercator,
                _ => Cql2Crs.PlaneZone(9),
            },
        };
        Assert.Equal(rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse), await database.SelectAsync(filter, settings));
    }
}
