using Gis.Engine.Cql2;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Sql;
using Xunit;

namespace Gis.Engine.Tests.Cql2;

/// <summary>Nothing that a filter says ever becomes SQL text.</summary>
public sealed class HostileFilterTests(MeaningDatabase database) : IClassFixture<MeaningDatabase>
{
    private const string Marker = "zqxmarker";

    private static readonly string[] Payloads =
    [
        "'; DROP TABLE sample; --", "' OR '1'='1", "\"; DROP TABLE sample; --", "$1", "$$; DROP TABLE sample; $$", "\\'; SELECT pg_sleep(9); --", "' UNION SELECT usename FROM pg_user --",
        "/* */", "E'\\x27'", "U&'\\0027'", "%27%20OR%201=1", "'||(SELECT version())||'", "); DELETE FROM sample; --", "{0}", "{{0}}", "\r\n\t;", "＇ OR １=１", "\u02bc OR 1=1", "pg_sleep(9)", "exec('xpath')", "${jndi:ldap://x}",
    ];

    [Fact]
    public async Task As_values_they_are_values()
    {
        foreach (var payload in Payloads)
        {
            var literal = new TextLiteral(payload + Marker);
            Cql2Expression[] filters =
            [
                new Comparison(ComparisonOperator.Equal, new PropertyReference("t"), literal),
                new LikePredicate(new PropertyReference("t"), literal),
                new InList(new PropertyReference("t"), [literal, new PropertyReference("u")]),
                new InList(new PropertyReference("t"), [literal]),
                new Comparison(ComparisonOperator.Less, new Folding(FoldingKind.Accent, new Folding(FoldingKind.Case, literal)), new PropertyReference("t")),
                new ArrayPredicate(ArrayOperator.Overlaps, new PropertyReference("a"), new ArrayLiteral([literal, new PropertyReference("t")])),
                new Comparison(ComparisonOperator.Greater, new FunctionCall("charLength", [literal]), new NumberLiteral(1e9, 1e9m)),
            ];
            foreach (var filter in filters)
            {
                // Through both encodings, as a client sends it.
                foreach (var read in new[] { Cql2Text.Parse(Cql2Text.Write(filter)), Cql2Json.Parse(Cql2Json.Write(filter)) })
                {
                    var sql = Cql2Sql.Translate(Cql2Checker.Check(read, MeaningDatabase.Settings));
                    Assert.DoesNotContain(Marker, sql.Text, StringComparison.OrdinalIgnoreCase);
                    Assert.NotEmpty(sql.Parameters);
                    await database.SelectAsync(Cql2Text.Write(read));
                }
            }
        }

        var all = await database.SelectAsync("TRUE");
        Assert.Equal(5, all.Length);
    }

    [Fact]
    public void As_names_they_are_unknown_and_not_repeated()
    {
        foreach (var payload in Payloads)
        {
            Cql2Expression[] filters =
            [
                new IsNull(new PropertyReference(payload + Marker)),
                new Comparison(ComparisonOperator.Equal, new FunctionCall(payload + Marker, []), new NumberLiteral(1, 1)),
            ];
            foreach (var filter in filters)
            {
                var error = Assert.Throws<Cql2Exception>(() => Cql2Checker.Check(Cql2Json.Parse(Cql2Json.Write(filter)), MeaningDatabase.Settings));
                Assert.DoesNotContain(Marker, error.Message, StringComparison.OrdinalIgnoreCase);
            }

            var property = Cql2Text.Parse(Cql2Text.Write(filters[0]));
            Assert.Equal(Cql2Fault.UnknownProperty, Assert.Throws<Cql2Exception>(() => Cql2Checker.Check(property, MeaningDatabase.Settings)).Fault);
            var asNull = Cql2Sql.Translate(Cql2Checker.Check(property, MeaningDatabase.Settings with { UnknownIsNull = true }));
            Assert.DoesNotContain(Marker, asNull.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("t = 'x'; DROP TABLE sample")]
    [InlineData("t = 'x' -- comment")]
    [InlineData("t = 'x' /* comment */")]
    [InlineData("t = $1")]
    [InlineData("t = 'x'::text")]
    [InlineData("r.t = 'x'")]
    [InlineData("fid = 1")]
    [InlineData("sample.n = 1")]
    [InlineData("n = (SELECT 1)")]
    [InlineData("EXISTS (SELECT 1)")]
    [InlineData("pg_read_file('/etc/passwd') = 'x'")]
    [InlineData("n = CURRENT_USER")]
    [InlineData("\"n\" = 1 UNION ALL SELECT 1")]
    public void As_filters_they_are_refused(string filter) =>
        Assert.Throws<Cql2Exception>(() => Cql2Checker.Check(Cql2Text.Parse(filter), MeaningDatabase.Settings));
}
