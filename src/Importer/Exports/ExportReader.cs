using System.Globalization;
using System.Runtime.CompilerServices;
using Gis.Core.Catalogue;
using Gis.Importer.Loading;
using Npgsql;

namespace Gis.Importer.Exports;

/// <summary>Reads a layer under the role of a rights class, through that class's own view, in one snapshot.</summary>
internal sealed class ExportReader(NpgsqlConnection connection, Audience audience)
{
    // The role's own limits are those of a web request.
    private const string BeginSql = "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";

    // The numbers of ST_Dimension are those of ShapeKind less one; without a shape it is null.
    private const string KindsSql = "SELECT DISTINCT ST_Dimension(geom), geometrytype(geom) LIKE 'MULTI%' OR geometrytype(geom) LIKE '%COLLECTION' FROM ";

    // The table's own order is the source's; the catalogue's is that of the click panel. The table itself is closed to the class, its description is not.
    private const string OrderSql = """
        SELECT a.attname::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('layer', 'register') AND c.relname = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
        """;

    private const string MarkSql = "SELECT obj_description(to_regclass($1), 'pg_class')";

    private string Schema => audience == Audience.Public ? "for_public" : "for_staff";

    /// <summary>Begins the snapshot and reads what is known before the first row.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The content and the mark of the view, or null when the class sees no such layer.</returns>
    public async Task<(ExportContent Content, string Mark)?> BeginAsync(LayerId layer, CancellationToken cancellation)
    {
        await Sql.RunAsync(connection, BeginSql, cancellation);
        var catalogue = await CatalogueReader.LoadAsync(connection, cancellation);
        if (catalogue.Layers.FirstOrDefault(l => l.Id == layer) is not { } found)
            return null;
        var mark = await Sql.ValueAsync<string>(connection, MarkSql, cancellation, Sql.Table(Schema, layer));
        var order = await OrderAsync(layer, cancellation);
        found = found with { Fields = [.. found.Fields.OrderBy(IsDerived).ThenBy(f => order.GetValueOrDefault(f.Name, int.MaxValue))] };
        var (kinds, multi) = found.Geometry == GeometryFamily.None ? ([], false) : await KindsAsync(layer, cancellation);
        return (new ExportContent(found, kinds, multi, await TextBytesAsync(found, cancellation)) { Town = catalogue.Town }, mark ?? "");
    }

    /// <summary>The rows in the order of their numbers.</summary>
    public async IAsyncEnumerable<ExportRow> RowsAsync(ExportContent content, bool asText, bool oneType, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var fields = content.Layer.Fields;
        var shape = !content.HasShapes ? "NULL::int, NULL::bytea"
            : $"ST_Dimension(geom), {(asText ? "ST_AsText(geom, 9)" : oneType && content.HasMulti ? "ST_AsBinary(ST_Multi(geom))" : "ST_AsBinary(geom)")}";
        var columns = string.Concat(fields.Select(f => ", " + Sql.Name(f.Name)));
        await using var command = Sql.Command(connection, $"SELECT fid, {shape}{columns} FROM {Sql.Table(Schema, content.Layer.Id)} ORDER BY fid");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var values = new object?[fields.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.IsDBNull(i + 3) ? null : Value(reader, i + 3, fields[i].Type);
            var kind = reader.IsDBNull(1) ? ShapeKind.None : (ShapeKind)(reader.GetInt32(1) + 1);
            yield return new ExportRow(
                reader.GetInt64(0), kind, asText || reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2), asText && !reader.IsDBNull(2) ? reader.GetString(2) : null, values);
        }
    }

    // What the importer made of the source's columns follows them.
    private static bool IsDerived(Field field) =>
        field.Role is { } role && field.Name == role.Replace('-', '_') && (role.StartsWith("hazard-", StringComparison.Ordinal) || role.StartsWith(FieldRole.FitsPrefix, StringComparison.Ordinal) || role is FieldRole.ParcelKey or FieldRole.Scenario);

    private static object Value(NpgsqlDataReader reader, int column, FieldType type) => type switch
    {
        FieldType.Integer => Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture),
        FieldType.Number => Convert.ToDouble(reader.GetValue(column), CultureInfo.InvariantCulture),
        FieldType.Boolean => reader.GetBoolean(column),
        FieldType.Date => reader.GetFieldValue<DateOnly>(column),
        FieldType.DateTime => reader.GetDateTime(column),
        _ => reader.GetValue(column) as string ?? Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!,
    };

    private async Task<Dictionary<string, int>> OrderAsync(LayerId layer, CancellationToken cancellation)
    {
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var command = Sql.Command(connection, OrderSql, layer.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            order[reader.GetString(0)] = order.Count;
        return order;
    }

    private async Task<(IReadOnlyList<ShapeKind> Kinds, bool Multi)> KindsAsync(LayerId layer, CancellationToken cancellation)
    {
        var kinds = new SortedSet<ShapeKind>();
        var multi = false;
        await using var command = Sql.Command(connection, KindsSql + Sql.Table(Schema, layer));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.IsDBNull(0))
                continue;
            kinds.Add((ShapeKind)(reader.GetInt32(0) + 1));
            multi |= reader.GetBoolean(1);
        }

        return ([.. kinds], multi);
    }

    private async Task<IReadOnlyDictionary<string, int>> TextBytesAsync(Layer layer, CancellationToken cancellation)
    {
        var texts = layer.Fields.Where(f => f.Type is FieldType.Text or FieldType.Url).Select(f => f.Name).ToList();
        if (texts.Count == 0)
            return new Dictionary<string, int>();
        var longest = string.Join(", ", texts.Select(t => $"coalesce(max(octet_length({Sql.Name(t)}::text)), 0)"));
        await using var command = Sql.Command(connection, $"SELECT {longest} FROM {Sql.Table(Schema, layer.Id)}");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return texts.Select((name, i) => (name, bytes: reader.GetInt32(i))).ToDictionary(t => t.name, t => t.bytes, StringComparer.Ordinal);
    }
}
