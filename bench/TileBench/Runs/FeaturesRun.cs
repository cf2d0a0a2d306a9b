using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Gis.Testing;
using Gis.TileBench.Peers;
using Gis.TileBench.Towns;
using Npgsql;

namespace Gis.TileBench.Runs;

/// <summary>
/// 1,000 features as GeoJSON: ours over HTTP, against the statement that plain feature servers send (json_agg over ST_AsGeoJSON), prepared, through Npgsql,
/// without HTTP. Both from the same table in longitude and latitude with nine decimals and all attributes, neither compressed; the two take turns.
/// </summary>
internal static class FeaturesRun
{
    private const int Features = 1000;

    /// <summary>Runs and prints.</summary>
    /// <param name="database">The town's.</param>
    /// <param name="port">Where our server shall listen.</param>
    /// <param name="rounds">How often each page is taken after one that does not count.</param>
    public static async Task RunAsync(TestDatabase database, int port, int rounds)
    {
        await using var ours = await OwnServer.StartAsync(database, port, keepsTiles: true);
        using var client = new HttpClient { BaseAddress = ours.Address };
        await using var connection = new NpgsqlConnection(database.SuperuserConnectionString);
        await connection.OpenAsync();
        await using (var set = new NpgsqlCommand("SET jit = off; SET max_parallel_workers_per_gather = 0", connection))
            await set.ExecuteNonQueryAsync();
        Console.WriteLine($"\n{Features} features, {rounds} rounds of 10 pages\n");
        Console.WriteLine("| layer | json_agg p50 ms | ours p50 ms | json_agg : ours, p50 | mean | KB json_agg | KB ours |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var layer in BenchLayers.All.Where(l => l.Id is "parcel" or "building" or "road"))
        {
            await using var statement = await PrepareAsync(connection, layer.Id, [.. layer.Fields.Select(f => f.Name)]);
            var (theirs, own, bytes) = (new List<double>(), new List<double>(), (Theirs: 0L, Own: 0L));
            for (var round = -1; round < rounds; round++)
            {
                for (var page = 0; page < 10; page++)
                {
                    var after = page * 1900L;
                    var start = Stopwatch.GetTimestamp();
                    ((NpgsqlParameter<long>)statement.Parameters[0]).TypedValue = after;
                    var text = (byte[])(await statement.ExecuteScalarAsync())!;
                    var first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    start = Stopwatch.GetTimestamp();
                    var answer = await client.GetByteArrayAsync(new Uri($"ogc/collections/{layer.Id}/items?limit={Features}&after={after}", UriKind.Relative));
                    var second = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                    if (round < 0)
                    {
                        Compare(text, answer);
                        continue;
                    }

                    theirs.Add(first);
                    own.Add(second);
                    bytes = (bytes.Theirs + text.Length, bytes.Own + answer.Length);
                }
            }

            Line($"| {layer.Id} | {Median(theirs):F2} | {Median(own):F2} | {Median(theirs) / Median(own):F2} | {theirs.Average() / own.Average():F2} | {bytes.Theirs / 1024.0 / theirs.Count:F0} | {bytes.Own / 1024.0 / own.Count:F0} |");
        }
    }

    private static async Task<NpgsqlCommand> PrepareAsync(NpgsqlConnection connection, string layer, string[] fields)
    {
        var command = new NpgsqlCommand($"""
            SELECT convert_to(json_build_object('type', 'FeatureCollection', 'features', json_agg(ST_AsGeoJSON(t.*, 'geom', 9)::json))::text, 'UTF8')
            FROM (SELECT fid, geom, {string.Join(", ", fields.Select(f => $"\"{f}\""))} FROM layer.{layer} WHERE fid > $1 ORDER BY fid LIMIT {Features}) t
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<long>());
        await command.PrepareAsync();
        return command;
    }

    // The same features with the same numbers of vertices and attributes, or nothing may be compared.
    private static void Compare(byte[] theirs, byte[] own)
    {
        var (a, b) = (JsonDocument.Parse(theirs).RootElement.GetProperty("features"), JsonDocument.Parse(own).RootElement.GetProperty("features"));
        if (a.GetArrayLength() != Features || b.GetArrayLength() != Features)
            throw new InvalidOperationException("Not as many features as asked for.");
        for (var i = 0; i < Features; i++)
        {
            var (one, other) = (a[i], b[i]);
            if (one.GetProperty("properties").GetProperty("fid").GetInt64() != other.GetProperty("id").GetInt64()
                || Vertices(one) != Vertices(other))
            {
                throw new InvalidOperationException("Not the same features.");
            }
        }
    }

    private static int Vertices(JsonElement feature) => feature.GetProperty("geometry").GetProperty("coordinates").GetRawText().Count(c => c == ',');

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
