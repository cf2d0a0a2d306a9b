namespace Gis.Importer.Formats;

/// <summary>Something the reader noticed or did about a row.</summary>
/// <param name="Kind">How serious it is.</param>
/// <param name="Code">Stable short name for counting and translating, e.g. <c>moj-outside-map</c>, <c>no-coordinates</c>, <c>swapped-lat-lon</c>.</param>
/// <param name="Text">The same in Japanese words.</param>
public sealed record RowRemark(RemarkKind Kind, string Code, string Text);

/// <summary>How serious a remark is.</summary>
public enum RemarkKind
{
    /// <summary>Worth knowing; nothing was changed.</summary>
    Note,

    /// <summary>A value or the shape was changed so that it can be used.</summary>
    Repaired,

    /// <summary>There is evidence of an error; the row should be quarantined.</summary>
    Suspect,

    /// <summary>By the format's own rules not part of the layer by default (地区外, 別図).</summary>
    SetAside,
}
