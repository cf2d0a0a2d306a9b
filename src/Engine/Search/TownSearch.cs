using System.Text.RegularExpressions;
using Gis.Core.Japanese;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Search;

/// <summary>
/// Finds 地番, addresses, places and facilities. Each step is tried only when the better ones before it have not filled the list:
/// same name, same beginning, parts of the name, similar name.
/// </summary>
/// <param name="source">Connections under the role whose entries are searched.</param>
public sealed partial class TownSearch(NpgsqlDataSource source)
{
    /// <summary>Most results of one question.</summary>
    public const int MaxResults = 50;

    private const int MostParts = 5;

    // Shorter words have no three-letter piece of their own; everything would be similar.
    private const int ShortestFuzzy = 3;

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
        var found = new Found(snapshot, key, Math.Clamp(limit, 1, MaxResults));
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await CollectAsync(connection, SearchSql.Prefix(snapshot.Audience), found, cancellation);
        if (!found.IsFull)
        {
            var parts = SearchText.Parts(words).Take(MostParts).ToList();
            await CollectAsync(
                connection, SearchSql.Infix(snapshot.Audience, parts.Count), found, cancellation,
                new NpgsqlParameter<string[]> { TypedValue = [.. parts.Select(Pattern)] },
                new NpgsqlParameter { Value = (object?)NumberAlone(parts[^1]) ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        }

        // Similar names only where there is nothing better: beside real hits they are noise.
        if (found.Hits.Count == 0 && key.Length >= ShortestFuzzy)
            await CollectAsync(connection, SearchSql.Fuzzy(snapshot.Audience), found, cancellation);
        return found.Hits;
    }

    private static async Task CollectAsync(
        NpgsqlConnection connection, string sql, Found found, CancellationToken cancellation, params NpgsqlParameter[] more)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = found.Key });
        // A thing may be indexed under several keys; some rows will be the same thing again.
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = found.Limit * 3 });
        command.Parameters.AddRange(more);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (!found.IsFull && await reader.ReadAsync(cancellation))
        {
            double? At(int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
            found.Add(reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.GetString(4), At(5), At(6));
        }
    }

    private static string Pattern(string part) =>
        "%" + part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";

    // The parts come from the normal form: digits and hyphens only, nothing a pattern could misread.
    private static string? NumberAlone(string part) => Number().IsMatch(part) ? $"(^|[^0-9-]){part}$" : null;

    [GeneratedRegex("^[0-9]+(-[0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>The list while it fills.</summary>
    private sealed class Found(TownSnapshot snapshot, string key, int limit)
    {
        private readonly HashSet<(string, long)> _seen = [];
        private readonly List<SearchHit> _hits = [];

        public string Key => key;

        public int Limit => limit;

        public List<SearchHit> Hits => _hits;

        public bool IsFull => _hits.Count >= limit;

        public void Add(string layerId, long fid, string label, string? detail, string norm, double? lon, double? lat)
        {
            if (snapshot.Find(layerId) is not { } layer || !_seen.Add((layerId, fid)))
                return;
            var match = norm == key ? MatchKind.Exact
                : norm.StartsWith(key, StringComparison.Ordinal) ? MatchKind.Prefix
                : norm.Contains(key, StringComparison.Ordinal) || SearchText.Parts(key).All(p => norm.Contains(p, StringComparison.Ordinal)) ? MatchKind.Infix
                : MatchKind.Fuzzy;
            var byName = SearchText.Normalise(label) == norm;
            _hits.Add(new SearchHit(layer, fid, label, detail, match, Reason(match, byName), lon, lat));
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
