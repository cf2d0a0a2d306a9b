namespace Gis.Importer.Loading;

/// <summary>Some rows ready for the database.</summary>
internal sealed class RowChunk
{
    /// <summary>The rows for the layer's table; see <see cref="RowEncoder"/> for their columns.</summary>
    public CopyBuffer Rows { get; } = new();

    /// <summary>Entries for the search index, as rows of their own.</summary>
    public CopyBuffer Search { get; } = new();

    /// <summary>Shapes without a place.</summary>
    public List<UnplacedShape> Unplaced { get; } = [];

    /// <summary>Empties it for the next rows.</summary>
    public void Clear()
    {
        Rows.Clear();
        Search.Clear();
        Unplaced.Clear();
    }
}

/// <summary>A shape without a place on the earth.</summary>
/// <param name="Ordinal">Number of its row in the load, from 1.</param>
/// <param name="MapName">The map.</param>
/// <param name="Shape">EWKB in the map's own metres.</param>
internal sealed record UnplacedShape(long Ordinal, string MapName, byte[] Shape);
