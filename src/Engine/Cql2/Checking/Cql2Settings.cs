using Gis.Core.Japanese;

namespace Gis.Engine.Cql2.Checking;

/// <summary>What a filter is checked against.</summary>
public sealed record Cql2Settings
{
    /// <summary>The properties it may name.</summary>
    public required IQueryables Queryables { get; init; }

    /// <summary>True to take a property that is not there as null (OGC API – Features Part 3, when additionalProperties is not false); false to refuse it.</summary>
    public bool UnknownIsNull { get; init; }

    /// <summary>CRS of its geometry literals.</summary>
    public Cql2Crs FilterCrs { get; init; } = Cql2Crs.Crs84;

    /// <summary>EPSG code in which functions take and give geometries.</summary>
    public int StorageSrid { get; init; } = 6668;

    /// <summary>The functions it may call, by name.</summary>
    public IReadOnlyList<Cql2Function> Functions { get; init; } = [];

    /// <summary>
    /// What must be added to UTC to get the clock of the town; dates are days of that clock. Where a date meets a timestamp, the timestamp is taken as the day
    /// it falls on.
    /// </summary>
    public TimeSpan LocalOffset { get; init; } = JapanTime.Offset;
}
