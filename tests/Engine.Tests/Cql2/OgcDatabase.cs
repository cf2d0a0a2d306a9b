using System.Diagnostics;
using Gis.Engine.Cql2;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Sql;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Cql2;

/// <summary>The data set of OGC's CQL2 tests in a real PostGIS database, loaded by GDAL.</summary>
public sealed class OgcDatabase : IAsyncLifetime, IAsyncDisposable
{
    private readonly TestDatabase _database = new();
    private NpgsqlDataSource? _source;
    private readonly Dictionary<string, QueryableList> _queryables = [];

    /// <summary>The tables, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<QueryableProperty>> Tables { get; private set; } = new Dictionary<string, IReadOnlyList<QueryableProperty>>();

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (SharedData.Root is null)
            return;
        await _database.InitializeAsync();
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_database.SuperuserConnectionString) { Pooling = true });
        await LoadAsync();
        await using var arrays = _source.CreateCommand("""
            CREATE TABLE with_arrays (fid bigint PRIMARY KEY, texts text[], numbers bigint[], days date[], geom geometry(Point, 4326));
            INSERT INTO with_arrays VALUES
              (1, '{foo,bar}', '{1,2,3}', '{2026-04-01}', NULL), (2, '{foo,bar,baz,foo}', '{2}', '{}', NULL), (3, '{foo}', '{}', NULL, NULL),
              (4, '{baz}', NULL, '{2026-04-01,2026-04-02}', NULL), (5, NULL, '{9}', NULL, NULL), (6, '{}', NULL, NULL, NULL)
            """);
        await arrays.ExecuteNonQueryAsync();
        await ReadColumnsAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_source is null)
            return;
        await _source.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <inheritdoc />
    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>What filters of a table are checked against.</summary>
    public Cql2Settings Settings(string table) => new() { Queryables = _queryables[table], StorageSrid = 4326, Functions = Cql2Function.Standard };

    /// <summary>The keys of the rows that a filter selects.</summary>
    public async Task<HashSet<long>> SelectAsync(string table, Cql2Expression filter, Cql2Settings? settings = null)
    {
        var sql = Cql2Sql.Translate(Cql2Checker.Check(filter, settings ?? Settings(table)));
        await using var command = _source!.CreateCommand($"SELECT fid FROM \"{table}\" WHERE {sql.Text}");
        command.Parameters.AddRange(sql.Parameters.ToArray());
        await using var reader = await command.ExecuteReaderAsync();
        var keys = new HashSet<long>();
        while (await reader.ReadAsync())
            keys.Add(reader.GetInt64(0));
        return keys;
    }

    /// <summary>The keys of the rows that a CQL2 text filter selects, in order.</summary>
    public async Task<long[]> SelectAsync(string table, string filter, Cql2Settings? settings = null) =>
        [.. (await SelectAsync(table, Cql2Text.Parse(filter), settings)).Order()];

    /// <summary>A table's rows.</summary>
    internal Task<List<MemoryRow>> RowsAsync(string table) => MemoryRow.LoadAsync(_source!, $"\"{table}\"", Tables[table]);

    private async Task LoadAsync()
    {
        var to = new NpgsqlConnectionStringBuilder(_database.SuperuserConnectionString);
        var start = new ProcessStartInfo("ogr2ogr") { RedirectStandardError = true };
        // The data set writes times without their Z; they are UTC.
        start.Environment["PGOPTIONS"] = "-c timezone=UTC";
        start.Environment["PGPASSWORD"] = to.Password;
        string[] arguments =
        [
            "-f", "PostgreSQL", $"PG:host={to.Host} port={to.Port} user={to.Username} dbname={to.Database}", SharedData.File("cql2/ne110m4cql2.gpkg"),
            "-lco", "LAUNDER=NO", "-lco", "GEOMETRY_NAME=geom", "-lco", "FID=fid", "-lco", "PRECISION=NO",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }

    private async Task ReadColumnsAsync()
    {
        var tables = new Dictionary<string, List<QueryableProperty>>();
        await using var command = _source!.CreateCommand("""
            SELECT table_name, column_name, udt_name FROM information_schema.columns
            WHERE table_schema = 'public' AND (table_name LIKE 'ne\_110m%' OR table_name = 'with_arrays') ORDER BY 1, ordinal_position
            """);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (table, column, type) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
            if (!tables.TryGetValue(table, out var list))
                tables[table] = list = [];
            list.Add(new QueryableProperty(column, $"\"{column}\"", Type(type)) { Srid = 4326, ElementType = type[0] == '_' ? Type(type[1..]) : Cql2Type.Unknown });
        }

        Tables = tables.ToDictionary(t => t.Key, t => (IReadOnlyList<QueryableProperty>)t.Value);
        foreach (var (table, list) in tables)
            _queryables[table] = new QueryableList(list);
    }

    private static Cql2Type Type(string type) => type switch
    {
        "text" or "varchar" => Cql2Type.Text,
        "int2" or "int4" or "int8" or "numeric" or "float4" or "float8" => Cql2Type.Number,
        "bool" => Cql2Type.Boolean,
        "date" => Cql2Type.Date,
        "timestamptz" => Cql2Type.Timestamp,
        "geometry" => Cql2Type.Geometry,
        ['_', ..] => Cql2Type.Array,
        _ => throw new InvalidOperationException("A column of type " + type),
    };
}
