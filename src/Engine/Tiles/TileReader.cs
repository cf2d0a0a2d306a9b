using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Tiles;

/// <summary>Encodes Mapbox vector tiles (version 2.1) in the database, straight from the views of a rights class.</summary>
/// <param name="source">Connections under that class's role.</param>
public sealed class TileReader(NpgsqlDataSource source)
{
    /// <summary>One tile of one or several layers; the layers' own tiles one behind the other are a tile (protobuf).</summary>
    /// <param name="snapshot">The catalogue the layers are of.</param>
    /// <param name="layers">Layers in drawing order; those that do not speak at this zoom are left out.</param>
    /// <param name="tile">Which tile.</param>
    /// <param name="cancellation">Ends the work in the database too.</param>
    /// <returns>The tile, not compressed; empty when it holds nothing.</returns>
    public async Task<byte[]> ReadAsync(
        TownSnapshot snapshot, IReadOnlyList<Layer> layers, TileCoord tile, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var speaking = layers.Where(l => TileGrid.Speaks(l, tile.Z)).ToList();
        if (speaking.Count == 0)
            return [];
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var layer in speaking)
            batch.BatchCommands.Add(Command(snapshot, layer, tile));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        using var whole = new MemoryStream();
        do
        {
            while (await reader.ReadAsync(cancellation))
            {
                if (!reader.IsDBNull(0))
                    whole.Write(reader.GetFieldValue<byte[]>(0));
            }
        }
        while (await reader.NextResultAsync(cancellation));
        return whole.ToArray();
    }

    private static NpgsqlBatchCommand Command(TownSnapshot snapshot, Layer layer, TileCoord tile)
    {
        var (west, south, east, north) = tile.Bounds;
        var command = new NpgsqlBatchCommand(TileSql.For(snapshot.Audience, layer));
        foreach (var value in (double[])[west, south, east, north, TileGrid.UnitOf(tile)])
            command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = value });
        return command;
    }
}
