using System.Text.RegularExpressions;
using Gis.Importer.Checks;
using Gis.Importer.Formats;
using Gis.Importer.Kinds;
using Gis.Importer.Loading;
using Gis.Importer.Planning;
using Gis.Importer.Report;

namespace Gis.Importer.Tests.Fuzz;

/// <summary>Everything an import does with a file before the database sees it: opening, choosing, kinds, reading, checking, encoding.</summary>
internal sealed partial class FuzzReading
{
    private readonly ImportPlanner planner;

    /// <summary>Prepares once for many files.</summary>
    public FuzzReading() => planner = new ImportPlanner(KindSet.Load(null), SourceFormats.Opener());

    /// <summary>Reads a file.</summary>
    /// <returns>What came of it: <c>rows N</c>, or <c>refused</c> with the sentence. Anything else that happens is a fault and is thrown.</returns>
    public string Read(string path)
    {
        try
        {
            using var plan = planner.Plan(new ImportOrder { Paths = [path] }, CancellationToken.None);
            return "rows " + plan.Requests.Sum(Rows);
        }
        catch (Exception e) when (e is SourceException or ImportException)
        {
            return IsSentence(e.Message, Path.GetDirectoryName(path)!) ? "refused " + e.Message : throw new InvalidDataException("not a sentence for people: " + e.Message);
        }
    }

    /// <summary>Whether a text is what a person in a town hall should read: one line of Japanese that ends and does not quote where the program keeps its files.</summary>
    public static bool IsSentence(string text, string folder) =>
        !text.Any(char.IsControl) && text.EndsWith('。') && Japanese().IsMatch(text) && !text.Contains(folder, StringComparison.Ordinal) && !text.Contains("Exception", StringComparison.Ordinal);

    private static long Rows(ImportRequest request)
    {
        var columns = new SourceColumns(request.Datasets);
        var derivations = DerivationPlan.For(request.Kind.Kind, request.Datasets, columns, null, CancellationToken.None);
        var families = request.Datasets.Select(d => d.Geometry).Where(g => g != GeometryFamily.None).Distinct().ToList();
        var shape = LayerShape.Plan(request.Kind.Kind, families.Count switch { 0 => GeometryFamily.None, 1 => families[0], _ => GeometryFamily.Mixed }, columns, derivations);
        var column = ShapeColumn.For(shape.Geometry, false);
        while (true)
        {
            try
            {
                return Rows(request, shape, column);
            }
            catch (WiderShapeException e) when (e.Type != column.Type)
            {
                column = new ShapeColumn(e.Type);
            }
        }
    }

    private static long Rows(ImportRequest request, LayerShape shape, ShapeColumn column)
    {
        var report = new ImportReport { Layer = request.Layer.Value, Kind = request.Kind.Kind.Id, Sources = request.Sources };
        var check = new RowCheck(report, TownArea.Unknown, true, shape.IsRegister, PlaceColumns.Among(null, shape.Source.Names));
        using var setAside = new SetAsideRows(1);
        var pump = new RowPump(request.Datasets, shape, check, new RowEncoder(shape, column, new HashSet<int>()), setAside, SearchEntries.For(shape, request.Layer), null);
        foreach (var chunk in pump.Chunked(CancellationToken.None))
            _ = chunk.Rows.Length;
        return report.Rows.IsClosed() && pump.Wanted == report.Rows.Loaded && setAside.Count == report.Rows.SetAside
            ? report.Rows.Loaded
            : throw new InvalidDataException($"the sum does not close: {report.Rows}");
    }

    [GeneratedRegex("[ぁ-んァ-ン一-龥]")]
    private static partial Regex Japanese();
}
