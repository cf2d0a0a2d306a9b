using Gis.Core.Catalogue;
using Gis.Core.Database;
using Gis.Importer.Loading;
using Npgsql;

namespace Gis.Importer.Exports;

/// <summary>The finished files below <c>HOME/exports</c> and the list of them in the database. Of each layer, class and format the newest two stay.</summary>
internal sealed class ExportShelf(NpgsqlDataSource owner, GisHome home)
{
    private const string PutSql = """
        INSERT INTO gis.export_file (layer_id, audience, format, revision, view_mark, file, bytes, row_count, sha256, remarks, quality)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, decode($9, 'hex'), $10, nullif($11::text, '')::jsonb)
        ON CONFLICT (layer_id, audience, format, revision) DO UPDATE SET view_mark = EXCLUDED.view_mark, file = EXCLUDED.file, bytes = EXCLUDED.bytes,
            row_count = EXCLUDED.row_count, sha256 = EXCLUDED.sha256, remarks = EXCLUDED.remarks, quality = EXCLUDED.quality, made_at = now()
        """;

    // Whoever is taking the one before may finish.
    private const string ForgetSql = """
        DELETE FROM gis.export_file WHERE layer_id = $1 AND audience = $2 AND format = $3 AND revision NOT IN (
            SELECT revision FROM gis.export_file WHERE layer_id = $1 AND audience = $2 AND format = $3 ORDER BY revision DESC LIMIT 2)
        RETURNING file
        """;

    /// <summary>The folder of a layer's files for a class, made if it is missing, without what a killed export left there unfinished.</summary>
    public static string Folder(GisHome home, Audience audience, LayerId layer)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home.Exports, audience.ToText(), layer.Value)).FullName;
        foreach (var left in Directory.EnumerateDirectories(folder, ".*"))
            Directory.Delete(left, true);
        return folder;
    }

    /// <summary>Lists a finished file, and forgets the ones it replaces.</summary>
    /// <param name="made">What was written into <see cref="Folder"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task PutAsync(ExportResult made, CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await Sql.RunAsync(
            connection, PutSql, cancellation, made.Layer, made.Audience, made.Format, made.Revision, made.ViewMark,
            Path.Combine(made.Audience, made.Layer, made.File), made.Bytes, made.Rows, made.Sha256, made.Remarks.ToArray(), made.WriteQuality() ?? "");
        var old = new List<string>();
        await using (var command = Sql.Command(connection, ForgetSql, made.Layer, made.Audience, made.Format))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                old.Add(reader.GetString(0));
        }

        foreach (var file in old)
            File.Delete(Path.Combine(home.Exports, file));
    }
}
