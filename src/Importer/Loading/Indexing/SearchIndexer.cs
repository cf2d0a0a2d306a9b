using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>
/// Writes the search entries of a layer from its rows and the templates of its kind. Entries made only of public fields of a public layer go to
/// search.public_entry, all others to search.staff_entry, which all staff read: what only a class of its own may see is not in the index.
/// </summary>
internal sealed class SearchIndexer(NpgsqlConnection connection, LayerId layer, LayerShape shape)
{
    private const int Page = 20_000;
    private const string Stale = "gis_stale_entry";

    private const string OpenSql = """
        SELECT NOT l.row_filtered AND NOT EXISTS (SELECT FROM gis.field f WHERE f.layer_id = l.id AND f.name = ANY ($2) AND f.rights_class <> 'public')
        FROM gis.layer l WHERE l.id = $1
        """;

    private const string FewSql = "SELECT EXISTS (SELECT FROM gis.field f WHERE f.layer_id = $1 AND f.name = ANY ($2) AND f.rights_class NOT IN ('public', 'staff'))";

    /// <summary>The columns of an entry in COPY.</summary>
    public const string Columns = "(layer_id, fid, label, detail, norm, weight, point)";

    private readonly string table = Sql.Table(shape.Schema, layer);

    // A street is many lines of one name; one entry stands for all of them.
    private readonly HashSet<SearchPlan.Entry> lines = [];

    /// <summary>Writes one entry as a row of a COPY.</summary>
    public static void Write(CopyBuffer target, string layer, long fid, SearchPlan.Entry entry, double weight, byte[]? point)
    {
        target.Row(7);
        target.Text(layer);
        target.Int64(fid);
        target.Text(entry.Label);
        target.Text(entry.Detail);
        target.Text(entry.Norm);
        target.Single((float)weight);
        target.Bytes(point);
    }

    /// <summary>Makes the entries new.</summary>
    /// <param name="audience">The layer's audience.</param>
    /// <param name="all">False: only rows whose words or place this transaction changed.</param>
    /// <param name="cancellation">Stops between pages.</param>
    public Task WriteAsync(string audience, bool all, CancellationToken cancellation) => WriteAsync(audience, all, null, cancellation);

    /// <summary>Makes the entries of some rows new, whether or not those rows are still there.</summary>
    /// <param name="audience">The layer's audience.</param>
    /// <param name="fids">A query for their ids.</param>
    /// <param name="cancellation">Stops between pages.</param>
    public Task RenewAsync(string audience, string fids, CancellationToken cancellation) => WriteAsync(audience, false, fids, cancellation);

    private async Task WriteAsync(string audience, bool all, string? fids, CancellationToken cancellation)
    {
        var areLines = await Sql.ValueAsync<string>(connection, "SELECT geometry_type FROM gis.layer WHERE id = $1", cancellation, layer.Value) == "line";
        all |= areLines;
        var plan = SearchPlan.Of(shape);
        if (!all && fids is not null)
            await Sql.RunAsync(connection, $"CREATE TEMP TABLE {Stale} ON COMMIT DROP AS {fids}; ANALYZE {Stale}", cancellation);
        else if (!all)
            await FindStaleAsync(plan?.Columns ?? [], cancellation);
        await ForgetAsync(all, cancellation);
        if (plan is null)
            return;
        if (await Sql.ValueAsync<bool>(connection, FewSql, cancellation, layer.Value, plan.Columns.Select(c => c.Name).ToArray()))
            return;
        var open = await IsOpenAsync(connection, layer, plan, audience, cancellation);
        var select = await SelectAsync(plan.Columns, all, cancellation);
        var entries = new CopyBuffer();
        for (long last = 0, read = Page; read == Page;)
        {
            (read, last) = await ReadAsync(entries, select, plan, last, areLines, cancellation);
            if (entries.Length > 0)
                await CopyStream.WriteAsync(connection, $"{(open ? "search.public_entry" : "search.staff_entry")} {Columns}", entries.Written, cancellation);
            entries.Clear();
        }
    }

    /// <summary>Whether everybody may see the entries. The catalogue decides, not the preset: staff may have closed a field since the first import.</summary>
    public static async Task<bool> IsOpenAsync(NpgsqlConnection connection, LayerId layer, SearchPlan plan, string audience, CancellationToken cancellation) =>
        audience == "public" && await Sql.ValueAsync<bool>(connection, OpenSql, cancellation, layer.Value, plan.Columns.Select(c => c.Name).ToArray());

    // What this transaction wrote over or took away stands in the history, what it added does not. A row that says what it said, where it said it, keeps its
    // entries. Where a register's row lies its parcel says, so all that was written counts.
    private async Task FindStaleAsync(IReadOnlyList<LayerColumn> columns, CancellationToken cancellation)
    {
        // As a value of its own: only then does the planner see that few rows are of it.
        var now = await Sql.ValueAsync<DateTime>(connection, "SELECT now()", cancellation);
        List<string> said = [.. columns.Select(c => Sql.Name(c.Name)), .. shape.IsRegister ? (string[])[] : ["geom"]];
        string Row(string of) => $"ROW({string.Join(", ", said.Select(s => $"{of}.{s}"))})";
        var same = shape.IsRegister ? "" : $"WHERE NOT EXISTS (SELECT FROM {table} t WHERE t.fid = h.fid AND {Row("t")} IS NOT DISTINCT FROM {Row("h")})";
        await Sql.RunAsync(
            connection,
            $"""
            DROP TABLE IF EXISTS pg_temp.gis_said, pg_temp.{Stale};
            CREATE TEMP TABLE gis_said ON COMMIT DROP AS SELECT {string.Join(", ", ["fid", .. said])} FROM {Sql.Table("history", layer)} WHERE gis_until = '{now:O}';
            ANALYZE gis_said (fid);
            CREATE TEMP TABLE {Stale} ON COMMIT DROP AS
            SELECT h.fid FROM gis_said h {same}
            UNION
            SELECT t.fid FROM {table} t WHERE t.gis_since = '{now:O}' AND (t.fid IN (SELECT fid FROM gis_said)) IS NOT TRUE;
            ANALYZE {Stale}
            """,
            cancellation);
    }

    private async Task ForgetAsync(bool all, CancellationToken cancellation)
    {
        var stale = all ? "" : $" AND e.fid IN (SELECT fid FROM {Stale})";
        foreach (var entries in new[] { "search.public_entry", "search.staff_entry" })
            await Sql.RunAsync(connection, $"DELETE FROM {entries} e WHERE e.layer_id = $1{stale}", cancellation, layer.Value);
    }

    private async Task<string> SelectAsync(IReadOnlyList<LayerColumn> columns, bool all, CancellationToken cancellation)
    {
        var point = shape.IsRegister ? await PointOfParcelAsync(cancellation) : "ST_AsEWKB(ST_PointOnSurface(t.geom))";
        return $"""
            SELECT t.fid, {point}{string.Concat(columns.Select(c => $", t.{Sql.Name(c.Name)}::text"))}
            FROM {table} t WHERE t.fid > $1{(all ? "" : $" AND t.fid IN (SELECT fid FROM {Stale})")} ORDER BY t.fid LIMIT {Page}
            """;
    }

    // A register has no shapes: what it speaks of lies where its parcel lies.
    private async Task<string> PointOfParcelAsync(CancellationToken cancellation)
    {
        var key = shape.WithRole(FieldRole.ParcelKey);
        var parcels = await Sql.ValueAsync<string>(connection, "SELECT min(layer_id) FROM gis.relation WHERE register_id = $1", cancellation, layer.Value);
        return key is null || parcels is null
            ? "NULL::bytea"
            : $"""
              (SELECT ST_AsEWKB(ST_PointOnSurface(p.geom)) FROM {Sql.Table("layer", LayerId.Parse(parcels))} p
               WHERE p.parcel_key = t.{Sql.Name(key.Name)} AND p.geom IS NOT NULL ORDER BY p.fid LIMIT 1)
              """;
    }

    private async Task<(int Read, long Last)> ReadAsync(
        CopyBuffer target, string select, SearchPlan plan, long after, bool areLines, CancellationToken cancellation)
    {
        var read = 0;
        var last = after;
        var values = new string?[plan.Columns.Count];
        var entries = new List<SearchPlan.Entry>();
        await using var command = Sql.Command(connection, select, after);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            read++;
            last = reader.GetInt64(0);
            var point = reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1);
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.IsDBNull(i + 2) ? null : reader.GetString(i + 2).Trim();
            entries.Clear();
            plan.Fill(entries, values);
            foreach (var entry in entries)
            {
                if (!areLines || lines.Add(entry))
                    Write(target, layer.Value, last, entry, plan.Weight, point);
            }
        }

        return (read, last);
    }
}
