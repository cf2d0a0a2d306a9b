using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.MapServer.Relations;

/// <summary>One value of a register's row.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">Text, number, truth, or null.</param>
public sealed record RegisterValue(Field Field, object? Value);

/// <summary>Reads the rows of a register that belong to a feature, through the views of the reader's rights class.</summary>
/// <param name="source">Connections under that class's role.</param>
public sealed class RegisterReader(NpgsqlDataSource source)
{
    // A parcel has a handful of entries; what has more is a broken key, and is cut off where a page still shows it.
    private const int MostRows = 200;

    /// <summary>The rows; null when there is no such feature.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<RegisterValue>>?> ReadAsync(
        TownSnapshot snapshot, Layer layer, Layer register, Relation relation, long fid, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(register);
        var layerKey = layer.Fields.First(f => f.Name == relation.LayerKey);
        var registerKey = register.Fields.First(f => f.Name == relation.RegisterKey);
        var shown = register.Fields.Where(f => f.InPanel).ToList();
        await using var command = source.CreateCommand($"""
            SELECT r.fid{string.Concat(shown.Select(f => ", r." + SqlName.Quote(f.Name)))}
            FROM {SqlName.View(snapshot.Audience, layer)} t
            LEFT JOIN {SqlName.View(snapshot.Audience, register)} r ON r.{SqlName.Quote(registerKey.Name)} = {SqlName.Column(layerKey)}
            WHERE t.fid = $1 ORDER BY r.fid LIMIT {MostRows}
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = fid });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<IReadOnlyList<RegisterValue>>();
        var exists = false;
        while (await reader.ReadAsync(cancellation))
        {
            exists = true;
            if (!reader.IsDBNull(0))
                rows.Add([.. shown.Select((f, i) => new RegisterValue(f, Plain(reader.GetValue(i + 1))))]);
        }

        return exists ? rows : null;
    }

    private static object? Plain(object value) => value switch
    {
        DBNull => null,
        string or bool or long or int or short or double or decimal => value,
        float number => (double)number,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
