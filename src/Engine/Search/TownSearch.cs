using Gis.Core.Japanese;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Search;

/// <summary>
/// Finds 地番, addresses, places and facilities. Each step is tried only when the better ones before it have not filled the list:
/// same name, same beginning, parts of the name, similar name.
/// </summary>
/// <param name="source">Connections under the role whose entries are searched.</param>
public sealed class TownSearch(NpgsqlDataSource source)
{
    /// <summary>
    /// Setting of the connections that search should be given: the statements are made so that one plan serves all words, and to plan anew for each question
    /// takes longer than to answer most of them.
    /// </summary>
    public const string ConnectionOptions = "-c plan_cache_mode=force_generic_plan";

    /// <summary>Most results of one question.</summary>
    public const int MaxResults = 50;

    private const int SimilarCandidates = 1000;

    private const int ShortWords = 5;

    /// <summary>Searches.</summary>
    /// <param name="snapshot">The present catalogue; entries of layers it does not know are left out.</param>
    /// <param name="words">What the visitor typed.</param>
    /// <param name="limit">Most results, at most <see cref="MaxResults"/>.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <returns>Best first; each thing once.</returns>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(
        TownSnapshot snapshot, string words, int limit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var key = SearchText.Normalise(words);
        if (key.Length == 0)
            return [];
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var found = await NamedAsync(connection, snapshot, words, key, limit, cancellation);
        // People write the whole address; entries begin after the town's name. What stands in the data as it was typed comes first.
        if (found.Hits.Count == 0 && WithinTown.Of(key, snapshot.Catalogue.Town?.Name) is { } rest)
        {
            (words, key) = (rest, rest);
            found = await NamedAsync(connection, snapshot, words, key, limit, cancellation);
        }

        // The end of what is being typed may be the beginning of something else: 飯豊字, 本町二丁.
        if (found.Hits.Count == 0 && SearchText.NormaliseUnfinished(words) is { Length: > 0 } unfinished && unfinished != key)
            found = await NamedAsync(connection, snapshot, unfinished, unfinished, limit, cancellation) is { Hits.Count: > 0 } begun ? begun : found;

        // Similar names only where there is nothing better: beside real hits they are noise.
        if (found.Hits.Count == 0 && Typing.Allowed(key.Length) > 0)
            await CollectSimilarAsync(connection, snapshot, found, cancellation);
        return found.Hits;
    }

    // Same name, same beginning, parts of the name.
    private static async Task<Found> NamedAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, string words, string key, int limit, CancellationToken cancellation)
    {
        var found = new Found(snapshot, key, Math.Clamp(limit, 1, MaxResults));
        foreach (var step in SearchSteps.For(words, () => found.Hits.Count > 0))
        {
            // A thing may be indexed under several keys; some rows will be the same thing again.
            foreach (var row in found.IsFull ? [] : await SearchSteps.RunAsync(connection, snapshot, step, words, found.Limit * 3, cancellation))
                found.Add(row);
        }

        return found;
    }

    private static async Task CollectSimilarAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, Found found, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var loose = new NpgsqlCommand(SearchSql.LooseSimilarity, connection))
            await loose.ExecuteNonQueryAsync(cancellation);
        var isShort = found.Key.Length <= ShortWords;
        await using var command = new NpgsqlCommand(isShort ? SearchSql.FuzzyShort(snapshot.Audience) : SearchSql.Fuzzy(snapshot.Audience), connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = found.Key });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = SimilarCandidates });
        if (isShort)
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. Pairs(found.Key).Select(SearchSteps.Pattern)] });
        var candidates = new List<(int Errors, SearchRow Row)>();
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                var row = SearchRow.Read(reader);
                candidates.Add((Typing.Errors(found.Key, row.Norm), row));
            }
        }

        await transaction.CommitAsync(cancellation);
        foreach (var (_, row) in candidates.Where(c => c.Errors <= Typing.Allowed(found.Key.Length)).OrderBy(c => c.Errors))
            found.Add(row);
    }

    // By whole letters: half of 𠮷 is no text.
    private static IEnumerable<string> Pairs(string key)
    {
        var letters = key.EnumerateRunes().ToList();
        return letters.Zip(letters.Skip(1), (one, next) => $"{one}{next}");
    }

    /// <summary>The list while it fills.</summary>
    private sealed class Found(TownSnapshot snapshot, string key, int limit)
    {
        private readonly HashSet<(string, long)> _seen = [];
        private readonly List<SearchHit> _hits = [];

        public string Key => key;

        public int Limit => limit;

        public List<SearchHit> Hits => _hits;

        public bool IsFull => _hits.Count >= limit;

        public void Add(SearchRow row)
        {
            if (IsFull || snapshot.Find(row.Layer) is not { } layer || !_seen.Add((row.Layer, row.Fid)))
                return;
            var match = row.Norm == key ? MatchKind.Exact
                : row.Norm.StartsWith(key, StringComparison.Ordinal) ? MatchKind.Prefix
                : row.Norm.Contains(key, StringComparison.Ordinal) || SearchText.Parts(key).All(p => row.Norm.Contains(p, StringComparison.Ordinal)) ? MatchKind.Infix
                : MatchKind.Fuzzy;
            var byName = SearchText.Normalise(row.Label) == row.Norm;
            _hits.Add(new SearchHit(layer, row.Fid, row.Label, row.Detail, match, Reason(match, byName), row.Lon, row.Lat));
        }

        private static string Reason(MatchKind match, bool byName)
        {
            var what = byName ? "名前" : "よみ・別の書き方";
            return match switch
            {
                MatchKind.Exact => $"{what}が一致",
                MatchKind.Prefix => $"{what}の始まりが一致",
                MatchKind.Infix => $"{what}に含まれる",
                _ => "似た名前",
            };
        }
    }
}
