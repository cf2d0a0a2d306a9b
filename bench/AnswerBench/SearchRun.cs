using System.Diagnostics;
using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.Engine.Search;
using Gis.Testing;
using Gis.TileBench.Peers;
using Npgsql;

namespace Gis.AnswerBench;

/// <summary>
/// Search among the names of a town: the statements of the search, prepared, through Npgsql, against the very same statements on the very same index tables read
/// from end to end; then the public server over HTTP, one question after the other. Questions are made of names taken at random.
/// </summary>
internal static class SearchRun
{
    private const int Questions = 200, Turn = 10;
    private static readonly char[] NumberLetters = [.. "0123456789-"];

    /// <summary>Runs and prints.</summary>
    public static async Task RunAsync(int rounds, int port)
    {
        await using var database = await TestDatabase.CreateAsync();
        var from = await GazetteerTown.FillAsync(database);
        await using (var analyse = database.Owner.CreateCommand("VACUUM ANALYZE search.public_entry"))
            await analyse.ExecuteNonQueryAsync();
        var labels = await LabelsAsync(database);
        var snapshot = await TownSnapshotReader.LoadAsync(database.Public, Audience.Public);
        Console.WriteLine($"{from}; {await EntriesAsync(database)} entries\n\n{rounds} rounds of {Questions} questions\n");
        Console.WriteLine("| asked | sequential scan p50 ms | ours in SQL p50 ms | ratio p50 | ours in SQL p95 ms | over HTTP p50 ms | over HTTP p95 ms |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        await using var ours = await OpenAsync(database, indexes: true);
        await using var scan = await OpenAsync(database, indexes: false);
        await using var server = await OwnServer.StartAsync(database, port, keepsTiles: true);
        using var client = new HttpClient { BaseAddress = server.Address };
        await server.SettleAsync();
        foreach (var (name, make, exact) in Kinds())
        {
            var random = new Random(12);
            var words = Enumerable.Range(0, Questions).Select(_ => make(random, labels[random.Next(labels.Count)])).ToList();
            var (theirs, own, http) = (new Timings(), new Timings(), new Timings());
            for (var round = -1; round < rounds; round++)
            {
                // A scan takes long: every fifth question is enough for its median. In small turns: right after a scan, which reads all of the table through the
                // processor's cache, the next question would pay for it.
                foreach (var turn in exact is null ? [] : words.Where((_, i) => i % 5 == 0).Chunk(Turn))
                {
                    var expected = await AskAllAsync(scan, snapshot, exact!.Value, turn, round < 0 ? null : theirs);
                    var found = await AskAllAsync(ours, snapshot, exact.Value, turn, round < 0 ? null : own);
                    for (var i = 0; i < turn.Length; i++)
                    {
                        if (!expected[i].SequenceEqual(found[i]))
                            throw new InvalidOperationException($"Not the same names: {turn[i]}");
                    }
                }

                foreach (var asked in words)
                {
                    var start = Stopwatch.GetTimestamp();
                    await client.GetByteArrayAsync(new Uri($"search?q={Uri.EscapeDataString(asked)}", UriKind.Relative));
                    if (round >= 0)
                        http.Add(Stopwatch.GetElapsedTime(start));
                }
            }

            var sql = exact is null ? "| – | – | – | – " : FormattableString.Invariant(
                $"| {Timings.Text(theirs.Median)} | {Timings.Text(own.Median)} | {theirs.Median / own.Median:F0} | {Timings.Text(own.Percentile(0.95))} ");
            Console.WriteLine($"| {name} {sql}| {Timings.Text(http.Median)} | {Timings.Text(http.Percentile(0.95))} |");
        }
    }

    // What is typed, and which statement of the search answers it; null: several in turn.
    private static IEnumerable<(string Name, Func<Random, string, string> Make, SearchStep? Step)> Kinds()
    {
        yield return ("the whole name", (_, label) => label, SearchStep.Prefix);
        yield return ("its beginning, from four letters on", (r, label) => label[..Math.Min(label.Length - 1, 4 + r.Next(Math.Max(1, label.Length - 4)))], SearchStep.Prefix);
        yield return ("its beginning, two or three letters", (r, label) => label[..(2 + r.Next(2))], SearchStep.Prefix);
        yield return ("a part of it, three letters and more", (r, label) => label[1..] is { Length: > 3 } rest ? rest[..(3 + r.Next(rest.Length - 2))] : label, SearchStep.Whole);
        yield return ("its number alone (123-4)", (_, label) => Number(label), SearchStep.Number);
        yield return ("name and number with a space", (_, label) => label[..^Number(label).Length] + " " + Number(label), SearchStep.Infix);
        yield return ("typed in full-width with 番地", (_, label) => label.Replace("-", "番地", StringComparison.Ordinal), null);
        yield return ("one letter of the name wrong", (r, label) => "〆" + label[1..], null);
        yield return ("two letters out of it", (_, label) => label.Length > 3 ? label[1..3] : label, null);
    }

    private static string Number(string label) => label[label.TrimEnd(NumberLetters).Length..];

    private static async Task<List<List<string>>> AskAllAsync(NpgsqlConnection connection, TownSnapshot snapshot, SearchStep step, IEnumerable<string> words, Timings? timings)
    {
        var all = new List<List<string>>();
        foreach (var asked in words)
        {
            var start = Stopwatch.GetTimestamp();
            var found = await SearchSteps.RunAsync(connection, snapshot, step, asked, 10);
            timings?.Add(Stopwatch.GetElapsedTime(start));
            all.Add([.. found.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Layer}/{f.Fid}/{f.Norm}"))]);
        }

        return all;
    }

    private static async Task<NpgsqlConnection> OpenAsync(TestDatabase database, bool indexes)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.PublicConnectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2, Options = TownSearch.ConnectionOptions }.ConnectionString);
        await connection.OpenAsync();
        await using var set = new NpgsqlCommand(
            "SET jit = off; SET max_parallel_workers_per_gather = 0" + (indexes ? "" : "; SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off"), connection);
        await set.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task<List<string>> LabelsAsync(TestDatabase database)
    {
        var labels = new List<string>();
        await using var command = database.Owner.CreateCommand("SELECT DISTINCT label FROM search.public_entry WHERE label ~ '^[^0-9]{2,}[0-9]+-[0-9]+$' ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            labels.Add(reader.GetString(0));
        return labels;
    }

    private static async Task<long> EntriesAsync(TestDatabase database)
    {
        await using var command = database.Owner.CreateCommand("SELECT count(*) FROM search.public_entry");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
