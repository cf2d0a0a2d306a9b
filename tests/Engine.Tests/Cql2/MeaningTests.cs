using Gis.Engine.Cql2;
using Gis.Engine.Cql2.Checking;
using Xunit;

namespace Gis.Engine.Tests.Cql2;

/// <summary>What filters mean, on rows made for it in a real PostGIS.</summary>
public sealed class MeaningTests(MeaningDatabase database) : IClassFixture<MeaningDatabase>
{
    [Theory]
    // Three truth values (OGC 21-065r2, table 1): n is null in row 3.
    [InlineData("n = 1", "1")]
    [InlineData("NOT n = 1", "2 4 5")]
    [InlineData("n <> 1", "2 4 5")]
    [InlineData("n = 1 OR NOT n = 1", "1 2 4 5")]
    [InlineData("n = 1 OR TRUE", "1 2 3 4 5")]
    [InlineData("n = 1 AND FALSE", "")]
    [InlineData("NOT (n = 1 AND FALSE)", "1 2 3 4 5")]
    [InlineData("(n = 1) IS NULL", "3")]
    [InlineData("n IS NULL", "3")]
    [InlineData("n IS NOT NULL", "1 2 4 5")]
    [InlineData("n IN (1, 2)", "1 2")]
    [InlineData("n NOT IN (1, 2)", "4 5")]
    [InlineData("n NOT BETWEEN 1 AND 2", "4 5")]
    [InlineData("INTERVAL(moment, until) IS NULL", "3")]
    // Numbers.
    [InlineData("n / (n - n) > 0", "")]
    [InlineData("7 / 2 = 3.5 AND 7 div 2 = 3 AND -7 div 2 = -3 AND -7 % 4 = -3", "1 2 3 4 5")]
    [InlineData("2 ^ 3 ^ 2 = 512 AND 2 + 3 * 4 = 14 AND (2 + 3) * 4 = 20 AND 10 - 4 - 3 = 3", "1 2 3 4 5")]
    [InlineData("d = 0.1", "1")]
    [InlineData("n = 9223372036854775807", "5")]
    [InlineData("n = 9223372036854775806", "")]
    [InlineData("n < 1e300 AND n > 1.5", "2 4 5")]
    [InlineData("abs(n - 3) <= 1", "2 4")]
    // Text.
    [InlineData("t = 'が'", "1")]
    [InlineData("ACCENTI(t) = ACCENTI('か')", "")]
    [InlineData("ACCENTI(t) = ACCENTI('か\u3099')", "1 2")]
    [InlineData("ACCENTI(t) = ACCENTI('Kobenhavn')", "5")]
    [InlineData("CASEI(t) = CASEI('købeNhavn')", "5")]
    [InlineData("CASEI(t) = CASEI('ＡＢＣ１')", "4")]
    [InlineData("CASEI(u) = CASEI('STRASSE')", "1")]
    [InlineData("CASEI(u) LIKE CASEI('%ΔΟΣ%')", "2")]
    [InlineData("ACCENTI(CASEI(u)) = ACCENTI(CASEI('cafe'))", "4")]
    [InlineData("u LIKE '100\\%'", "3")]
    [InlineData("u LIKE '100_'", "3")]
    [InlineData("u LIKE '1%'", "3")]
    [InlineData("u LIKE ''", "")]
    [InlineData("u LIKE 'a\\\\\\\\_%'", "5")]
    [InlineData("t > 'Z'", "1 2 4")]
    [InlineData("t < 'a'", "3 5")]
    // Days and instants: 2026-04-01 in Japan begins at 15:00 UTC the day before.
    [InlineData("moment = TIMESTAMP('2026-03-31T15:00:00Z')", "1")]
    [InlineData("moment = DATE('2026-04-01')", "1 2")]
    [InlineData("moment < DATE('2026-04-01')", "4")]
    [InlineData("moment > DATE('2026-04-01')", "5")]
    [InlineData("moment IN (DATE('2026-04-01'), TIMESTAMP('2026-04-01T15:00:00Z'))", "1 2 5")]
    [InlineData("day = DATE('9999-12-31')", "5")]
    [InlineData("day IN (DATE('9999-12-31'), DATE('2026-04-01'))", "1 5")]
    [InlineData("day = '2026-04-01'", "1")]
    [InlineData("T_AFTER(moment, DATE('2026-04-01'))", "5")]
    [InlineData("T_INTERSECTS(moment, DATE('2026-04-01'))", "1 2")]
    [InlineData("T_DURING(INTERVAL(moment, until), INTERVAL('2026-03-31', '..'))", "1 2 5")]
    [InlineData("T_INTERSECTS(INTERVAL(moment, until), INTERVAL('..', '..'))", "1 2 4 5")]
    [InlineData("T_EQUALS(INTERVAL('..', until), INTERVAL('..', '2026-04-03T00:00:00Z'))", "1 2 4 5")]
    [InlineData("T_MEETS(INTERVAL(moment, until), INTERVAL('2026-04-03T00:00:00Z', '..'))", "1 2 4 5")]
    // Sets.
    [InlineData("A_EQUALS(a, ('y', 'x', 'x'))", "1 2")]
    [InlineData("A_CONTAINS(a, ('x'))", "1 2 4")]
    [InlineData("A_CONTAINS(a, ())", "1 2 4 5")]
    [InlineData("A_CONTAINEDBY(a, ('x', 'y', 'z'))", "1 2 5 4")]
    [InlineData("A_OVERLAPS(a, (t, 'y'))", "1 2")]
    [InlineData("NOT A_OVERLAPS(a, ('x'))", "5")]
    [InlineData("A_EQUALS((1, 2.0), (2, 1))", "1 2 3 4 5")]
    public async Task Selects(string filter, string rows) =>
        Assert.Equal(rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).Order(), await database.SelectAsync(filter));

    [Theory]
    [InlineData("no = 1", Cql2Fault.UnknownProperty, 0)]
    [InlineData("N = 1", Cql2Fault.UnknownProperty, 0)]
    [InlineData("n = 1 AND nofun(n) = 1", Cql2Fault.UnknownFunction, 10)]
    [InlineData("pg_sleep(10) = 1", Cql2Fault.UnknownFunction, 0)]
    [InlineData("abs(n, n) = 1", Cql2Fault.Type, 0)]
    [InlineData("abs(t) = 1", Cql2Fault.Type, 4)]
    [InlineData("abs(n)", Cql2Fault.Type, 0)]
    [InlineData("n = '1'", Cql2Fault.Type, 0)]
    [InlineData("t = 1", Cql2Fault.Type, 0)]
    [InlineData("n + t = 1", Cql2Fault.Type, 4)]
    [InlineData("n LIKE '1%'", Cql2Fault.Type, 0)]
    [InlineData("CASEI(n) = 'x'", Cql2Fault.Type, 6)]
    [InlineData("g = t", Cql2Fault.Type, 0)]
    [InlineData("a = 'x'", Cql2Fault.Type, 0)]
    [InlineData("A_EQUALS(a, (1))", Cql2Fault.Type, 13)]
    [InlineData("A_EQUALS(t, ('x'))", Cql2Fault.Type, 9)]
    [InlineData("A_EQUALS(('x', 1), ('x'))", Cql2Fault.Type, 15)]
    [InlineData("A_EQUALS(a, (POINT(0 0)))", Cql2Fault.Type, 13)]
    [InlineData("day = 'yesterday'", Cql2Fault.Value, 6)]
    [InlineData("T_DURING(moment, INTERVAL('2026-01-01', '..'))", Cql2Fault.Type, 0)]
    [InlineData("T_AFTER(n, DATE('2026-01-01'))", Cql2Fault.Type, 8)]
    [InlineData("moment = INTERVAL('2026-01-01', '..')", Cql2Fault.Type, 9)]
    [InlineData("S_INTERSECTS(t, POINT(0 0))", Cql2Fault.Type, 13)]
    [InlineData("S_INTERSECTS(g, POINT(181 0))", Cql2Fault.Value, 16)]
    [InlineData("S_INTERSECTS(g, BBOX(1000000,1000000,1000001,1000001))", Cql2Fault.Value, 16)]
    [InlineData("S_INTERSECTS(g, BBOX(0,10,1,5))", Cql2Fault.Value, 16)]
    [InlineData("S_INTERSECTS(g, POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)))", Cql2Fault.Value, 16)]
    [InlineData("S_TOUCHES(g, GEOMETRYCOLLECTION(POINT(0 0), LINESTRING(0 0, 1 1)))", Cql2Fault.Type, 13)]
    public void Refuses(string filter, Cql2Fault fault, int position)
    {
        var error = Assert.Throws<Cql2Exception>(() => Cql2Checker.Check(Cql2Text.Parse(filter), MeaningDatabase.Settings));
        Assert.Equal((fault, position), (error.Fault, error.Position));
        Assert.EndsWith("。", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Part 3 of OGC API – Features: a property that is not there counts as null.</summary>
    [Theory]
    [InlineData("no = 1", "")]
    [InlineData("NOT no = 1", "")]
    [InlineData("no IS NULL", "1 2 3 4 5")]
    [InlineData("no = 1 OR n = 1", "1")]
    [InlineData("no + 1 > 0 OR CASEI(no) LIKE 'x' OR abs(no) = 1 OR no IN (1) OR no BETWEEN 1 AND 2", "")]
    [InlineData("S_WITHIN(no, g) OR T_AFTER(no, moment) OR A_EQUALS(no, a) OR n = 2", "2")]
    public async Task Unknown_properties_are_null_where_asked_for(string filter, string rows) =>
        Assert.Equal(rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse), await database.SelectAsync(filter, MeaningDatabase.Settings with { UnknownIsNull = true }));

    /// <summary>The SQL is such that the database can use its indexes.</summary>
    [Theory]
    [InlineData("n = 1", "sample_n")]
    [InlineData("n IN (1, 2, 3)", "sample_n")]
    [InlineData("n BETWEEN 1 AND 2", "sample_n")]
    [InlineData("t = 'x'", "sample_t")]
    [InlineData("t LIKE 'x%'", "sample_t")]
    [InlineData("T_AFTER(day, DATE('2026-04-01'))", "sample_day")]
    [InlineData("S_INTERSECTS(g, BBOX(139,35,140,36))", "sample_g")]
    [InlineData("S_WITHIN(POINT(139 35), g)", "sample_g")]
    public async Task Indexes_are_of_use(string filter, string index) =>
        Assert.Matches($"Index( Only)? Scan (using|on) {index}", await database.PlanAsync(filter));

    [Theory]
    [InlineData("1e308 * 10 > 1")]
    [InlineData("0 ^ -1 > 1")]
    [InlineData("(-1) ^ 0.5 > 1")]
    public async Task What_overflows_in_the_database_is_explained(string filter)
    {
        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.SelectAsync(filter));
        Assert.Equal(Cql2Fault.Value, Gis.Engine.Cql2.Sql.Cql2Sql.Explain(error)?.Fault);
        Assert.Null(Gis.Engine.Cql2.Sql.Cql2Sql.Explain(new Npgsql.PostgresException("no such table", "ERROR", "ERROR", "42P01")));
    }
}
