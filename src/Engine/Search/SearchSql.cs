using Gis.Core.Catalogue;

namespace Gis.Engine.Search;

/// <summary>The statements of search. In all of them $1 is the visitor's words in normal form and $2 how many rows are wanted.</summary>
internal static class SearchSql
{
    private const string Columns = "SELECT e.layer_id, e.fid, e.label, e.detail, e.norm, ST_X(e.point), ST_Y(e.point)";

    /// <summary>
    /// Names that begin so. A range by bytes instead of LIKE: the index then serves a prepared statement too. U+10FFFF is behind every
    /// character a name can go on with.
    /// </summary>
    public static string Prefix(Audience audience) => $"""
        {Columns} FROM {Entries(audience)} e
        WHERE e.norm ~>=~ $1 AND e.norm ~<=~ ($1 || chr(1114111))
        ORDER BY e.norm <> $1, e.weight DESC, length(e.norm), e.norm, e.layer_id, e.fid LIMIT $2
        """;

    /// <summary>
    /// Names that hold all parts; $3 is the list of their LIKE patterns, $4 a pattern for a number that stands alone (地番 123-4 itself
    /// before 1123-45), or null.
    /// </summary>
    public static string Infix(Audience audience, int parts)
    {
        var conditions = string.Join(" AND ", Enumerable.Range(1, parts).Select(i => $"e.norm LIKE ($3::text[])[{i}]"));
        return $"""
            {Columns} FROM {Entries(audience)} e
            WHERE {conditions}
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
    /// $3 is the list of LIKE patterns of those pairs. Reads the whole index; asked only when nothing else was found.
    /// </summary>
    public static string FuzzyShort(Audience audience) => $"""
        {Columns} FROM {Entries(audience)} e
        WHERE e.norm LIKE ANY ($3)
        ORDER BY e.weight DESC, length(e.norm), e.norm, e.layer_id, e.fid LIMIT $2
        """;

    /// <summary>Widens what counts as similar, for this transaction.</summary>
    public const string LooseSimilarity = "SET LOCAL pg_trgm.similarity_threshold = 0.1";

    private static string Entries(Audience audience) => audience == Audience.Staff
        ? "(SELECT * FROM search.public_entry UNION ALL SELECT * FROM search.staff_entry)"
        : "search.public_entry";
}
