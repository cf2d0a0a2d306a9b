using System.Text.Json.Serialization;

namespace Gis.Importer.Report;

/// <summary>What one import of one layer did. Written as JSON (docs/import-report.md), kept in <c>gis.import</c>, and shown as a table.</summary>
public sealed class ImportReport
{
    /// <summary>Rows in <see cref="List"/> at most: a person reads fewer, and a wrong zone would list every row of a million.</summary>
    public const int MostListed = 10_000;

    /// <summary>Version of this shape.</summary>
    public string Schema { get; init; } = "gis-import-report/2";

    /// <summary>Layer id.</summary>
    public required string Layer { get; init; }

    /// <summary>Layer title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Kind id.</summary>
    public required string Kind { get; init; }

    /// <summary>Why it was taken for that kind.</summary>
    public string KindEvidence { get; init; } = "";

    /// <summary>public or staff.</summary>
    public string Audience { get; set; } = "public";

    /// <summary>imported, unchanged (the same file again), dry-run or failed.</summary>
    public string Outcome { get; set; } = "failed";

    /// <summary>The files.</summary>
    public IReadOnlyList<ReportedSource> Sources { get; init; } = [];

    /// <summary>The datasets that were read.</summary>
    public IReadOnlyList<ReportedDataset> Datasets { get; set; } = [];

    /// <summary>What the files also hold and was not loaded.</summary>
    public IReadOnlyList<NotTaken> NotTaken { get; init; } = [];

    /// <summary>Rows by what became of them.</summary>
    public RowCounts Rows { get; init; } = new();

    /// <summary>Difference to what was there; null when the layer is new.</summary>
    public ChangeCounts? Changes { get; set; }

    /// <summary>The rows behind <see cref="Changes"/>; null when nothing changed or the layer is new.</summary>
    public ChangedRows? ChangeList { get; set; }

    /// <summary>Columns that came, went or changed their type.</summary>
    public ColumnChanges Columns { get; init; } = new();

    /// <summary>Rows that were repaired, set aside, refused, or are worth a look, up to <see cref="MostListed"/>. <c>gis.set_aside</c> has all that were not loaded.</summary>
    [JsonPropertyName("list")]
    public List<RowEntry> List { get; init; } = [];

    /// <summary>Rows that would stand in <see cref="List"/> but for its bound.</summary>
    public long NotListed { get; set; }

    /// <summary>Sentences about the whole, in Japanese.</summary>
    public List<string> Remarks { get; init; } = [];

    /// <summary>Coverage of a hazard: town, extent, file, unknown; null for other kinds.</summary>
    public string? Coverage { get; set; }

    /// <summary>Revision of the layer after the import; null when nothing changed.</summary>
    public long? Revision { get; set; }

    /// <summary>When it began (UTC).</summary>
    public DateTime StartedAt { get; init; } = DateTime.UtcNow;

    /// <summary>How long it took.</summary>
    public double Seconds { get; set; }

    /// <summary>How long each phase took, in order: read, copy, difference or index and search, catalogue, commit.</summary>
    public List<ReportedPhase> Phases { get; init; } = [];

    /// <summary>The sentence of a failed import, or null.</summary>
    public string? Error { get; set; }

    /// <summary>Lists a row, as long as there is room.</summary>
    public void Note(RowEntry entry)
    {
        if (List.Count < MostListed)
            List.Add(entry);
        else
            NotListed++;
    }
}

/// <summary>A phase of an import.</summary>
/// <param name="Name">
/// read (what the files hold is looked at), copy (rows are read, checked and sent), difference (compared with what is there and written), index, search
/// (entries of a new layer and their indexes), catalogue (fields, legend, views), commit.
/// </param>
/// <param name="Seconds">Wall clock.</param>
public sealed record ReportedPhase(string Name, double Seconds);

/// <summary>A file that was read.</summary>
/// <param name="File">Name as given.</param>
/// <param name="Sha256">Hash of its bytes (companions included), hexadecimal.</param>
public sealed record ReportedSource(string File, string Sha256);

/// <summary>A dataset that was read.</summary>
public sealed record ReportedDataset
{
    /// <summary>Name of the table or layer.</summary>
    public required string Name { get; init; }

    /// <summary>File, member of an archive included.</summary>
    public required string File { get; init; }

    /// <summary>Format.</summary>
    public required string Format { get; init; }

    /// <summary>Encoding and the evidence, or null.</summary>
    public string? Encoding { get; init; }

    /// <summary>Why that encoding.</summary>
    public string? EncodingEvidence { get; init; }

    /// <summary>CRS and the evidence, or null.</summary>
    public string? Crs { get; init; }

    /// <summary>Why that CRS.</summary>
    public string? CrsEvidence { get; init; }

    /// <summary>How coordinates were brought to JGD2011.</summary>
    public string? Method { get; init; }

    /// <summary>Horizontal error in metres that the method leaves, or null.</summary>
    public double? ErrorMetres { get; init; }

    /// <summary>Rows read from it.</summary>
    public long Rows { get; init; }

    /// <summary>Facts of the file.</summary>
    public IReadOnlyDictionary<string, string>? Facts { get; init; }

    /// <summary>Remarks of the reader.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>Something in the files that was not loaded.</summary>
/// <param name="Name">File or dataset.</param>
/// <param name="Reason">Why, in Japanese.</param>
/// <param name="IsError">True when it should have been readable.</param>
public sealed record NotTaken(string Name, string Reason, bool IsError = false);

/// <summary>Difference to the state before.</summary>
/// <param name="Added">New rows.</param>
/// <param name="Changed">Rows with another shape or value.</param>
/// <param name="Removed">Rows that are gone (they stay in the history).</param>
/// <param name="Unchanged">Rows left alone.</param>
public sealed record ChangeCounts(long Added, long Changed, long Removed, long Unchanged);

/// <summary>Rows that an import added, changed or removed.</summary>
/// <param name="Added">New rows.</param>
/// <param name="Changed">Rows with another shape or value.</param>
/// <param name="Removed">Rows that are gone.</param>
/// <param name="IsComplete">False when there are more than the lists hold; the layer's history has them all.</param>
public sealed record ChangedRows(IReadOnlyList<ChangedRow> Added, IReadOnlyList<ChangedRow> Changed, IReadOnlyList<ChangedRow> Removed, bool IsComplete);

/// <summary>A row that changed.</summary>
/// <param name="Fid">Its fid, the same before and after.</param>
/// <param name="Key">The key by which the next edition finds it.</param>
/// <param name="Label">What people call it.</param>
public sealed record ChangedRow(long Fid, string? Key, string? Label);

/// <summary>Changes of the columns.</summary>
public sealed class ColumnChanges
{
    /// <summary>New columns.</summary>
    public List<string> Added { get; init; } = [];

    /// <summary>Columns that the file no longer has; old values stay in the history.</summary>
    public List<string> Gone { get; init; } = [];

    /// <summary>Columns with a wider type than before.</summary>
    public List<string> Retyped { get; init; } = [];
}
