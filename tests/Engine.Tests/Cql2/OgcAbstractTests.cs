using System.Globalization;
using Gis.Engine.Cql2;
using Gis.Engine.Cql2.Expressions;
using Gis.Testing;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Engine.Tests.Cql2;

/// <summary>
/// OGC's abstract tests of CQL2 (shared/data/cql2) on their own data set in PostGIS: every row, in text and in JSON. Nothing is skipped, as every
/// conformance class that a row may need is there.
/// </summary>
public sealed class OgcAbstractTests(OgcDatabase database, ITestOutputHelper output) : IClassFixture<OgcDatabase>
{
    private sealed record Outcome(OgcTestRow Row, Cql2Expression? Filter, HashSet<long>? Keys, Exception? Error);

    [SharedDataFact]
    public async Task Every_row_gives_what_it_expects()
    {
        var outcomes = new List<Outcome>();
        foreach (var row in OgcTestTable.Read().Where(row => row.HasFilter))
        {
            foreach (var instance in OgcTemplates.Instances(row))
                outcomes.Add(await RunAsync(instance));
        }

        var byCase = outcomes.ToLookup(outcome => outcome.Row.CaseId);
        var faults = new List<string>();
        foreach (var group in outcomes.GroupBy(outcome => outcome.Row.Class).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var passed = 0;
            foreach (var outcome in group)
            {
                var fault = outcome.Row.Expectations.Select(expected => Fault(outcome, expected, byCase)).FirstOrDefault(f => f is not null) ?? Derived(outcome);
                if (fault is null)
                    passed++;
                else
                    faults.Add($"{outcome.Row.Name}\n    {fault}");
            }

            output.WriteLine($"{group.Key,-34} {passed,5} of {group.Count(),5} ({group.Count(o => o.Row.IsJson)} JSON, {group.Count(o => o.Row.IsNotToBeJudged)} counts not judged)");
        }

        output.WriteLine($"{"all",-34} {outcomes.Count - faults.Count,5} of {outcomes.Count,5}, skipped 0");
        Assert.True(outcomes.Count >= 2380, $"Only {outcomes.Count} rows were found.");
        Assert.True(faults.Count == 0, $"{faults.Count} rows:\n{string.Join('\n', faults.Take(40))}");
    }

    [SharedDataFact]
    public void Every_collection_has_queryables_of_a_scalar_type()
    {
        foreach (var row in OgcTestTable.Read().Where(row => row.TestId == "basic-test"))
        {
            Assert.Contains("each collection has", row.Cells["expected"], StringComparison.Ordinal);
            Assert.All(database.Tables.Values, queryables => Assert.Contains(queryables, q => q.Type == Gis.Engine.Cql2.Checking.Cql2Type.Text
                || q.Type == Gis.Engine.Cql2.Checking.Cql2Type.Number));
        }
    }

    private async Task<Outcome> RunAsync(OgcTestRow row)
    {
        Cql2Expression? filter = null;
        try
        {
            filter = row.IsJson ? Cql2Json.Parse(row.Filter) : Cql2Text.Parse(row.Filter);
            var keys = row.Collection.Length == 0 ? null : await database.SelectAsync(row.Collection, filter);
            return new Outcome(row, filter, keys, null);
        }
        catch (Exception e) when (e is Cql2Exception or PostgresException)
        {
            return new Outcome(row, filter, null, e);
        }
    }

    private static string? Fault(Outcome outcome, string expected, ILookup<string, Outcome> byCase)
    {
        var row = outcome.Row;
        var (name, value) = expected.Split('=', 2) is [var n, var v] ? (n, v) : (expected, "");
        if (name == "status" && value == "400")
            return outcome.Error is Cql2Exception ? null : "should have been refused";
        if (outcome.Error is { } error)
            return error.Message;
        if (name is "status" or "parses" || expected == "decoded literal equals the original string")
            return null;
        if (name == "count")
        {
            var count = int.Parse(value, CultureInfo.InvariantCulture);
            return count == outcome.Keys!.Count || row.IsNotToBeJudged ? null : $"{outcome.Keys.Count} rows instead of {count}";
        }

        if (name == "equals")
        {
            var json = byCase[value.Replace(" (cql2-json)", "", StringComparison.Ordinal)].Single(o => o.Row.IsJson);
            return outcome.Filter == json.Filter ? null : $"reads otherwise than {json.Row.Filter}";
        }

        // The same encoding's row: a relation never leaves its group.
        var other = byCase[value].Single(o => o.Row.IsJson == row.IsJson).Keys!;
        return name switch
        {
            "same" => outcome.Keys!.SetEquals(other) ? null : $"not the same as {value}",
            "disjoint" => !outcome.Keys!.Overlaps(other) ? null : $"not disjoint from {value}",
            _ => $"nobody knows what {expected} means",
        };
    }

    /// <summary>The count of the folder's independent evaluation, where there is one.</summary>
    private static string? Derived(Outcome outcome) =>
        outcome.Row.DerivedCount is { } count && outcome.Keys is { } keys && keys.Count != count ? $"{keys.Count} rows instead of {count} (derived)" : null;
}
