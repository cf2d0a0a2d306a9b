namespace Gis.Importer.Loading;

/// <summary>A row as it goes into the database.</summary>
/// <param name="Key">The key by which next year's file finds it.</param>
/// <param name="Values">One a column of the layer's shape, in its type.</param>
/// <param name="Geom">EWKB in EPSG:6668, or null.</param>
/// <param name="Geom3857">EWKB in EPSG:3857, or null.</param>
/// <param name="MapName">Map without a place, or null.</param>
/// <param name="Local">EWKB in that map's metres, or null.</param>
internal sealed record PreparedRow(string Key, object?[] Values, byte[]? Geom, byte[]? Geom3857, string? MapName, byte[]? Local);

/// <summary>A row that was not loaded.</summary>
/// <param name="File">File, member included.</param>
/// <param name="Place">Row in words.</param>
/// <param name="Code">Code of the check.</param>
/// <param name="Message">In Japanese.</param>
/// <param name="Values">Its values by column name.</param>
/// <param name="Geom">EWKB in EPSG:6668, or null when it has none there.</param>
internal sealed record SetAsideRow(string File, string Place, string Code, string Message, IReadOnlyDictionary<string, object?> Values, byte[]? Geom);
