using Gis.Core.Geodesy;

namespace Gis.TileBench.Targets;

/// <summary>Something that gives tiles of all six layers.</summary>
internal interface ITileTarget
{
    /// <summary>Its name in the table.</summary>
    string Name { get; }

    /// <summary>Whether what it gives is compressed already; else the run compresses it, as its server would have to.</summary>
    bool Compresses { get; }

    /// <summary>Gives a tile.</summary>
    Task<ReadOnlyMemory<byte>> MakeAsync(TileCoord tile);
}
