using System.Diagnostics;
using System.Globalization;
using Gis.MapServer.Tiles.Making;
using Gis.Testing;
using Gis.TileBench.Peers;
using Gis.TileBench.Runs;
using Gis.TileBench.Targets;
using Gis.TileBench.Towns;
using Npgsql;

// Measures tiles and changes beside their peers; see ../README.md. Arguments: rounds (5), then any of cold, cached, change, features (all), night, costly, swap, and port=N (18150).
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var parts = args.Skip(1).Where(a => !a.Contains('=', StringComparison.Ordinal)).ToList();
var port = args.Select(a => a.Split('=')).Where(a => a[0] == "port").Select(a => int.Parse(a[1], CultureInfo.InvariantCulture)).FirstOrDefault(18150);
var faster = args.Select(a => a.Split('=')).Where(a => a[0] == "faster").Select(a => int.Parse(a[1], CultureInfo.InvariantCulture)).FirstOrDefault(10);
bool Wanted(string part) => parts.Count == 0 || parts.Contains(part);

var folder = Directory.CreateTempSubdirectory("gis-tile-bench-").FullName;
await using var database = await TestDatabase.CreateAsync();
try
{
    var clock = Stopwatch.StartNew();
    await BenchTown.MakeAsync(database);
    Say($"town made in {clock.Elapsed.TotalSeconds:F0} s");
    if (Wanted("cold"))
        await ColdAsync();
    if (Wanted("cached"))
        await CachedRun.RunAsync(database, folder, port, Math.Max(3, rounds));
    if (Wanted("change"))
        await ChangeRun.RunAsync(database, port, 10 * rounds);
    if (Wanted("features"))
        await FeaturesRun.RunAsync(database, port, rounds);
    if (parts.Contains("swap"))
        await SwapRun.RunAsync(database, port, rounds);
    if (parts.Contains("costly"))
        await CostlyRun.RunAsync(database, port, rounds);
    if (parts.Contains("night"))
        await NightRun.RunAsync(database, port, faster);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

async Task ColdAsync()
{
    await using var ours = await OwnServer.StartAsync(database, port, keepsTiles: false);
    Say($"server ready {ours.Ready.TotalSeconds:F1} s after its start, {ours.MemoryBytes / 1048576.0:F0} MB resident");
    await using var mapServer = await MapServerPeer.StartAsync(database, folder, port + 1);
    await using var connection = new NpgsqlConnection(database.SuperuserConnectionString);
    await connection.OpenAsync();
    await using (var set = new NpgsqlCommand("SET jit = off; SET max_parallel_workers_per_gather = 0", connection))
        await set.ExecuteNonQueryAsync();
    using var own = ours.Target("ours over HTTP, gzip included");
    var comparison = new Comparison(
        [own, await PlainSqlTarget.PrepareAsync(connection, 6677), await PlainSqlTarget.PrepareAsync(connection, 3857), mapServer.Target], TileGzip.Level);
    foreach (var (zoom, count) in new[] { (16, 24), (14, 6) })
        await comparison.RunAsync(zoom, BenchTown.Tiles(zoom, count), rounds);
    Say($"\nserver afterwards {ours.MemoryBytes / 1048576.0:F0} MB resident");
}

static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
