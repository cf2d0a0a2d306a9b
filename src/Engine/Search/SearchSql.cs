using Gis.Core.Catalogue;

namespace Gis.Engine.Search;

/// <summary>The statements of search. In all of them $1 is the visitor's words in normal form and $2 how many rows are wanted.</summary>
internal static class SearchSql
{
    private const string Columns = "SELECT e.layer_id, e.fid, e.label, e.detail, e.norm, ST_X(e.point), ST_Y(e.point)";

    // So many of a large layer's matches, and of all others together, are ranked. Whoever has typed so little that there are more will type on; what would be
    // shown first of parcels by the thousand is no loss, but each of them would have to be read and sorted.
    private const int MostOfLarge = 1000, MostOfRest = 5000;

    // Of a large layer's names that begin so the first by name are taken, among which the short ones stand. Each has to be fetched and sorted, so a short list
    // takes fewer; two steps only, as each is a statement of its own that is prepared.
    private const int FewBegun = 100, MostBegun = 250;

    /// <summary>A layer with so many features stands in a part of the index of its own and is asked by itself.</summary>
    public const long LargeFrom = 20_000;

    /// <summary>
    /// Names that begin so. A range by bytes instead of LIKE: the index then serves a prepared statement too. U+10FFFF is behind every
    /// character a name can go on with. Of more than can be ranked those are taken that come first by name: a short name stands before all that go on from it.
    /// </summary>
    /// <param name="audience">Whose entries.</param>
    /// <param name="large">Layers of <see cref="LargeFrom"/> features and more.</param>
    /// <param name="rows">How many rows are wanted.</param>
    public static string Prefix(Audience audience, IReadOnlyList<LayerId> large, int rows) => $"""
        {Columns} FROM {Among(audience, large, "e.norm ~>=~ $1 AND e.norm ~<=~ ($1 || chr(1114111))", "ORDER BY e.norm USING ~<~", rows <= FewBegun ? FewBegun : MostBegun)} e
        ORDER BY e.norm <> $1, e.weight DESC, length(e.norm), e.norm, e.layer_id, e.fid LIMIT $2
        """;

    /// <summary>
    /// Names that hold all parts; $3 is the list of the parts, $4 a pattern for a number that stands alone (地番 123-4 itself before 1123-45), or null.
    /// </summary>
    /// <param name="audience">Whose entries.</param>
    /// <param name="large">Layers of <see cref="LargeFrom"/> features and more.</param>
    /// <param name="parts">The parts; only whether they are long enough for the index of three-letter pieces is of interest here.</param>
    /// <param name="alone">Whether only names are wanted in which the number stands alone.</param>
    /// <param name="withoutLarge">Whether large layers are left out.</param>
    public static string Infix(Audience audience, IReadOnlyList<LayerId> large, IReadOnlyList<string> parts, bool alone = false, bool withoutLarge = false)
    {
        // A shorter part is no condition for that index: asked for with LIKE, a prepared statement would read all of it. Nor is the number that stands alone:
        // its pieces are those of the part, and it is looked at in the few names that the part leaves.
        var conditions = parts.Select((part, i) => part.Length < 3 ? $"strpos(e.norm, ($3::text[])[{i + 1}]) > 0" : $"e.norm LIKE '%' || ($3::text[])[{i + 1}] || '%'");
        return $"""
            {Columns} FROM {Among(audience, large, string.Join(" AND ", alone ? conditions.Append("(e.norm ~ $4) IS TRUE") : conditions), "", MostOfLarge, withoutLarge)} e
            ORDER BY coalesce(e.norm !~ $4, false), position($1 IN e.norm) = 0, e.weight DESC, length(e.norm), e.norm, e.layer_id, e.fid LIMIT $2
            """;
    }

    /// <summary>
    /// Names that share some three-letter pieces, most similar first: the candidates among which <see cref="Typing"/> looks for a typing
    /// error. Needs <see cref="LooseSimilarity"/>, as Japanese names are short and one wrong character spoils most of their pieces.
    /// </summary>
    public static string Fuzzy(Audience audience) => $"""
        {Columns} FROM {Entries(audience)} e
        WHERE e.norm % $1
        ORDER BY similarity(e.norm, $1) DESC, e.weight DESC, length(e.norm), e.norm, e.layer_id, e.fid LIMIT $2
        """;

    /// <summary>
    /// Candidates for short words, whose every three-letter piece one wrong character can spoil: names that share two letters in a row.
    /// $3 is the list of LIKE patterns of those pairs. Reads all entries, and not by the index, which pairs are too short for; asked only when nothing else was found.
    /// </summary>
    public static string FuzzyShort(Audience audience) => $"""
        {Columns} FROM {Entries(audience)} e
        WHERE (e.norm || '') LIKE ANY ($3)
        ORDER BY e.weight DESC, length(e.norm), e.norm, e.layer_id, e.fid LIMIT $2
        """;

    /// <summary>Widens what counts as similar, for this transaction.</summary>
    public const string LooseSimilarity = "SET LOCAL pg_trgm.similarity_threshold = 0.1";

    // Ids of layers hold nothing that would have to be quoted (LayerId); as constants they keep the other parts of the index out of the plan.
    private static string Among(Audience audience, IReadOnlyList<LayerId> large, string condition, string order, int mostOfLarge, bool withoutLarge = false)
    {
        string One(string which, int most) => $"(SELECT e.* FROM {Entries(audience)} e WHERE {which}{condition} {order} LIMIT {most})";
        var rest = string.Concat(large.Select(l => $"e.layer_id <> '{l.Value}' AND "));
        return $"({string.Join(" UNION ALL ", large.Where(_ => !withoutLarge).Select(l => One($"e.layer_id = '{l.Value}' AND ", mostOfLarge)).Append(One(rest, MostOfRest)))})";
    }

    private static string Entries(Audience audience) => audience == Audience.Staff
        ? "(SELECT * FROM search.public_entry UNION ALL SELECT * FROM search.staff_entry)"
        : "search.public_entry";
}
