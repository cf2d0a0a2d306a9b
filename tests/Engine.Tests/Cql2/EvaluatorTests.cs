using Gis.Engine.Cql2;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Memory;
using Gis.Engine.Cql2.Sql;
using Gis.Testing;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Engine.Tests.Cql2;

/// <summary>Filters in memory, judged by PostgreSQL.</summary>
public sealed class EvaluatorTests(OgcDatabase ogc, MeaningDatabase meaning, ITestOutputHelper output) : IClassFixture<OgcDatabase>, IClassFixture<MeaningDatabase>
{
    private static readonly string[] Names = ["n", "d", "t", "u", "moment", "until", "day", "a", "g", "g_3857"];

    [SharedDataFact]
    public async Task Selects_what_the_database_selects_for_every_row_of_the_standards_tests()
    {
        var tables = new Dictionary<string, List<MemoryRow>>();
        foreach (var table in ogc.Tables.Keys)
            tables[table] = await ogc.RowsAsync(table);
        var (same, declined) = (0, 0);
        foreach (var row in OgcTestTable.Read().Where(row => row.Collection.Length > 0 && row.HasFilter && !row.IsJson && !row.Expectations.Contains("status=400")))
        {
            var filter = Cql2Text.Parse(row.Filter);
            if (!Cql2Evaluator.TryPrepare(Cql2Checker.Check(filter, ogc.Settings(row.Collection)), out var evaluator))
            {
                Assert.Contains("I(", row.Filter, StringComparison.OrdinalIgnoreCase);
                declined++;
                continue;
            }

            var selected = tables[row.Collection].Where(evaluator.Selects).Select(feature => feature.Fid);
            Assert.True((await ogc.SelectAsync(row.Collection, filter)).SetEquals(selected), row.Name);
            same++;
        }

        output.WriteLine($"{same} filters select the same in memory, {declined} need the database.");
        Assert.True(same > 800);
    }

    [Fact]
    public async Task Selects_what_the_database_selects_for_drawn_filters()
    {
        var rows = await meaning.RowsAsync();
        var same = 0;
        for (var i = 0; i < TestScale.Cases(4_000, 300_000); i++)
        {
            var filter = new RandomFilters(TestScale.Random(i), Names).Condition(depth: 3);
            if (Prepared(filter) is not var (check, evaluator))
                continue;
            var expected = await AttemptAsync(async () => await meaning.RunAsync(Cql2Sql.Translate(check)));
            var actual = await AttemptAsync(() => Task.FromResult(rows.Where(evaluator.Selects).Select(row => row.Fid).Order().ToArray()));
            // An overflow may hide behind a condition that is tested first; which one, the database decides.
            if (expected is null || actual is null)
                continue;
            Assert.True(expected.AsSpan().SequenceEqual(actual), $"case {i}: {Cql2Text.Write(filter)}\n{string.Join(' ', expected)} in the database, {string.Join(' ', actual)} in memory");
            same++;
        }

        Assert.True(same > 300, $"Only {same} were compared.");
    }

    [Theory]
    [InlineData("n = 1 OR n > 3", "1 4 5")]
    [InlineData("u LIKE '1__\\%'", "3")]
    [InlineData("u LIKE '1%\\%%'", "3")]
    [InlineData("t > 'Z' AND t < '\U00020000'", "1 2 4")]
    [InlineData("S_INTERSECTS(g_3857, BBOX(139,35,140,36)) OR S_WITHIN(g, BBOX(-1,-1,3,3))", "1 4 5")]
    [InlineData("A_OVERLAPS(a, (t, 'y')) AND abs(n) < 3", "1 2")]
    [InlineData("moment = DATE('2026-04-01') AND 5 % 3 = 2", "1 2")]
    public async Task Selects(string filter, string expected)
    {
        var evaluator = Prepared(Cql2Text.Parse(filter))?.Evaluator;
        Assert.NotNull(evaluator);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse), (await meaning.RowsAsync()).Where(evaluator.Selects).Select(row => row.Fid).Order());
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse), await meaning.SelectAsync(filter));
    }

    [Theory]
    [InlineData("CASEI(t) = CASEI('x')")]
    [InlineData("t LIKE ACCENTI('x')")]
    [InlineData("NOT (n = 1 OR area(g) > 5)")]
    public void Declines_what_only_the_database_can(string filter) => Assert.Null(Prepared(Cql2Text.Parse(filter)));

    private static (CheckedFilter Check, Cql2Evaluator Evaluator)? Prepared(Cql2Expression filter)
    {
        try
        {
            var check = Cql2Checker.Check(filter, MeaningDatabase.Settings);
            return Cql2Evaluator.TryPrepare(check, out var evaluator) ? (check, evaluator) : null;
        }
        catch (Cql2Exception)
        {
            return null;
        }
    }

    private static async Task<long[]?> AttemptAsync(Func<Task<long[]>> select)
    {
        try
        {
            return await select();
        }
        catch (Exception e) when (e is Cql2Exception || (e is PostgresException error && Cql2Sql.Explain(error) is not null))
        {
            return null;
        }
    }
}
