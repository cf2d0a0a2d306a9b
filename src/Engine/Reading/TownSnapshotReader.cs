using System.Data;
using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Engine.Reading;

/// <summary>Reads a <see cref="TownSnapshot"/>, and a mark that changes whenever a new one would differ.</summary>
public static class TownSnapshotReader
{
    // The schema of the class's own views, else the audience's.
    private const string Schema = """
        coalesce((SELECT CASE WHEN count(*) = 1 THEN min(nspname::text) END FROM pg_namespace
            WHERE nspname LIKE 'for\_%' AND has_schema_privilege(oid, 'USAGE')), $1)
        """;

    // Column grants forbid whole rows of gis.layer, so what a reader can see of it is named. One statement, so that the mark and the states are of one moment.
    private const string StateSql = $"""
        SELECT m.mark, l.id, l.revision, l.updated_at, l.feature_count, l.unplaced_count, l.bbox
        FROM (SELECT md5(concat_ws('|',
            (SELECT string_agg(md5(concat_ws('|', id, title, description, kind, audience, department, geometry_type, attribution, data_date, next_review, style,
                min_zoom, max_zoom, sort_order, panel_title, coverage_mark)), '' ORDER BY id) FROM gis.layer),
            (SELECT md5(string_agg(f::text, '' ORDER BY layer_id, name)) FROM gis.field f),
            (SELECT md5(string_agg(r::text, '' ORDER BY layer_id, id)) FROM gis.relation r),
            (SELECT md5(string_agg(k.id || k.preset::text, '' ORDER BY k.id)) FROM gis.kind k),
            (SELECT concat_ws('|', code, name, notice, plane_zone, contact, boundary_mark) FROM gis.town),
            (SELECT string_agg(c.oid::text, ',' ORDER BY c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = {Schema}))) AS mark) m
        LEFT JOIN gis.layer l ON true ORDER BY l.id
        """;

    // gis.expose makes a view anew when what it shows is not what it was: its number tells one from the other.
    private const string ViewSql = $"""
        SELECT c.relname, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = {Schema}
        """;

    private const string BoundarySql = """
        SELECT ST_XMin(b), ST_YMin(b), ST_XMax(b), ST_YMax(b)
        FROM (SELECT boundary::box3d AS b FROM gis.town WHERE NOT ST_IsEmpty(boundary)) t
        """;

    private const string CoverageSql = """
        SELECT l.id, coalesce(ST_Covers(l.coverage, t.boundary), false)
        FROM gis.layer l LEFT JOIN gis.town t ON true WHERE l.coverage IS NOT NULL
        """;

    /// <summary>Reads the catalogue and what belongs to it in one consistent view of the database.</summary>
    public static async Task<TownSnapshot> LoadAsync(NpgsqlDataSource source, Audience audience, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var catalogue = await CatalogueReader.LoadAsync(connection, cancellation);
        var boundary = await ReadBoundaryAsync(connection, cancellation);
        var coverage = await ReadCoverageAsync(connection, cancellation);
        var views = await ReadViewsAsync(connection, audience, cancellation);
        await transaction.CommitAsync(cancellation);
        return new TownSnapshot(catalogue, audience, boundary, coverage) { Views = views };
    }

    /// <summary>What a snapshot would be made of now, as far as it can differ; cheap enough to ask every second.</summary>
    /// <param name="connection">Open, under the audience's role.</param>
    /// <param name="audience">Whose views are read.</param>
    /// <param name="cancellation">Ends the question.</param>
    public static async Task<CatalogueState> ReadStateAsync(NpgsqlConnection connection, Audience audience, CancellationToken cancellation = default)
    {
        await using var command = new NpgsqlCommand(StateSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SqlName.ViewSchema(audience) });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (mark, layers) = ("", new List<LayerState>());
        while (await reader.ReadAsync(cancellation))
        {
            mark = reader.GetString(0);
            if (reader.IsDBNull(1))
                continue;
            layers.Add(new LayerState(
                reader.GetString(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetInt64(4), reader.GetInt64(5),
                reader.IsDBNull(6) ? null : reader.GetFieldValue<double[]>(6)));
        }

        return new CatalogueState(mark, layers);
    }

    private static async Task<Dictionary<string, uint>> ReadViewsAsync(NpgsqlConnection connection, Audience audience, CancellationToken cancellation)
    {
        var views = new Dictionary<string, uint>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(ViewSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SqlName.ViewSchema(audience) });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            views[reader.GetString(0)] = reader.GetFieldValue<uint>(1);
        return views;
    }

    private static async Task<LonLatBox?> ReadBoundaryAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(BoundarySql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new LonLatBox(reader.GetDouble(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3))
            : null;
    }

    private static async Task<Dictionary<string, CoverageReach>> ReadCoverageAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var coverage = new Dictionary<string, CoverageReach>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(CoverageSql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            coverage[reader.GetString(0)] = reader.GetBoolean(1) ? CoverageReach.Town : CoverageReach.Area;
        return coverage;
    }
}
