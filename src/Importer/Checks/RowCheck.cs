using Gis.Core.Geometry;
using Gis.Importer.Formats;
using Gis.Importer.Report;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Checks;

/// <summary>Decides row by row: kept, repaired, kept with a remark, quarantined or refused. Everything it does is counted and listed.</summary>
/// <param name="report">Counts and lists.</param>
/// <param name="town">The town.</param>
/// <param name="checksTown">False for kind other.</param>
/// <param name="isRegister">True for a register: its rows have no place and need none.</param>
/// <param name="columns">The source columns that say where a row belongs.</param>
internal sealed class RowCheck(ImportReport report, TownArea town, bool checksTown, bool isRegister, PlaceColumns columns)
{
    /// <summary>Notes of readers are listed up to this many of a code; they are counted in full.</summary>
    private const int ListedNotes = 200;

    private static readonly IReadOnlyDictionary<string, Pinning.MapPin> NoPins = new Dictionary<string, Pinning.MapPin>();

    private readonly Dictionary<string, (long Count, string Text)> notes = new(StringComparer.Ordinal);
    private readonly DuplicateCheck duplicates = new();
    private readonly FlatValidity validity = new();

    /// <summary>Maps without a place of their own that somebody has pinned, by name.</summary>
    public IReadOnlyDictionary<string, Pinning.MapPin> Pins { get; init; } = NoPins;

    /// <summary>Rows counted by the code of a reader's note.</summary>
    public IReadOnlyDictionary<string, (long Count, string Text)> Notes => notes;

    /// <summary>Checks a row.</summary>
    /// <param name="origin">Where it stands.</param>
    /// <param name="row">The row.</param>
    /// <param name="values">Its values in the layer's source columns.</param>
    public CheckedRow Check(RowOrigin origin, SourceRow row, object?[] values)
    {
        report.Rows.Read++;
        var repaired = false;
        foreach (var remark in row.Remarks)
        {
            if (remark.Kind == RemarkKind.SetAside)
                return SetAside(origin.File, row, new PlaceFault(remark.Code, remark.Text), RowAction.Refused);
            if (remark.Kind == RemarkKind.Suspect)
                return SetAside(origin.File, row, new PlaceFault(remark.Code, remark.Text), RowAction.Quarantined);
            repaired |= remark.Kind == RemarkKind.Repaired;
            Note(origin.File, row, remark);
        }

        if (!isRegister && Flat(row) is { } flat && validity.IsCertain(flat))
            return CheckFlat(origin, row, flat, values, repaired);
        var shape = row.Geometry is { IsEmpty: false } given ? given : null;
        var unplaced = row.Placement as Placement.Unplaced;
        if (shape is not null && unplaced is null && new PlaceCheck(town, origin.Zone, checksTown).Find(shape, columns.Of(origin, values)) is { } fault)
            return SetAside(origin.File, row, fault, RowAction.Quarantined);
        if (shape is not null && !TryRepair(origin.File, row, unplaced is null, ref shape, ref repaired))
            return SetAside(origin.File, row, new PlaceFault("degenerate", "図形がつぶれていて、面や線になりません"), RowAction.Refused);
        return Accept(origin.File, row, shape, unplaced, repaired);
    }

    /// <summary>Looks whether the row came before; to be asked of every row that <see cref="Check"/> kept.</summary>
    /// <param name="file">The file it comes from.</param>
    /// <param name="row">The row.</param>
    /// <param name="key">Key of the thing.</param>
    /// <param name="content">Hash over shape and values.</param>
    /// <param name="result">What was decided so far.</param>
    /// <param name="times">How often its key has come, this time included.</param>
    /// <returns>The same, or set aside: a thing with a key of its own that comes again unchanged is there already.</returns>
    public CheckedRow CheckRepeated(string file, SourceRow row, string key, ulong content, CheckedRow result, out int times)
    {
        if (duplicates.Find(key, content, row.Number, out times) is not { } found)
            return result;
        if (found.SetsAside)
        {
            TakeBack(result);
            return SetAside(file, row, new PlaceFault(found.Code, found.Text), RowAction.Quarantined);
        }

        report.Rows.Repeated++;
        Note(file, row, new RowRemark(RemarkKind.Note, found.Code, found.Text));
        return result;
    }

    private CheckedRow Accept(string file, SourceRow row, Geometry? shape, Placement.Unplaced? unplaced, bool repaired)
    {
        var kept = new CheckedRow(true, null, null, null, null) { IsRepaired = repaired };
        if (isRegister)
            return Count(kept with { IsPlaced = true });
        if (shape is null || unplaced is not null)
        {
            kept = kept with { Local = unplaced is not null ? shape : null, MapName = unplaced?.MapName };
            if (kept.Local is null || kept.MapName is null || !Pins.TryGetValue(kept.MapName, out var pin))
                return Count(kept);
            kept = kept with { Shape = pin.Apply(kept.Local), IsPlaced = true };
            return Count(kept);
        }

        return Count(kept with { Shape = shape, IsPlaced = true, IsOutside = IsOutside(file, row, shape) });
    }

    // A shape that is certainly valid needs no object, unless something is suspicious about its place.
    private CheckedRow CheckFlat(RowOrigin origin, SourceRow row, FlatShape flat, object?[] values, bool repaired)
    {
        var inTown = checksTown && town.Surely(flat.X[0], flat.Y[0]);
        if (new PlaceCheck(town, origin.Zone, checksTown && !inTown).Find(flat.Box(), () => row.Geometry!, columns.Of(origin, values)) is { } fault)
            return SetAside(origin.File, row, fault, RowAction.Quarantined);
        var outside = checksTown && !inTown && IsOutside(origin.File, row, row.Geometry!);
        return Count(new CheckedRow(true, null, null, null, null) { Flat = flat, IsRepaired = repaired, IsPlaced = true, IsOutside = outside });
    }

    private static FlatShape? Flat(SourceRow row) =>
        row.Flat ?? (row is { Placement: Placement.OnEarth, Geometry: { } shape } ? FlatShape.Of(shape) : null);

    private bool IsOutside(string file, SourceRow row, Geometry shape)
    {
        if (!checksTown || town.Touches(shape))
            return false;
        report.Rows.OutsideTown++;
        Note(file, row, new RowRemark(RemarkKind.Note, "outside-town", "町の外にあります（そのまま地図に表示します）"));
        return true;
    }

    private CheckedRow Count(CheckedRow row)
    {
        Add(row, 1);
        return row;
    }

    private void TakeBack(CheckedRow row)
    {
        Add(row, -1);
        if (row.IsOutside)
            report.Rows.OutsideTown--;
    }

    private void Add(CheckedRow row, int by)
    {
        if (!row.IsPlaced)
            report.Rows.Unplaced += by;
        else if (row.IsRepaired)
            report.Rows.Repaired += by;
        else
            report.Rows.Kept += by;
    }

    private bool TryRepair(string file, SourceRow row, bool onEarth, ref Geometry shape, ref bool repaired)
    {
        RepairOutcome outcome;
        try
        {
            outcome = GeometryRepair.Repair(shape);
        }
        catch (Exception e) when (e is TopologyException or ArgumentException or InvalidOperationException)
        {
            // Coordinates of 1e300 and the like: the overlay cannot node them, and no map could draw them.
            return false;
        }

        if (!outcome.Changed)
            return outcome.Geometry is not null;
        if (outcome.Geometry is not { } valid)
            return false;
        double? before = onEarth && shape.Dimension == Dimension.Surface ? Math.Round(PlaneArea.Of(shape), 2) : null;
        double? after = before is null ? null : Math.Round(PlaneArea.Of(valid), 2);
        var at = Middle(valid, onEarth);
        report.Note(new RowEntry(
            file, row.Place, RowAction.Repaired, "invalid-shape", $"{outcome.Fault}。正しい図形に直しました", before, after, at?.X, at?.Y));
        shape = valid;
        repaired = true;
        return true;
    }

    private CheckedRow SetAside(string file, SourceRow row, PlaceFault fault, RowAction action)
    {
        if (action == RowAction.Quarantined)
            report.Rows.Quarantined++;
        else
            report.Rows.Refused++;
        var at = row.Geometry is { IsEmpty: false } shape ? Middle(shape, row.Placement is Placement.OnEarth) : null;
        report.Note(new RowEntry(file, row.Place, action, fault.Code, fault.Text, null, null, at?.X, at?.Y));
        return new CheckedRow(false, null, null, null, fault);
    }

    private static Coordinate? Middle(Geometry shape, bool onEarth)
    {
        if (!onEarth || shape.EnvelopeInternal.Centre is not { } middle || !double.IsFinite(middle.X) || !double.IsFinite(middle.Y))
            return null;
        return new Coordinate(Math.Round(middle.X, 7), Math.Round(middle.Y, 7));
    }

    private void Note(string file, SourceRow row, RowRemark remark)
    {
        var (count, text) = notes.GetValueOrDefault(remark.Code, (0, remark.Text));
        notes[remark.Code] = (count + 1, text);
        if (remark.Kind == RemarkKind.Repaired || count < ListedNotes)
            report.Note(new RowEntry(file, row.Place, remark.Kind == RemarkKind.Repaired ? RowAction.Repaired : RowAction.Remark, remark.Code, remark.Text));
    }
}
