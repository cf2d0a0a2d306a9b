using Gis.Importer.Formats;

namespace Gis.Importer.Report;

/// <summary>Describes what was read, for the report.</summary>
internal static class ReportText
{
    /// <summary>A dataset and what was found out about it.</summary>
    public static ReportedDataset Describe(Dataset dataset, long rows, bool isRegister) => new()
    {
        Name = dataset.Name,
        File = dataset.SourcePath,
        Format = dataset.Format,
        Encoding = dataset.Encoding?.Value,
        EncodingEvidence = dataset.Encoding?.Evidence,
        Crs = dataset.Crs?.Value.ToString(),
        CrsEvidence = dataset.Crs?.Evidence,
        Method = dataset.CoordinateMethod,
        ErrorMetres = dataset.CoordinateErrorMetres,
        Rows = rows,
        Facts = dataset.Facts.Count == 0 ? null : dataset.Facts,
        // A register has no place and needs none: that the reader found no coordinates is no news.
        Remarks = [.. dataset.Remarks.Where(r => !isRegister || !r.Contains("緯度", StringComparison.Ordinal))],
    };
}
