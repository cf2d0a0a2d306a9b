using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using Gis.Importer.Formats;
using Gis.Importer.Report;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Checks;

/// <summary>What the checks made of a row.</summary>
/// <param name="Kept">False: it goes to the rows set aside.</param>
/// <param name="Shape">Valid shape in EPSG:6668, or null (no place).</param>
/// <param name="Local">Valid shape in a map's own metres, or null.</param>
/// <param name="MapName">The map without a place that the shape belongs to, or null.</param>
/// <param name="Reason">Why it is set aside.</param>
internal readonly record struct CheckedRow(bool Kept, Geometry? Shape, Geometry? Local, string? MapName, PlaceFault? Reason);

/// <summary>Decides row by row: kept, repaired, kept with a remark, or set aside. Everything it does is counted and listed.</summary>
/// <param name="report">Counts and lists.</param>
/// <param name="town">The town.</param>
/// <param name="checksTown">False for kind other.</param>
/// <param name="isRegister">True for a register: its rows have no place and need none.</param>
/// <param name="addressColumn">Index of the source column with an address, or null.</param>
internal sealed class RowCheck(ImportReport report, TownArea town, bool checksTown, bool isRegister, int? addressColumn)
{
    /// <summary>Notes of readers are listed up to this many of a code; they are counted in full.</summary>
    private const int ListedNotes = 200;

    private readonly Dictionary<string, (long Count, string Text)> notes = new(StringComparer.Ordinal);

    /// <summary>Rows counted by the code of a reader's note.</summary>
    public IReadOnlyDictionary<string, (long Count, string Text)> Notes => notes;

    /// <summary>Checks a row.</summary>
    /// <param name="file">The file it comes from.</param>
    /// <param name="row">The row.</param>
    /// <param name="values">Its values in the layer's source columns.</param>
    /// <param name="zone">Zone of the source's coordinates, or null when they are geographic.</param>
    public CheckedRow Check(string file, SourceRow row, object?[] values, PlaneZone? zone)
    {
        report.Rows.Read++;
        var repaired = false;
        foreach (var remark in row.Remarks)
        {
            if (remark.Kind is RemarkKind.SetAside or RemarkKind.Suspect)
                return SetAside(file, row, new PlaceFault(remark.Code, remark.Text));
            repaired |= remark.Kind == RemarkKind.Repaired;
            Note(file, row, remark);
        }

        var shape = row.Geometry;
        var unplaced = row.Placement as Placement.Unplaced;
        if (shape is not null && shape.IsEmpty)
            shape = null;
        if (shape is not null)
        {
            if (unplaced is null && new PlaceCheck(town, zone, checksTown).Find(shape, Address(values)) is { } fault)
                return SetAside(file, row, fault);
            if (!TryRepair(file, row, unplaced is null, ref shape, ref repaired))
                return SetAside(file, row, new PlaceFault("degenerate", "図形がつぶれていて、面や線になりません"));
        }

        report.Rows.Kept++;
        if (repaired)
            report.Rows.Repaired++;
        if (isRegister)
            return new CheckedRow(true, null, null, null, null);
        if (shape is null || unplaced is not null)
        {
            report.Rows.Unplaced++;
            return new CheckedRow(true, null, unplaced is not null ? shape : null, unplaced?.MapName, null);
        }

        if (checksTown && !town.Touches(shape))
        {
            report.Rows.OutsideTown++;
            Note(file, row, new RowRemark(RemarkKind.Note, "outside-town", "町の外にあります（そのまま地図に表示します）"));
        }

        return new CheckedRow(true, shape, null, null, null);
    }

    private bool TryRepair(string file, SourceRow row, bool onEarth, ref Geometry shape, ref bool repaired)
    {
        var outcome = GeometryRepair.Repair(shape);
        if (!outcome.Changed)
            return outcome.Geometry is not null;
        double? before = onEarth && shape.Dimension == Dimension.Surface ? Math.Round(PlaneArea.Of(shape), 2) : null;
        if (outcome.Geometry is not { } valid)
            return false;
        var after = before is null ? (double?)null : Math.Round(PlaneArea.Of(valid), 2);
        report.List.Add(new RowEntry(file, row.Place, "repaired", "invalid-shape", $"{outcome.Fault}。正しい図形に直しました", before, after));
        shape = valid;
        repaired = true;
        return true;
    }

    private CheckedRow SetAside(string file, SourceRow row, PlaceFault fault)
    {
        report.Rows.SetAside++;
        report.List.Add(new RowEntry(file, row.Place, "set-aside", fault.Code, fault.Text));
        return new CheckedRow(false, null, null, null, fault);
    }

    private void Note(string file, SourceRow row, RowRemark remark)
    {
        var (count, text) = notes.GetValueOrDefault(remark.Code, (0, remark.Text));
        notes[remark.Code] = (count + 1, text);
        if (remark.Kind == RemarkKind.Repaired || count < ListedNotes)
            report.List.Add(new RowEntry(file, row.Place, remark.Kind == RemarkKind.Repaired ? "repaired" : "remark", remark.Code, remark.Text));
    }

    private string? Address(object?[] values) => addressColumn is { } column ? values[column] as string : null;
}
