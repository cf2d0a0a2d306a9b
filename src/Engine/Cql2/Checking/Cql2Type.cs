namespace Gis.Engine.Cql2.Checking;

/// <summary>Types of values in a filter.</summary>
public enum Cql2Type
{
    /// <summary>Not known: null, whatever it is compared with.</summary>
    Unknown,

    /// <summary>Characters; SQL <c>text</c>.</summary>
    Text,

    /// <summary>A number; SQL <c>bigint</c>, <c>numeric</c> or <c>double precision</c>.</summary>
    Number,

    /// <summary>True or false; SQL <c>boolean</c>.</summary>
    Boolean,

    /// <summary>A day; SQL <c>date</c>.</summary>
    Date,

    /// <summary>An instant; SQL <c>timestamptz</c>.</summary>
    Timestamp,

    /// <summary>A time with two ends; only written in a filter, never a column.</summary>
    Interval,

    /// <summary>A shape; SQL <c>geometry</c>.</summary>
    Geometry,

    /// <summary>A list; a one-dimensional SQL array.</summary>
    Array,
}
