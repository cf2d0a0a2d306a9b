using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Secrets;

/// <summary>Reads everything a role can read, in every schema, system catalogues and statistics too.</summary>
internal static class PublicReach
{
    private const string Readable = """
        SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND has_schema_privilege(n.oid, 'USAGE')
          AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'))
        """;

    /// <summary>Fails when a word matching the pattern stands in any column of any table or view.</summary>
    public static async Task AssertNowhereAsync(NpgsqlDataSource role, string pattern, string sample = "for_public.parcel")
    {
        var readable = await ListAsync(role, Readable);
        Assert.Contains(sample, readable.Select(n => n.Replace("parcels", "parcel", StringComparison.Ordinal)));
        Assert.Contains("pg_catalog.pg_stats", readable);
        var read = 0;
        foreach (var name in readable)
        {
            var columns = await ListAsync(role, $"""
                SELECT format('%I', attname) FROM pg_attribute WHERE attrelid = '{name.Replace("'", "''", StringComparison.Ordinal)}'::regclass
                  AND attnum > 0 AND NOT attisdropped AND has_column_privilege(attrelid, attnum, 'SELECT')
                """);
            if (columns.Count == 0)
                continue;
            // The query's own text stands in pg_stat_activity.
            var hits = await ListAsync(
                role, $"SELECT r::text FROM (SELECT {string.Join(", ", columns)} FROM {name}) r WHERE r::text ~ '{pattern}' AND r::text !~ 'r::text ~'");
            Assert.True(hits.Count == 0, $"{name}: {string.Join(" | ", hits.Take(3))}");
            read++;
        }

        Assert.True(read > 100);
    }

    /// <summary>First column of every row.</summary>
    public static async Task<List<string>> ListAsync(NpgsqlDataSource role, string sql)
    {
        await using var command = role.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
