using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Cql2.Sql;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Tiles;

/// <summary>Encodes Mapbox vector tiles (version 2.1) in the database, straight from the views of a rights class.</summary>
/// <param name="source">Connections under that class's role.</param>
public sealed class TileReader(NpgsqlDataSource source)
{
    /// <summary>Number of the first parameter that is free for a filter.</summary>
    public const int FirstFilterParameter = 6;

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
            batch.BatchCommands.Add(Command(snapshot, layer, tile, filter: null));
        return await ReadAsync(batch, cancellation);
    }

    /// <summary>One layer of one tile, only the features that a filter selects.</summary>
    /// <param name="snapshot">The catalogue the layer is of.</param>
    /// <param name="layer">The layer; it must speak at this zoom.</param>
    /// <param name="filter">Translated with its first parameter numbered <see cref="FirstFilterParameter"/>, over the alias t.</param>
    /// <param name="tile">Which tile.</param>
    /// <param name="cancellation">Ends the work in the database too.</param>
    /// <returns>The tile, not compressed; empty when it holds nothing.</returns>
    public async Task<byte[]> ReadFilteredAsync(
        TownSnapshot snapshot, Layer layer, Cql2Sql filter, TileCoord tile, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(filter);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(snapshot, layer, tile, filter));
        return await ReadAsync(batch, cancellation);
    }

    private static async Task<byte[]> ReadAsync(NpgsqlBatch batch, CancellationToken cancellation)
    {
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

    private static NpgsqlBatchCommand Command(TownSnapshot snapshot, Layer layer, TileCoord tile, Cql2Sql? filter)
    {
        var (west, south, east, north) = tile.Bounds;
        var command = new NpgsqlBatchCommand(TileSql.For(snapshot.Audience, layer, filter?.Text));
        foreach (var value in (double[])[west, south, east, north, TileGrid.UnitOf(tile)])
            command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = value });

        // A parameter belongs to one command; the same filter is used for many tiles.
        foreach (var parameter in filter?.Parameters ?? [])
            command.Parameters.Add(parameter.Clone());
        return command;
    }
}
