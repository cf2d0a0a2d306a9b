using System.Text.Json;
using Gis.Core.Geodesy;
using Npgsql;

namespace Gis.Core.Catalogue;

/// <summary>Reads the catalogue under whatever role the connection has; row security decides what it sees.</summary>
public static class CatalogueReader
{
    private const string TownSql = "SELECT code, name, notice, plane_zone, contact FROM gis.town";

    private const string KindSql = "SELECT preset FROM gis.kind";

    private const string LayerSql = """
        SELECT id, title, description, kind, audience, department, geometry_type, attribution::text, data_date, next_review,
               coverage IS NOT NULL, style::text, min_zoom, max_zoom, sort_order, panel_title, feature_count, unplaced_count, bbox, revision,
               updated_at,
               -- A rights class may enter the schema of its own views and no other.
               (SELECT CASE WHEN count(*) = 1 THEN min(nspname::text) END FROM pg_namespace WHERE nspname LIKE 'for\_%' AND has_schema_privilege(oid, 'USAGE'))
        FROM gis.layer ORDER BY sort_order, id
        """;

    private const string FieldSql = """
        SELECT layer_id, name, title, type, role, unit, codes::text, rights_class, in_panel, personal
        FROM gis.field ORDER BY layer_id, ordinal, name
        """;

    private const string RelationSql = "SELECT layer_id, id, register_id, title, layer_key, register_key FROM gis.relation ORDER BY layer_id, id";

    private const string FormerSql = "SELECT id, kind, became FROM gis.former_layer";

    /// <summary>Reads everything in one snapshot.</summary>
    public static async Task<Catalogue> LoadAsync(NpgsqlConnection connection, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new(TownSql), new(KindSql), new(FieldSql), new(RelationSql), new(LayerSql), new(FormerSql) },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);

        var town = await reader.ReadAsync(cancellation) ? ReadTown(reader) : null;
        await reader.NextResultAsync(cancellation);

        var kinds = new Dictionary<string, Kind>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            var kind = Read<Kind>(reader.GetString(0));
            kinds[kind.Id] = kind;
        }

        await reader.NextResultAsync(cancellation);
        var fields = await GroupAsync(reader, ReadField, cancellation);
        await reader.NextResultAsync(cancellation);
        var relations = await GroupAsync(reader, ReadRelation, cancellation);
        await reader.NextResultAsync(cancellation);

        var layers = new List<Layer>();
        while (await reader.ReadAsync(cancellation))
            layers.Add(ReadLayer(reader, kinds, fields, relations));
        await reader.NextResultAsync(cancellation);
        var former = new Dictionary<string, FormerLayer>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
            former[reader.GetString(0)] = new FormerLayer(reader.GetString(1), Text(reader, 2));
        return new Catalogue(town, layers, kinds) { Former = former };
    }

    private static async Task<ILookup<string, T>> GroupAsync<T>(
        NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var rows = new List<(string Layer, T Value)>();
        while (await reader.ReadAsync(cancellation))
            rows.Add((reader.GetString(0), read(reader)));
        return rows.ToLookup(r => r.Layer, r => r.Value);
    }

    private static Town ReadTown(NpgsqlDataReader r) =>
        new(r.GetString(0), r.GetString(1), Text(r, 2), new PlaneZone(r.GetInt32(3)), Text(r, 4));

    private static Field ReadField(NpgsqlDataReader r) => new()
    {
        Name = r.GetString(1),
        Title = r.GetString(2),
        Type = Enum.Parse<FieldType>(r.GetString(3), ignoreCase: true),
        Role = Text(r, 4),
        Unit = Text(r, 5),
        Codes = Text(r, 6) is { } codes ? Read<Dictionary<string, string>>(codes) : null,
        RightsClass = r.GetString(7),
        InPanel = r.GetBoolean(8),
        Personal = r.GetBoolean(9),
    };

    private static Relation ReadRelation(NpgsqlDataReader r) =>
        new(r.GetString(1), LayerId.Parse(r.GetString(2)), r.GetString(3), r.GetString(4), r.GetString(5));

    private static Layer ReadLayer(
        NpgsqlDataReader r, Dictionary<string, Kind> kinds, ILookup<string, Field> fields, ILookup<string, Relation> relations)
    {
        var id = r.GetString(0);
        if (!AudienceText.TryParse(r.GetString(4), out var audience))
            throw new InvalidOperationException($"Layer {id} has an unknown audience.");
        return new Layer
        {
            Id = LayerId.Parse(id),
            Title = r.GetString(1),
            Description = Text(r, 2),
            Kind = kinds[r.GetString(3)],
            Audience = audience,
            Department = Text(r, 5),
            Geometry = Enum.Parse<GeometryFamily>(r.GetString(6), ignoreCase: true),
            Attribution = Read<Attribution>(r.GetString(7)),
            DataDate = r.IsDBNull(8) ? null : r.GetFieldValue<DateOnly>(8),
            NextReview = r.IsDBNull(9) ? null : r.GetFieldValue<DateOnly>(9),
            HasCoverage = r.GetBoolean(10),
            Style = Read<LayerStyle>(r.GetString(11)),
            MinZoom = r.GetInt32(12),
            MaxZoom = r.GetInt32(13),
            SortOrder = r.GetInt32(14),
            PanelTitle = Text(r, 15),
            FeatureCount = r.GetInt64(16),
            UnplacedCount = r.GetInt64(17),
            BoundingBox = r.IsDBNull(18) ? null : r.GetFieldValue<double[]>(18),
            Revision = r.GetInt64(19),
            UpdatedAt = r.GetFieldValue<DateTimeOffset>(20),
            ViewSchema = Text(r, 21),
            Fields = [.. fields[id]],
            Relations = [.. relations[id]],
        };
    }

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, CatalogueJson.Options)!;
}
