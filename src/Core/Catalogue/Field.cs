namespace Gis.Core.Catalogue;

/// <summary>A field of a layer.</summary>
public sealed record Field
{
    /// <summary>Column name; the source's own name.</summary>
    public required string Name { get; init; }

    /// <summary>Title shown to people.</summary>
    public required string Title { get; init; }

    /// <summary>Type of its values.</summary>
    public required FieldType Type { get; init; }

    /// <summary>What it means (see <see cref="FieldRole"/>), or null.</summary>
    public string? Role { get; init; }

    /// <summary>Unit of its numbers, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>Code values and their words, or null.</summary>
    public IReadOnlyDictionary<string, string>? Codes { get; init; }

    /// <summary>The rights class that may read it.</summary>
    public required string RightsClass { get; init; }

    /// <summary>Whether the click panel shows it.</summary>
    public bool InPanel { get; init; } = true;

    /// <summary>Personal data: set apart and marked.</summary>
    public bool Personal { get; init; }
}

#pragma warning disable CA1720 // the types are named as the database and OGC name them
/// <summary>Types of field values.</summary>
public enum FieldType
{
    /// <summary>text</summary>
    Text,

    /// <summary>bigint</summary>
    Integer,

    /// <summary>double precision</summary>
    Number,

    /// <summary>boolean</summary>
    Boolean,

    /// <summary>date</summary>
    Date,

    /// <summary>timestamptz</summary>
    DateTime,

    /// <summary>text that is a web address</summary>
    Url,
}
#pragma warning restore CA1720

/// <summary>
/// What fields mean, whatever a source calls them. Search, click panel, hazard answer and style know roles, never column names.
/// </summary>
public static class FieldRole
{
    /// <summary>Name of the thing.</summary>
    public const string Name = "name";

    /// <summary>Reading in kana.</summary>
    public const string Kana = "kana";

    /// <summary>Address in words.</summary>
    public const string Address = "address";

    /// <summary>大字.</summary>
    public const string Oaza = "oaza";

    /// <summary>丁目.</summary>
    public const string Chome = "chome";

    /// <summary>小字.</summary>
    public const string Aza = "aza";

    /// <summary>地番.</summary>
    public const string ParcelNumber = "parcel-number";

    /// <summary>Normalised 大字+地番, joins parcels and registers.</summary>
    public const string ParcelKey = "parcel-key";

    /// <summary>街区符号.</summary>
    public const string Block = "block";

    /// <summary>住居番号.</summary>
    public const string HouseNumber = "house-number";

    /// <summary>Value by which the legend tells classes apart.</summary>
    public const string Category = "category";

    /// <summary>Width of a road in metres.</summary>
    public const string Width = "width";

    /// <summary>Source code of a hazard class.</summary>
    public const string HazardRank = "hazard-rank";

    /// <summary>Lower bound of a hazard class, in the kind's unit.</summary>
    public const string HazardMin = "hazard-min";

    /// <summary>Upper bound; null = open ended.</summary>
    public const string HazardMax = "hazard-max";

    /// <summary>Words of a hazard class.</summary>
    public const string HazardClass = "hazard-class";

    /// <summary>Scenario of a hazard (想定最大規模, 計画規模 …).</summary>
    public const string Scenario = "scenario";

    /// <summary>Return period of a hazard in years.</summary>
    public const string ReturnPeriod = "return-period";

    /// <summary>Telephone number.</summary>
    public const string Phone = "phone";

    /// <summary>Web address.</summary>
    public const string Url = "url";

    /// <summary>Where in a building or on a ground a thing is.</summary>
    public const string Place = "place";

    /// <summary>Days on which it is open, in words.</summary>
    public const string OpenDays = "open-days";

    /// <summary>Time from which it is open.</summary>
    public const string OpenFrom = "open-from";

    /// <summary>Time until which it is open.</summary>
    public const string OpenTo = "open-to";

    /// <summary>Remarks on the hours.</summary>
    public const string OpenNote = "open-note";

    /// <summary>Whether people can go into a site while an incident is on: 未開設, 開設, 閉鎖, 不明, 常設 (EEI v1.1).</summary>
    public const string OpeningState = "opening-state";

    /// <summary>How full a site is, in words or as per cent.</summary>
    public const string Crowding = "crowding";

    /// <summary>When opening state and crowding were as they are said to be.</summary>
    public const string StateTime = "state-time";

    /// <summary>Prefix of equipment that a facility has or has not (有/無): has-wheelchair, has-ostomate, has-nursing …</summary>
    public const string HasPrefix = "has-";

    /// <summary>Prefix of the flags of emergency sites: fits-flood, fits-landslide …; values yes, limited, no.</summary>
    public const string FitsPrefix = "fits-";
}
