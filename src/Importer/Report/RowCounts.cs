namespace Gis.Importer.Report;

/// <summary>
/// Rows by what became of them. Every row that was read is exactly one of kept, repaired, unplaced, quarantined or refused: the sum closes
/// (<see cref="IsClosed"/>), and an import whose sum does not close is taken back.
/// </summary>
public sealed class RowCounts
{
    /// <summary>Rows read.</summary>
    public long Read { get; set; }

    /// <summary>In the layer, on the map, as the file has them.</summary>
    public long Kept { get; set; }

    /// <summary>In the layer, on the map, after a repair of shape or value.</summary>
    public long Repaired { get; set; }

    /// <summary>In the layer without a place on the map: 任意座標系, or no coordinates.</summary>
    public long Unplaced { get; set; }

    /// <summary>Not in the layer: evidence that the row's place or the row itself is wrong. Kept aside with its values.</summary>
    public long Quarantined { get; set; }

    /// <summary>Not in the layer: by the format's own rules not part of it, or nothing of the shape is left. Kept aside with its values.</summary>
    public long Refused { get; set; }

    /// <summary>Of those in the layer: wholly outside the town (a remark, no error).</summary>
    public long OutsideTown { get; set; }

    /// <summary>Of those in the layer: share their key or the whole row with an earlier one (a remark, no error).</summary>
    public long Repeated { get; set; }

    /// <summary>Rows in the layer from this file.</summary>
    public long Loaded => Kept + Repaired + Unplaced;

    /// <summary>Rows that were not loaded.</summary>
    public long SetAside => Quarantined + Refused;

    /// <summary>Whether every row read is accounted for.</summary>
    public bool IsClosed() => Read == Loaded + SetAside;
}
