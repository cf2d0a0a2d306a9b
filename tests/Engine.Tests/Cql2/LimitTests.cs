using System.Diagnostics;
using Gis.Engine.Cql2;
using Xunit;

namespace Gis.Engine.Tests.Cql2;

/// <summary>Filters made to hurt are refused at once, with a sentence and a place, in text and in JSON alike.</summary>
public sealed class LimitTests
{
    private const long Megabyte = 1 << 20;

    public static TheoryData<string> Names => [.. Hurtful.Keys];

    private static readonly Dictionary<string, string> Hurtful = new()
    {
        { "1,600 parentheses", Repeat("(", 1_600) + "a = 1" + Repeat(")", 1_600) },
        { "1,600 open parentheses", Repeat("(", 1_600) },
        { "1,600 NOT", Repeat("NOT ", 1_600) + "a = 1" },
        { "1,600 functions", Repeat("f(", 1_600) + "1" + Repeat(")", 1_600) + " = 1" },
        { "1,600 powers", "a = " + Repeat("2^", 1_600) + "2" },
        { "1,600 terms", "a = 1" + Repeat("+1", 1_600) },
        { "1,600 CASEI", Repeat("CASEI(", 1_600) + "a" + Repeat(")", 1_600) + " = 'x'" },
        { "1,600 arrays", "A_EQUALS(a, " + Repeat("(", 1_600) },
        { "IN 50,000", "a IN (1" + Repeat(",1", 49_999) + ")" },
        { "IN 5,000", "a IN (1" + Repeat(",1", 4_999) + ")" },
        { "5,000 conditions", "a=1" + Repeat(" OR a=1", 5_000) },
        { "10,000 vertices", "S_WITHIN(g, LINESTRING(0 0" + Repeat(",1 1", 9_999) + "))" },
        { "many small geometries", "S_WITHIN(g, MULTIPOINT(0 0" + Repeat(",0 0", 2_500) + "))" },
        { "17 spatial predicates", "S_WITHIN(g, POINT(0 0))" + Repeat(" AND S_WITHIN(g, POINT(0 0))", 16) },
        { "a long literal", "a = '" + Repeat("x", 1_001) + "'" },
        { "a long name", Repeat("x", 129) + " = 1" },
        { "a long quoted name", "\"" + Repeat("x", 129) + "\" = 1" },
        { "a long number", "a = 1" + Repeat("0", 64) },
        { "many wildcards", "a LIKE '" + Repeat("%x", 21) + "'" },
        { "10 MB", "a = '" + Repeat("x", 10_000_000) + "'" },
        { "JSON: 1,600 not", Repeat("""{"op":"not","args":[""", 1_600) + "true" + Repeat("]}", 1_600) },
        { "JSON: 33 not", Repeat("""{"op":"not","args":[""", 33) + "true" + Repeat("]}", 33) },
        { "JSON: 1,600 open", Repeat("""{"op":"not","args":[""", 1_600) },
        { "JSON: 1,600 arrays", Repeat("[", 1_600) },
        { "JSON: IN 5,000", """{"op":"in","args":[{"property":"a"},[1""" + Repeat(",1", 4_999) + "]]}" },
        { "JSON: IN 50,000", """{"op":"in","args":[{"property":"a"},[1""" + Repeat(",1", 49_999) + "]]}" },
        { "JSON: vertices", """{"op":"s_within","args":[{"property":"a"},{"type":"LineString","coordinates":[[0,0]""" + Repeat(",[1,1]", 2_500) + "]}]}" },
        { "JSON: members", "{" + string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"m{i}\":1")) + "}" },
        { "JSON: 10 MB", "[\"" + Repeat("x", 10_000_000) + "\"]" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_refused_at_once(string name)
    {
        var filter = Hurtful[name];
        Parse(filter);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var error = Parse(filter);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;

        // The machine may be busy with other tests: the best of five tells what the filter costs.
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var clock = Stopwatch.StartNew();
            Parse(filter);
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        Assert.NotNull(error);
        Assert.True(error is { Fault: Cql2Fault.Limit, Position: not null }, error.Message);
        Assert.EndsWith("。", error.Message, StringComparison.Ordinal);
        Assert.True(bytes < 50 * Megabyte, $"{bytes} bytes");
        Assert.True(best.TotalMilliseconds < 100, $"{best.TotalMilliseconds} ms");
    }

    [Fact]
    public void What_is_within_the_limits_is_taken()
    {
        Cql2Text.Parse("a IN (1" + Repeat(",1", 999) + ")");
        Cql2Text.Parse(Repeat("NOT ", 30) + "a = 1");
        Cql2Text.Parse(Repeat("(", 32) + "a = 1" + Repeat(")", 32));
        Cql2Text.Parse("S_WITHIN(g, LINESTRING(0 0" + Repeat(",1 1", 1_999) + "))");
        Cql2Json.Parse(Repeat("""{"op":"not","args":[""", 31) + "true" + Repeat("]}", 31));
        Cql2Json.Parse("""{"op":"s_within","args":[{"property":"a"},{"type":"LineString","coordinates":[[0,0]""" + Repeat(",[1,1]", 1_999) + "]}]}");
    }

    /// <summary>Work is counted in allocated bytes, which, unlike time, are the same in every run: twice the filter, at most twice and a bit.</summary>
    [Theory]
    [InlineData("a=1", " AND a=1")]
    [InlineData("a IN (1", ",1")]
    [InlineData("a = '", "''")]
    [InlineData("S_WITHIN(g,MULTIPOINT(0 0", ",1 1")]
    [InlineData("((((((((a=1", "+1")]
    [InlineData("{\"op\":\"in\",\"args\":[1,[2", ",2")]
    public void Reading_costs_in_proportion_to_length(string start, string more)
    {
        var wide = new Cql2Limits { Length = int.MaxValue, Expressions = int.MaxValue, ListItems = int.MaxValue, TextLength = int.MaxValue, Vertices = int.MaxValue, Tokens = int.MaxValue };
        long Cost(int times)
        {
            var filter = start + Repeat(more, times);
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = filter[0] == '{' ? Record.Exception(() => Cql2Json.Parse(filter, wide)) : Record.Exception(() => Cql2Text.Parse(filter, wide));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Cost(1);
        Assert.InRange(Cost(40_000), 0, (2.6 * Cost(20_000)) + 10_000);
    }

    private static Cql2Exception? Parse(string filter)
    {
        var json = filter[0] is '{' or '[';
        try
        {
            _ = json ? Cql2Json.Parse(filter) : Cql2Text.Parse(filter);
            return null;
        }
        catch (Cql2Exception e)
        {
            return e;
        }
    }

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
}
