using Gis.Core.Catalogue;
using Gis.Engine.Memory.Shapes;
using Gis.Engine.Tiles;
using Npgsql;

namespace Gis.Engine.Memory.Change;

/// <summary>What the journal says of a layer between two revisions.</summary>
/// <param name="Areas">Boxes around what the changed rows touched before and after: west, south, east, north in metres of EPSG:3857.</param>
/// <param name="IsWhole">True when the boxes do not tell all: too many, or an entry is missing; the layer has to be read anew.</param>
public sealed record LayerJournal(IReadOnlyList<(double West, double South, double East, double North)> Areas, bool IsWhole)
{
    // More boxes than this make a statement slower than reading the layer.
    private const int MostAreas = 300;

    private const string Sql = """
        SELECT c.revision, ST_XMin(a.geom), ST_YMin(a.geom), ST_XMax(a.geom), ST_YMax(a.geom)
        FROM gis.change c LEFT JOIN LATERAL ST_Dump(c.area) a ON NOT ST_IsEmpty(a.geom)
        WHERE c.layer_id = $1 AND c.revision > $2 AND c.revision <= $3
        LIMIT $4
        """;

    /// <summary>The tiles that the boxes meet: for a layer whose shapes are not at hand.</summary>
    public TouchedTiles Touched(Layer layer)
    {
        if (IsWhole)
            return TouchedTiles.All;
        var cover = new TileCover(TileGrid.FirstZoom(layer), Layer.TileMaxZoom);
        foreach (var (west, south, east, north) in Areas)
            cover.Add(new Box(west, south, east, north));
        return cover.Build();
    }

    /// <summary>Reads the entries after one revision up to another.</summary>
    /// <param name="connection">Open, in a transaction whose view of the database is that of the second revision.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="after">The revision that is known.</param>
    /// <param name="upTo">The revision that is wanted.</param>
    /// <param name="cancellation">Ends the reading in the database too.</param>
    public static async Task<LayerJournal> ReadAsync(NpgsqlConnection connection, LayerId layer, long after, long upTo, CancellationToken cancellation = default)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer.Value });
        foreach (var number in (long[])[after, upTo, MostAreas + 1])
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
        var (areas, revisions, rows) = (new HashSet<(double, double, double, double)>(), new HashSet<long>(), 0);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows++;
            revisions.Add(reader.GetInt64(0));
            if (!reader.IsDBNull(1))
                areas.Add((reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4)));
        }

        return new LayerJournal([.. areas], rows > MostAreas || revisions.Count != upTo - after);
    }
}
