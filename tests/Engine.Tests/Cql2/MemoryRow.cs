using Gis.Core.Geometry;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Memory;
using Npgsql;

namespace Gis.Engine.Tests.Cql2;

/// <summary>A row of a table, held in memory.</summary>
internal sealed class MemoryRow(long fid, Dictionary<string, object?> values) : IFeatureValues
{
    /// <summary>Its key.</summary>
    public long Fid { get; } = fid;

    /// <inheritdoc />
    public object? this[string name] => values[name];

    /// <summary>Reads a whole table.</summary>
    public static async Task<List<MemoryRow>> LoadAsync(NpgsqlDataSource source, string table, IReadOnlyList<QueryableProperty> columns)
    {
        var list = string.Join(", ", columns.Select(column => column.Type == Cql2Type.Geometry ? $"ST_AsEWKB({column.Sql})" : column.Sql));
        await using var command = source.CreateCommand($"SELECT fid, {list} FROM {table}");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<MemoryRow>();
        while (await reader.ReadAsync())
        {
            var values = new Dictionary<string, object?>();
            for (var i = 0; i < columns.Count; i++)
                values[columns[i].Name] = Value(reader, i + 1, columns[i].Type);
            rows.Add(new MemoryRow(reader.GetInt64(0), values));
        }

        return rows;
    }

    private static object? Value(NpgsqlDataReader reader, int column, Cql2Type type) => type switch
    {
        _ when reader.IsDBNull(column) => null,
        Cql2Type.Geometry => Ewkb.Read(reader.GetFieldValue<byte[]>(column)),
        Cql2Type.Date => reader.GetFieldValue<DateOnly>(column),
        _ => reader.GetValue(column),
    };
}
