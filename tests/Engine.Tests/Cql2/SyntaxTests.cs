using Gis.Engine.Cql2;
using Xunit;

namespace Gis.Engine.Tests.Cql2;

/// <summary>What is no CQL2 is refused with the place of the fault.</summary>
public sealed class SyntaxTests
{
    [Theory]
    [InlineData("THIS IS NOT A FILTER", 12)]
    [InlineData("", 0)]
    [InlineData("   ", 3)]
    [InlineData("a", 0)]
    [InlineData("a = ", 4)]
    [InlineData("a = 1 b", 6)]
    [InlineData("a = = 1", 4)]
    [InlineData("a = b = c", 6)]
    [InlineData("(a = 1", 6)]
    [InlineData("a = 1)", 5)]
    [InlineData("a = 'x", 6)]
    [InlineData("\"a = 1", 6)]
    [InlineData("\"\" = 1", 0)]
    [InlineData("a IN ()", 6)]
    [InlineData("a IN 1", 5)]
    [InlineData("a LIKE b", 7)]
    [InlineData(@"a LIKE 'x\\'", 7)]
    [InlineData("a NOT = 1", 6)]
    [InlineData("a IS 1", 5)]
    [InlineData("a BETWEEN 1 OR 2", 12)]
    [InlineData("a AND b = 1", 0)]
    [InlineData("NOT 1", 4)]
    [InlineData("and = 1", 0)]
    [InlineData("a = 1; DROP TABLE x", 5)]
    [InlineData("a = 1e999", 4)]
    [InlineData("a = \u0000", 4)]
    [InlineData("a = '\u0000'", 4)]
    [InlineData("a = DATE('2026-02-29')", 9)]
    [InlineData("a = DATE('2026-2-9')", 9)]
    [InlineData("a = DATE(b)", 9)]
    [InlineData("a = TIMESTAMP('2026-04-01')", 14)]
    [InlineData("a = TIMESTAMP('2026-04-01T25:00:00Z')", 14)]
    [InlineData("a = TIMESTAMP('2026-04-01T09:00:00')", 14)]
    [InlineData("T_AFTER(a, INTERVAL('x', '..'))", 20)]
    [InlineData("T_AFTER(a, INTERVAL(1, '..'))", 20)]
    [InlineData("T_AFTER(a)", 9)]
    [InlineData("S_WITHIN(a, POINT(1))", 19)]
    [InlineData("S_WITHIN(a, POINT(1 2 3 4))", 24)]
    [InlineData("S_WITHIN(a, POINT EMPTY)", 18)]
    [InlineData("S_WITHIN(a, POLYGON((0 0, 1 0, 0 0)))", 19)]
    [InlineData("S_WITHIN(a, POLYGON((0 0, 1 0, 1 1, 0 1)))", 19)]
    [InlineData("S_WITHIN(a, LINESTRING(0 0))", 12)]
    [InlineData("S_WITHIN(a, LINESTRING(0 0, 1 1 1))", 12)]
    [InlineData("S_WITHIN(a, BBOX(1,2,3))", 12)]
    [InlineData("S_WITHIN(a, BBOX(1,2,3,4,5,6,7))", 28)]
    [InlineData("S_WITHIN(a, GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(POINT(0 0))))", 31)]
    public void Text(string filter, int position)
    {
        var error = Assert.Throws<Cql2Exception>(() => Cql2Text.Parse(filter));
        Assert.Equal(position, error.Position);
        Assert.Contains($"{position + 1}文字目", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("。", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("null", 0)]
    [InlineData("1", 0)]
    [InlineData("[]", 0)]
    [InlineData("{}", 0)]
    [InlineData("{", 1)]
    [InlineData("true false", 5)]
    [InlineData("{\"op\":\"=\"}", 0)]
    [InlineData("{\"op\":\"=\",\"args\":[1]}", 17)]
    [InlineData("{\"op\":\"=\",\"args\":[1,null]}", 20)]
    [InlineData("{\"op\":\"=\",\"args\":1}", 0)]
    [InlineData("{\"op\":1,\"args\":[]}", 6)]
    [InlineData("{\"op\":\"not\",\"args\":[1]}", 20)]
    [InlineData("{\"op\":\"and\",\"args\":[true]}", 19)]
    [InlineData("{\"op\":\"in\",\"args\":[1,[]]}", 18)]
    [InlineData("{\"op\":\"in\",\"args\":[1,2]}", 18)]
    [InlineData("{\"op\":\"AND\",\"args\":[true,true]}", 0)]
    [InlineData("{\"op\":\"S_WITHIN\",\"args\":[true,true]}", 0)]
    [InlineData("{\"op\":\"f(x)\",\"args\":[]}", 0)]
    [InlineData("{\"op\":\"=\",\"args\":[\"\\u0000\",1]}", 18)]
    [InlineData("{\"op\":\"=\",\"op\":\"=\",\"args\":[1,1]}", 10)]
    [InlineData("{\"op\":\"=\",\"args\":[{\"property\":1},1]}", 30)]
    [InlineData("{\"op\":\"=\",\"args\":[{\"property\":\"\"},1]}", 30)]
    [InlineData("{\"op\":\"=\",\"args\":[{\"date\":\"x\"},1]}", 26)]
    [InlineData("{\"op\":\"=\",\"args\":[\"𠮷町\",{\"date\":\"x\"}]}", 32)]
    [InlineData("{\"op\":\"s_within\",\"args\":[{\"type\":\"Circle\",\"coordinates\":[1,2]},1]}", 33)]
    [InlineData("{\"op\":\"s_within\",\"args\":[{\"type\":\"Point\",\"coordinates\":[[1,2]]},1]}", 55)]
    [InlineData("{\"op\":\"s_within\",\"args\":[{\"type\":\"Point\"},1]}", 25)]
    [InlineData("{\"op\":\"s_within\",\"args\":[{\"bbox\":[1,2,3]},1]}", 25)]
    public void Json(string filter, int position)
    {
        var error = Assert.Throws<Cql2Exception>(() => Cql2Json.Parse(filter));
        Assert.Equal(position, error.Position);
        Assert.EndsWith("。", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.Throws<Cql2Exception>(() => Cql2Text.Parse("a = '\uD800'"));
        Assert.Throws<Cql2Exception>(() => Cql2Text.Parse("\"\uD800\" = 1"));
        Assert.Throws<Cql2Exception>(() => Cql2Text.Parse("a\uDC00 = 1"));
        Assert.Throws<Cql2Exception>(() => Cql2Json.Parse("{\"op\":\"=\",\"args\":[\"\\ud800\",1]}"));
    }
}
