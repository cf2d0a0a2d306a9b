using Npgsql;

namespace Gis.Core.Tests.Database;

/// <summary>A small layer made by plain SQL, with one public and one staff field, exposed as the importer would.</summary>
internal static class MadeLayer
{
    public const string Sql = """
        INSERT INTO gis.kind VALUES ('other', 'その他', '{"id":"other","title":"その他"}') ON CONFLICT DO NOTHING;
        INSERT INTO gis.layer (id, title, kind, audience, geometry_type) VALUES ('spot', '地点', 'other', 'public', 'point');
        INSERT INTO gis.field (layer_id, name, title, type, ordinal, role, rights_class) VALUES
            ('spot', '名称', '名称', 'text', 1, 'name', 'public'),
            ('spot', '所有者', '所有者', 'text', 2, NULL, 'staff');
        CREATE TABLE layer.spot (fid bigint PRIMARY KEY, geom geometry(Point, 6668), geom_3857 geometry(Point, 3857),
            gis_since timestamptz NOT NULL DEFAULT now(), gis_published boolean NOT NULL DEFAULT true, "名称" text, "所有者" text);
        SELECT gis.expose('spot');
        INSERT INTO layer.spot (fid, geom, "名称", "所有者") VALUES
            (1, ST_SetSRID(ST_MakePoint(139.30, 35.10), 6668), '一番', '秘密太郎'),
            (2, ST_SetSRID(ST_MakePoint(139.31, 35.11), 6668), '二番', '秘密花子'),
            (3, NULL, '場所なし', '秘密次郎');
        """;

    public static async Task<int> ExecuteAsync(this NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(this NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<string> DeniedAsync(this NpgsqlDataSource source, string sql)
    {
        var error = await Xunit.Assert.ThrowsAsync<PostgresException>(() => source.ExecuteAsync(sql));
        return error.SqlState;
    }
}
