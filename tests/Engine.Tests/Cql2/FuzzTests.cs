using System.Diagnostics;
using System.Text;
using Gis.Engine.Cql2;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Sql;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Cql2;

/// <summary>Whatever comes in, a filter is read, or refused with a sentence; never another exception, never long.</summary>
public sealed class FuzzTests(MeaningDatabase database) : IClassFixture<MeaningDatabase>
{
    private static readonly string[] Seeds =
    [
        "(NOT (name<>'København') AND n<>1) OR (n IS NULL and t<'x') or not (S_INTERSECTS(g,BBOX(0,40,10,50)))",
        "A_CONTAINS(a, ('x','y')) AND T_DURING(INTERVAL(moment, until), INTERVAL('2022-01-01T00:00:00Z', '..')) AND CASEI(t) LIKE casei('B_r\\%%')",
        "n between 4000000/4 and (3*(900000+100000)) or n in (1, 2.5, -3e10) and abs(n ^ 2 % 7 div 3) > .5",
        "S_WITHIN(g, GEOMETRYCOLLECTION(POINT Z (1 2 3), MULTIPOLYGON(((0 0,1 0,1 1,0 0)))))",
    ];

    private static readonly string[] Pieces =
        ["(", ")", ",", "'", "\"", "\\", "NOT ", "AND ", "[", "]", "{", "}", ":", "\"op\"", "\"args\"", "1e999", "..", "null", "\u0000", "\u3000", "𠮷", "POINT(", "DATE('", "-", "n", "t", "g"];

    [Fact]
    public void Noise_is_refused()
    {
        for (var i = 0; i < TestScale.Cases(4_000, 1_000_000); i++)
        {
            var random = TestScale.Random(i);
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Read(random.Next(2) == 0 ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes), i);
        }
    }

    [Fact]
    public async Task Damaged_filters_are_read_or_refused()
    {
        string[] seeds = [.. Seeds, .. Seeds.Select(seed => Cql2Json.Write(Cql2Text.Parse(seed)))];
        var (read, run) = (0, 0);
        for (var i = 0; i < TestScale.Cases(6_000, 1_000_000); i++)
        {
            var random = TestScale.Random(i);
            var filter = Damaged(seeds[random.Next(seeds.Length)], random);
            if (Read(filter, i) is not { } expression)
                continue;
            read++;
            run += await RunAsync(expression, $"case {i}: {filter}") ? 1 : 0;
        }

        Assert.True(read > 400 && run > 50, $"{read} read, {run} run: the damage is too great to test anything.");
    }

    /// <summary>Whatever the checker lets through, PostgreSQL takes: no error but an overflow.</summary>
    [Fact]
    public async Task What_is_checked_runs()
    {
        var run = 0;
        for (var i = 0; i < TestScale.Cases(3_000, 200_000); i++)
            run += await RunAsync(new RandomFilters(TestScale.Random(i), MeaningNames).Condition(depth: 3), "case " + i) ? 1 : 0;
        Assert.True(run > 300, $"Only {run} filters ran.");
    }

    private static readonly string[] MeaningNames = ["n", "d", "t", "u", "moment", "until", "day", "a", "g", "g_3857"];

    private static string Damaged(string seed, Random random)
    {
        var filter = new StringBuilder(seed);
        for (var times = random.Next(1, 3); times > 0; times--)
        {
            var at = random.Next(filter.Length);
            _ = random.Next(4) switch
            {
                0 => filter.Remove(at, Math.Min(random.Next(1, 6), filter.Length - at)),
                1 => filter.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => filter.Insert(at, filter.ToString(at, Math.Min(random.Next(30), filter.Length - at))),
                _ => filter.Replace(filter[at], (char)random.Next(32, 0x3100), at, 1),
            };
            if (filter.Length == 0)
                break;
        }

        return filter.ToString();
    }

    private static Cql2Expression? Read(string filter, int seed)
    {
        Cql2Expression? expression = null;
        foreach (var read in new Func<string, Cql2Expression>[] { f => Cql2Text.Parse(f), f => Cql2Json.Parse(f) })
        {
            var clock = Stopwatch.StartNew();
            try
            {
                expression = read(filter);
                var (text, json) = (Cql2Text.Write(expression), Cql2Json.Write(expression));
                Assert.True(expression == Cql2Text.Parse(text), $"case {seed}: {filter}\nis written {text}");
                Assert.True(expression == Cql2Json.Parse(json), $"case {seed}: {filter}\nis written {json}");
            }
            catch (Cql2Exception e)
            {
                Assert.InRange(e.Position ?? 0, 0, filter.Length);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"case {seed}: {e.GetType().Name} {e.Message}\n{filter}");
            }

            Assert.True(clock.ElapsedMilliseconds < 10_000, $"case {seed}: {clock.ElapsedMilliseconds} ms for {filter}");
        }

        return expression;
    }

    private async Task<bool> RunAsync(Cql2Expression expression, string name)
    {
        Cql2Sql sql;
        try
        {
            sql = Cql2Sql.Translate(Cql2Checker.Check(expression, MeaningDatabase.Settings));
        }
        catch (Cql2Exception)
        {
            return false;
        }

        try
        {
            await database.RunAsync(sql);
        }
        catch (PostgresException e)
        {
            Assert.True(Cql2Sql.Explain(e) is not null, $"{name}\n{Cql2Text.Write(expression)}\n{sql.Text}\n{e.SqlState} {e.MessageText}");
        }

        return true;
    }
}
