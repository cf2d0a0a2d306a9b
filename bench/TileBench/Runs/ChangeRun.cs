using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Gis.Testing;
using Gis.TileBench.Peers;
using Npgsql;

namespace Gis.TileBench.Runs;

/// <summary>From COMMIT to the event at each of many listeners, and to the changed tile's bytes.</summary>
internal static class ChangeRun
{
    private const int Listening = 500;

    /// <summary>Runs and prints.</summary>
    /// <param name="database">The town's.</param>
    /// <param name="port">A port.</param>
    /// <param name="changes">How many changes.</param>
    public static async Task RunAsync(TestDatabase database, int port, int changes)
    {
        await using var ours = await OwnServer.StartAsync(database, port, keepsTiles: true);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Listening + 8 }) { BaseAddress = ours.Address };
        using var end = new CancellationTokenSource();
        var heard = new ConcurrentBag<(long Revision, long At)>();
        var tiles = new ConcurrentDictionary<long, string>();
        var listeners = Enumerable.Range(0, Listening).Select(_ => ListenAsync(client, heard, tiles, end.Token)).ToList();
        await Task.Delay(3000);
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        var (events, bytes) = (new List<double>(), new List<double>());
        for (var i = 1; i <= changes; i++)
        {
            await using (var update = new NpgsqlCommand($"UPDATE layer.parcel SET geom = ST_Scale(geom, ST_MakePoint(0.99, 0.99), ST_Centroid(geom)) WHERE fid = {i * 37}", connection))
                await update.ExecuteNonQueryAsync();
            var committed = Stopwatch.GetTimestamp();
            var before = heard.Count;
            while (heard.Count < i * Listening && Stopwatch.GetElapsedTime(committed) < TimeSpan.FromSeconds(10))
                await Task.Delay(1);
            events.AddRange(heard.OrderByDescending(h => h.At).Take(heard.Count - before).Select(h => Stopwatch.GetElapsedTime(committed, h.At).TotalMilliseconds));
            var tile = tiles.OrderByDescending(t => t.Key).First().Value;
            using var answer = await client.GetAsync(new Uri($"tiles/parcel/{tile}.mvt", UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            bytes.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
        }

        await end.CancelAsync();
        await Task.WhenAll(listeners);
        Print($"COMMIT → event, {Listening} listeners, {changes} changes, {events.Count} events", events);
        Print("COMMIT → the changed z16 tile's bytes, after all have heard", bytes);
    }

    private static async Task ListenAsync(HttpClient client, ConcurrentBag<(long Revision, long At)> heard, ConcurrentDictionary<long, string> tiles, CancellationToken end)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("live", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, end);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(end));
            while (await reader.ReadLineAsync(end) is { } line)
            {
                if (!line.StartsWith("data: ", StringComparison.Ordinal) || !line.Contains("\"layers\"", StringComparison.Ordinal))
                    continue;
                var at = Stopwatch.GetTimestamp();
                using var data = JsonDocument.Parse(line[6..]);
                var revision = data.RootElement.GetProperty("revision").GetInt64();
                if (!tiles.ContainsKey(revision))
                    tiles[revision] = data.RootElement.GetProperty("layers")[0].GetProperty("tiles").EnumerateArray().Select(t => t.GetString()!).First(t => t.StartsWith("16/", StringComparison.Ordinal));
                heard.Add((revision, at));
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private static void Print(string what, List<double> times)
    {
        var sorted = times.Order().ToList();
        string At(double part) => sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))].ToString("F0", CultureInfo.InvariantCulture);
        Console.WriteLine($"{what}: p50 {At(0.5)} ms, p95 {At(0.95)} ms, p99 {At(0.99)} ms, longest {At(1)} ms");
    }
}
