using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Importer.Loading;

/// <summary>
/// Writes the search entries of a layer from its rows and the templates of its kind. Entries made only of public fields of a public layer go to
/// search.public_entry, all others to search.staff_entry.
/// </summary>
internal sealed class SearchIndexer(NpgsqlConnection connection, LayerId layer, LayerShape shape)
{
    private const int Page = 20_000;

    private const string OpenSql = """
        SELECT NOT l.row_filtered AND NOT EXISTS (SELECT FROM gis.field f WHERE f.layer_id = l.id AND f.name = ANY ($2) AND f.rights_class <> 'public')
        FROM gis.layer l WHERE l.id = $1
        """;

    private readonly string table = Sql.Table(shape.Schema, layer);

    // A street is many lines of one name; one entry stands for all of them.
    private readonly HashSet<(string, string?, string)> lines = [];

    private sealed record Entry(long Fid, string Label, string? Detail, string Norm, byte[]? Point);

    /// <summary>Makes the entries new.</summary>
    /// <param name="audience">The layer's audience.</param>
    /// <param name="all">False: only rows that this transaction wrote.</param>
    /// <param name="cancellation">Stops between pages.</param>
    public async Task WriteAsync(string audience, bool all, CancellationToken cancellation)
    {
        var areLines = await Sql.ValueAsync<string>(connection, "SELECT geometry_type FROM gis.layer WHERE id = $1", cancellation, layer.Value) == "line";
        all |= areLines;
        await ForgetAsync(all, cancellation);
        if (shape.Kind.Search is not { } preset)
            return;
        var roles = new[] { preset.Label, preset.Detail ?? "" }.Concat(preset.Also).SelectMany(RoleTemplate.Roles).Distinct()
            .Select(r => (Role: r, Column: shape.WithRole(r))).Where(r => r.Column is not null).ToList();
        if (!RoleTemplate.Roles(preset.Label).Any(r => roles.Any(x => x.Role == r)))
            return;

        // The catalogue decides, not the preset: staff may have closed a field since the first import.
        var open = audience == "public"
            && await Sql.ValueAsync<bool>(connection, OpenSql, cancellation, layer.Value, roles.Select(r => r.Column!.Name).ToArray());
        var target = open ? "search.public_entry" : "search.staff_entry";
        var select = await SelectAsync(roles.Select(r => r.Column!).ToList(), all, cancellation);
        var names = roles.Select(r => r.Role).ToList();
        for (long last = 0, read = Page; read == Page;)
        {
            (var entries, read, last) = await ReadAsync(select, names, preset, last, cancellation);
            if (areLines)
                entries.RemoveAll(e => !lines.Add((e.Label, e.Detail, e.Norm)));
            await CopyAsync(target, entries, preset.Weight, cancellation);
        }
    }

    private async Task ForgetAsync(bool all, CancellationToken cancellation)
    {
        var stale = all ? "" : $" AND NOT EXISTS (SELECT FROM {table} t WHERE t.fid = e.fid AND t.gis_since < now())";
        foreach (var entries in new[] { "search.public_entry", "search.staff_entry" })
            await Sql.RunAsync(connection, $"DELETE FROM {entries} e WHERE layer_id = $1{stale}", cancellation, layer.Value);
    }

    private async Task<string> SelectAsync(List<LayerColumn> columns, bool all, CancellationToken cancellation)
    {
        var point = shape.IsRegister ? await PointOfParcelAsync(cancellation) : "ST_AsEWKB(ST_PointOnSurface(t.geom))";
        return $"""
            SELECT t.fid, {point}{string.Concat(columns.Select(c => $", t.{Sql.Name(c.Name)}::text"))}
            FROM {table} t WHERE t.fid > $1{(all ? "" : " AND t.gis_since = now()")} ORDER BY t.fid LIMIT {Page}
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

    private async Task<(List<Entry> Entries, int Read, long Last)> ReadAsync(
        string select, List<string> roles, SearchPreset preset, long after, CancellationToken cancellation)
    {
        var entries = new List<Entry>();
        var read = 0;
        var last = after;
        await using var command = Sql.Command(connection, select, after);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            read++;
            last = reader.GetInt64(0);
            var point = reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1);
            string? ValueOf(string role) => roles.IndexOf(role) is >= 0 and var i && !reader.IsDBNull(i + 2) ? reader.GetString(i + 2).Trim() : null;
            Add(entries, last, preset, ValueOf, point);
        }

        return (entries, read, last);
    }

    private static void Add(List<Entry> entries, long fid, SearchPreset preset, Func<string, string?> value, byte[]? point)
    {
        if (Fill(preset.Label, value) is not { } label)
            return;
        var detail = preset.Detail is null ? null : Fill(preset.Detail, value) ?? (RoleTemplate.Roles(preset.Detail).Count == 0 ? preset.Detail : null);
        var norms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var template in preset.Also.Prepend(preset.Label))
        {
            if (Fill(template, value) is { } text && SearchText.Normalise(text) is { Length: > 0 } norm && norms.Add(norm))
                entries.Add(new Entry(fid, label, detail, norm, point));
        }
    }

    private static string? Fill(string template, Func<string, string?> value)
    {
        var any = false;
        var text = RoleTemplate.Replace(template, role =>
        {
            var part = value(role);
            any |= !string.IsNullOrEmpty(part);
            return part;
        }).Trim();
        return any && text.Length > 0 ? text : null;
    }

    private async Task CopyAsync(string target, List<Entry> entries, double weight, CancellationToken cancellation)
    {
        if (entries.Count == 0)
            return;
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {target} (layer_id, fid, label, detail, norm, weight, point) FROM STDIN (FORMAT BINARY)", cancellation);
        copy.Timeout = Sql.LongEnough;
        foreach (var entry in entries)
        {
            copy.StartRow();
            copy.Write(layer.Value, NpgsqlDbType.Text);
            copy.Write(entry.Fid, NpgsqlDbType.Bigint);
            copy.Write(entry.Label, NpgsqlDbType.Text);
            CopyValue.Write(copy, entry.Detail, FieldType.Text);
            copy.Write(entry.Norm, NpgsqlDbType.Text);
            copy.Write((float)weight, NpgsqlDbType.Real);
            CopyValue.Bytes(copy, entry.Point);
        }

        await copy.CompleteAsync(cancellation);
    }
}
