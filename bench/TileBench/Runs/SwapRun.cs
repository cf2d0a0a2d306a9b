using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Gis.Testing;
using Gis.TileBench.Peers;
using Npgsql;

namespace Gis.TileBench.Runs;

/// <summary>A new edition of the parcels comes in while the server runs: the memory it takes at most, and how long the old one is shown.</summary>
internal static class SwapRun
{
    /// <summary>Runs and prints.</summary>
    /// <param name="database">The town's.</param>
    /// <param name="port">A port.</param>
    /// <param name="editions">How many editions.</param>
    public static async Task RunAsync(TestDatabase database, int port, int editions)
    {
        await using var ours = await OwnServer.StartAsync(database, port, keepsTiles: true);
        using var client = new HttpClient { BaseAddress = ours.Address };
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nready {ours.Ready.TotalSeconds:F1} s after its start, {ours.MemoryBytes / 1048576.0:F0} MB resident"));
        for (var edition = 1; edition <= editions; edition++)
        {
            var before = await RevisionAsync(client);

            // Every row another, a tenth of the shapes too, as a yearly edition; and every second time another field is shown, so that nothing of the old one can be kept.
            await using (var update = new NpgsqlCommand($"""
                BEGIN;
                UPDATE layer.parcel SET chiban = chiban || '-{edition}', geom = CASE WHEN fid % 10 = {edition % 10} THEN ST_Scale(geom, ST_MakePoint(0.99, 0.99), ST_Centroid(geom)) ELSE geom END;
                UPDATE gis.field SET rights_class = '{(edition % 2 == 0 ? "staff" : "public")}' WHERE layer_id = 'parcel' AND name = 'chiseki';
                SELECT gis.expose('parcel');
                COMMIT
                """, connection) { CommandTimeout = 600 })
                await update.ExecuteNonQueryAsync();
            await File.WriteAllTextAsync($"/proc/{ours.ProcessId}/clear_refs", "5");
            var clock = Stopwatch.StartNew();
            while (await RevisionAsync(client) == before && clock.Elapsed < TimeSpan.FromSeconds(120))
                await Task.Delay(20);
            var shown = clock.Elapsed;

            // What the collector gives back, it gives back later.
            await Task.Delay(3000);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"edition {edition}: shown {shown.TotalSeconds:F1} s after COMMIT, at most {Peak(ours.ProcessId) / 1048576.0:F0} MB, then {ours.MemoryBytes / 1048576.0:F0} MB"));
        }
    }

    private static async Task<long> RevisionAsync(HttpClient client) =>
        JsonDocument.Parse(await client.GetStringAsync(new Uri("catalogue.json", UriKind.Relative))).RootElement.GetProperty("revision").GetInt64();

    private static long Peak(int process) => 1024 * long.Parse(
        File.ReadLines($"/proc/{process}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
