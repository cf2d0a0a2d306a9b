using Gis.Engine.Cql2;
using Gis.Engine.Cql2.Expressions;
using Gis.Testing;
using Xunit;

namespace Gis.Engine.Tests.Cql2;

/// <summary>What is written is read back the same, in both encodings and across them.</summary>
public sealed class RoundTripTests
{
    [SharedDataFact]
    public void Every_filter_of_the_standards_tests_comes_back()
    {
        foreach (var row in OgcTestTable.Read().Where(row => row.HasFilter && !row.Filter.Contains("{queryable}", StringComparison.Ordinal) && row.TestId != "functions"))
            ComesBack(row.IsJson ? Cql2Json.Parse(row.Filter) : Cql2Text.Parse(row.Filter), row.Name);
    }

    [Fact]
    public void Drawn_filters_come_back()
    {
        var compared = 0;
        for (var i = 0; i < TestScale.Cases(3_000, 300_000); i++)
        {
            var filter = new RandomFilters(TestScale.Random(i)).Condition(depth: 5);
            ComesBack(filter, "case " + i);
            compared += filter is BooleanLiteral ? 0 : 1;
        }

        Assert.True(compared > 2_000);
    }

    [Theory]
    [InlineData("a AND b = 1", false)]
    [InlineData("a = 1 AND (b = 2 OR c = 3) AND NOT d IS NULL", true)]
    [InlineData("(a = 1 AND b = 2) AND c = 3", true)]
    [InlineData("-2 ^ 2 = 4", true)]
    [InlineData("a - -2 = - b", true)]
    [InlineData("a ^ b ^ c = 1", true)]
    public void Text_of_the_grammar(string text, bool isFilter)
    {
        if (isFilter)
            ComesBack(Cql2Text.Parse(text), text);
        else
            Assert.Throws<Cql2Exception>(() => Cql2Text.Parse(text));
    }

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData(@"'it\'s'", "it's")]
    [InlineData(@"'\a\b\t\n\v\f\r'", "\a\b\t\n\v\f\r")]
    [InlineData(@"'a\\'", @"a\")]
    [InlineData(@"'\%\_\d'", @"\%\_\d")]
    [InlineData("''", "")]
    [InlineData("'\"'", "\"")]
    public void Escapes_in_text(string literal, string value) =>
        Assert.Equal(new Comparison(ComparisonOperator.Equal, new PropertyReference("a"), new TextLiteral(value)), Cql2Text.Parse("a = " + literal));

    [Theory]
    [InlineData("a < 1 AND b = 1.50", """{"op":"and","args":[{"op":"<","args":[{"property":"a"},1]},{"op":"=","args":[{"property":"b"},1.5]}]}""")]
    [InlineData("\"施設 名称\" LIKE '%会%'", """{"op":"like","args":[{"property":"施設 名称"},"%会%"]}""")]
    [InlineData("t_metby(interval('..', d), interval(d, '2026-04-01'))", """{"op":"t_metBy","args":[{"interval":["..",{"property":"d"}]},{"interval":[{"property":"d"},"2026-04-01"]}]}""")]
    [InlineData("a = TIMESTAMP('2026-04-01T09:00:00+09:00')", """{"op":"=","args":[{"property":"a"},{"timestamp":"2026-04-01T00:00:00Z"}]}""")]
    [InlineData("S_WITHIN(g, MULTIPOINT(1 2, 3 4))", """{"op":"s_within","args":[{"property":"g"},{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}]}""")]
    [InlineData("A_EQUALS(('x'), ())", """{"op":"a_equals","args":[["x"],[]]}""")]
    public void Text_and_json_say_the_same(string text, string json)
    {
        Assert.Equal(Cql2Text.Parse(text), Cql2Json.Parse(json));
        Assert.Equal(json, Cql2Json.Write(Cql2Text.Parse(text)));
    }

    private static void ComesBack(Cql2Expression filter, string name)
    {
        var text = Cql2Text.Write(filter);
        Assert.True(filter == Cql2Text.Parse(text), name + ": " + text);
        var json = Cql2Json.Write(filter);
        Assert.True(filter == Cql2Json.Parse(json), name + ": " + json);
    }
}
