using Gis.Engine.Cql2;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Sql;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Cql2;

/// <summary>Five rows in PostGIS that show what filters mean; row 3 is null but for its texts.</summary>
public sealed class MeaningDatabase : IAsyncLifetime, IAsyncDisposable
{
    private readonly TestDatabase _database = new();

    /// <summary>What filters of the table are checked against.</summary>
    public static Cql2Settings Settings { get; } = new()
    {
        Functions = Cql2Function.Standard,
        Queryables = new QueryableList(Properties),
    };

    private static IReadOnlyList<QueryableProperty> Properties =>
    [
        new QueryableProperty("n", "r.\"n\"", Cql2Type.Number), new QueryableProperty("d", "r.\"d\"", Cql2Type.Number),
        new QueryableProperty("t", "r.\"t\"", Cql2Type.Text), new QueryableProperty("u", "r.\"u\"", Cql2Type.Text),
        new QueryableProperty("moment", "r.\"moment\"", Cql2Type.Timestamp), new QueryableProperty("until", "r.\"until\"", Cql2Type.Timestamp),
        new QueryableProperty("day", "r.\"day\"", Cql2Type.Date), new QueryableProperty("a", "r.\"a\"", Cql2Type.Array) { ElementType = Cql2Type.Text },
        new QueryableProperty("g", "r.\"g\"", Cql2Type.Geometry), new QueryableProperty("g_3857", "r.\"g_3857\"", Cql2Type.Geometry) { Srid = 3857 },
    ];

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await using var command = _database.Owner.CreateCommand("""
            CREATE TABLE sample (fid bigint PRIMARY KEY, n bigint, d double precision, t text, u text, moment timestamptz, until timestamptz, day date,
              a text[], g geometry(Geometry, 6668), g_3857 geometry(Geometry, 3857));
            INSERT INTO sample VALUES
              (1, 1, 0.1, 'が', 'Straße', '2026-03-31T15:00:00Z', '2026-04-03T00:00:00Z', '2026-04-01', '{x,y}', 'SRID=6668;POINT(139.7 35.6)'),
              (2, 2, 0.2, U&'か\3099', 'ΟΔΟΣΑ', '2026-04-01T14:59:59.999999Z', '2026-04-03T00:00:00Z', '2026-04-02', '{y,x,y}', 'SRID=6668;POINT(-179.5 10)'),
              (3, NULL, NULL, 'Z', '100%', NULL, NULL, NULL, NULL, NULL),
              (4, 4, 0.4, 'ａｂｃ１', 'CAFÉ', '2026-03-31T14:59:59Z', '2026-04-03T00:00:00Z', '2026-04-04', '{x}', 'SRID=6668;POLYGON((0 0,2 0,2 2,0 2,0 0))'),
              (5, 9223372036854775807, 0.5, 'København', 'a\_b', '2026-04-01T15:00:00Z', '2026-04-03T00:00:00Z', '9999-12-31', '{}', 'SRID=6668;LINESTRING(0 0,2 0)');
            UPDATE sample SET g_3857 = ST_Transform(g, 3857)
            """);
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc />
    public Task DisposeAsync() => _database.DisposeAsync();

    /// <inheritdoc />
    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>The rows that a filter selects, in order. The statement has a parameter of its own before the filter's.</summary>
    public async Task<long[]> SelectAsync(string filter, Cql2Settings? settings = null)
    {
        return await RunAsync(Cql2Sql.Translate(Cql2Checker.Check(Cql2Text.Parse(filter), settings ?? Settings), firstParameter: 2), others: 1);
    }

    /// <summary>PostgreSQL's plan for a filter, on a table with an index on each column and a planner that prefers them.</summary>
    public async Task<string> PlanAsync(string filter)
    {
        await using var connection = await _database.Owner.OpenConnectionAsync();
        await using var prepare = new NpgsqlCommand("""
            CREATE INDEX IF NOT EXISTS sample_n ON sample (n); CREATE INDEX IF NOT EXISTS sample_t ON sample (t text_pattern_ops);
            CREATE INDEX IF NOT EXISTS sample_g ON sample USING gist (g); CREATE INDEX IF NOT EXISTS sample_day ON sample (day);
            SET enable_seqscan = off
            """, connection);
        await prepare.ExecuteNonQueryAsync();
        var sql = Cql2Sql.Translate(Cql2Checker.Check(Cql2Text.Parse(filter), Settings));
        await using var explain = new NpgsqlCommand($"EXPLAIN SELECT fid FROM sample r WHERE {sql.Text}", connection);
        explain.Parameters.AddRange(sql.Parameters.ToArray());
        await using var reader = await explain.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    /// <summary>The rows themselves.</summary>
    internal Task<List<MemoryRow>> RowsAsync() => MemoryRow.LoadAsync(_database.Owner, "sample r", Properties);

    /// <summary>The rows that a translated filter selects, in order.</summary>
    public async Task<long[]> RunAsync(Cql2Sql sql, int others = 0)
    {
        await using var command = _database.Owner.CreateCommand($"SELECT fid FROM sample r WHERE {(others == 0 ? "TRUE" : "fid > $1")} AND {sql.Text} ORDER BY fid");
        if (others > 0)
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = 0 });
        command.Parameters.AddRange(sql.Parameters.ToArray());
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<long>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetInt64(0));
        return [.. rows];
    }
}
