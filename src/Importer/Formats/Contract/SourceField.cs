using System.Diagnostics.CodeAnalysis;

namespace Gis.Importer.Formats;

/// <summary>A column of a dataset.</summary>
/// <param name="Name">The source's own name, unchanged.</param>
/// <param name="Type">The type of every value that is not null.</param>
/// <param name="Width">Declared width in characters (DBF: bytes), null when the source declares none.</param>
/// <param name="Unit">Unit that stood with every value and was taken off it, or that the format fixes; null when none is known.</param>
/// <param name="Title">What the column is called in words where its name is a code of the format; null when the name says it.</param>
/// <param name="Codes">Words for the values where these are codes of the format; null when the values speak for themselves.</param>
public sealed record SourceField(
    string Name, FieldType Type, int? Width = null, string? Unit = null, string? Title = null, IReadOnlyDictionary<string, string>? Codes = null);

/// <summary>The types a row's values can have.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The words of GDAL, OGC and PostgreSQL for column types; Int64 would say less.")]
public enum FieldType
{
    /// <summary><see cref="string"/>; also codes with leading zeros.</summary>
    Text,

    /// <summary><see cref="long"/>.</summary>
    Integer,

    /// <summary><see cref="double"/>.</summary>
    Number,

    /// <summary><see cref="bool"/>.</summary>
    Boolean,

    /// <summary><see cref="DateOnly"/>.</summary>
    Date,

    /// <summary><see cref="System.DateTime"/>; kind Utc when the source gives an offset, otherwise Unspecified (local Japanese time).</summary>
    DateTime,
}
