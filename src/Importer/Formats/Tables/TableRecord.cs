namespace Gis.Importer.Formats.Tables;

/// <summary>One row of a table as text.</summary>
/// <param name="Line">Line or row number in the file, from 1.</param>
/// <param name="Cells">The cells; there may be fewer or more than the header has.</param>
/// <param name="Damaged">The row's own marks (quotes) were broken and it was read as well as it could be.</param>
internal sealed record TableRecord(long Line, List<string> Cells, bool Damaged = false)
{
    /// <summary>Whether no cell holds anything.</summary>
    public bool IsBlank => Cells.TrueForAll(string.IsNullOrWhiteSpace);

    /// <summary>Cells that hold something.</summary>
    public int Filled => Cells.Count(c => !string.IsNullOrWhiteSpace(c));

    /// <summary>A cell's text, blank where the row is too short.</summary>
    public string Cell(int index) => index >= 0 && index < Cells.Count ? Cells[index] : "";
}

/// <summary>Rows of cells, from text or from a workbook.</summary>
internal interface ITableSource
{
    /// <summary>The file, for messages.</summary>
    SourceFile File { get; }

    /// <summary>Name of the table.</summary>
    string Name { get; }

    /// <summary>Name of the format.</summary>
    string Format { get; }

    /// <summary>Encoding and evidence; null where the format fixes it.</summary>
    Detected<string>? Encoding { get; }

    /// <summary>Preference among format twins.</summary>
    int TwinRank { get; }

    /// <summary>What was noticed about the whole table.</summary>
    IReadOnlyList<string> Remarks { get; }

    /// <summary>All rows from the first, as a stream; may be asked for more than once.</summary>
    /// <exception cref="SourceException">The file breaks off.</exception>
    IEnumerable<TableRecord> Records();
}
