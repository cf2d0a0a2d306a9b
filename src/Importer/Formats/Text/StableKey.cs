using System.Runtime.InteropServices;

namespace Gis.Importer.Formats.Text;

/// <summary>
/// Looks for a column that identifies a row from one edition to the next: 共通ID of the national shelter list, ID of the 自治体標準オープンデータセット. It is
/// used only when every row has a value and no two are equal; a running NO is renumbered when a row goes, so it is none. Values stand by their hash of 64 bits:
/// millions of them must not fill the memory. Should two that differ meet (a chance of 1 in 10,000,000 for two million), the column is not used.
/// </summary>
internal sealed class StableKey
{
    private const int Looked = 2_000_000;
    private static readonly string[] Names = ["共通ID", "全国共通避難所・避難場所ID", "ID", "id", "Id", "識別ID"];

    private readonly List<(string Name, HashSet<ulong> Seen)> candidates = [.. Names.Select(n => (n, new HashSet<ulong>()))];

    /// <summary>The column's name, or null.</summary>
    public string? Name => candidates.Count > 0 && candidates[0].Seen.Count > 0 ? candidates[0].Name : null;

    /// <summary>Looks at a row.</summary>
    /// <param name="cell">Gives the text in the column of a name; null where there is none.</param>
    public void See(Func<string, string?> cell)
    {
        for (var i = candidates.Count - 1; i >= 0; i--)
        {
            var (name, seen) = candidates[i];
            if (cell(name)?.Trim() is not { Length: > 0 } key || seen.Count >= Looked || !seen.Add(ContentHash.Of(MemoryMarshal.AsBytes(key.AsSpan()))))
                candidates.RemoveAt(i);
        }
    }
}
