using Gis.Core.Geodesy;
using Gis.TileBench.Towns;
using Npgsql;

namespace Gis.TileBench.Targets;

/// <summary>
/// What a plain tile server asks the database: all layers in one prepared statement, envelope built once, no filter around ST_AsMVTGeom (both cost
/// a plain server up to twice the time; they are left out in its favour).
/// </summary>
internal sealed class PlainSqlTarget : ITileTarget
{
    private readonly NpgsqlCommand _command;

    private PlainSqlTarget(string name, NpgsqlCommand command) => (Name, _command) = (name, command);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool Compresses => false;

    /// <summary>Prepares the statement.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="srid">6677: shapes are kept in the plane zone and transformed for each tile; 3857: they are kept as tiles need them.</param>
    public static async Task<PlainSqlTarget> PrepareAsync(NpgsqlConnection connection, int srid)
    {
        var command = new NpgsqlCommand(Statement(srid), connection);
        for (var i = 0; i < 3; i++)
            command.Parameters.Add(new NpgsqlParameter<int>());
        await command.PrepareAsync();
        return new PlainSqlTarget(srid == 3857 ? "ST_AsMVT, kept in 3857" : $"ST_AsMVT, kept in {srid}, transformed", command);
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> MakeAsync(TileCoord tile)
    {
        ((NpgsqlParameter<int>)_command.Parameters[0]).TypedValue = tile.Z;
        ((NpgsqlParameter<int>)_command.Parameters[1]).TypedValue = tile.X;
        ((NpgsqlParameter<int>)_command.Parameters[2]).TypedValue = tile.Y;
        return (byte[])(await _command.ExecuteScalarAsync())!;
    }

    private static string Statement(int srid)
    {
        var shape = srid == 3857 ? "t.geom" : "ST_Transform(t.geom, 3857)";
        var parts = BenchLayers.All.Select(layer => $"""
            coalesce((SELECT ST_AsMVT(q, '{layer.Id}', 4096, 'g', 'id') FROM (
                SELECT t.id{string.Concat(layer.Fields.Select(f => $", t.{f.Name}{(f.Type == "number" ? "::double precision" : "")}"))},
                    ST_AsMVTGeom({shape}, e.bounds, 4096, 64, true) AS g
                FROM t{srid}.{layer.Id} t, e WHERE t.geom && e.reach) q), '')
            """);
        return $"""
            WITH e AS MATERIALIZED (SELECT ST_TileEnvelope($1, $2, $3) AS bounds,
                ST_Transform(ST_TileEnvelope($1, $2, $3, margin => 64.0 / 4096), {srid}) AS reach)
            SELECT {string.Join(" || ", parts)}
            """;
    }
}
