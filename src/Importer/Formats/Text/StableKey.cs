namespace Gis.Importer.Formats.Text;

/// <summary>
/// Looks for a column that identifies a row from one edition to the next: 共通ID of the national shelter list, ID of the 自治体標準オープンデータセット. It is
/// used only when every row has a value and no two are equal; a running NO is renumbered when a row goes, so it is none.
/// </summary>
internal sealed class StableKey
{
    private const int Looked = 2_000_000;
    private static readonly string[] Names = ["共通ID", "全国共通避難所・避難場所ID", "ID", "id", "Id", "識別ID"];

    private readonly List<(int Column, HashSet<string> Seen)> candidates;

    /// <summary>Starts with the names of the columns.</summary>
    public StableKey(IReadOnlyList<string> names)
    {
        candidates = Names.Select(n => names.ToList().IndexOf(n)).Where(i => i >= 0).Select(i => (i, new HashSet<string>(StringComparer.Ordinal))).ToList();
    }

    /// <summary>The column, or -1.</summary>
    public int Column => candidates.Count > 0 && candidates[0].Seen.Count > 0 ? candidates[0].Column : -1;

    /// <summary>Whether any column is still possible.</summary>
    public bool IsOpen => candidates.Count > 0;

    /// <summary>Looks at a row, which may be shorter than the header.</summary>
    public void See(IReadOnlyList<string?> cells) =>
        candidates.RemoveAll(c => c.Column >= cells.Count || cells[c.Column]?.Trim() is not { Length: > 0 } key || c.Seen.Count >= Looked || !c.Seen.Add(key));
}
