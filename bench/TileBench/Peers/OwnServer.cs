using System.Diagnostics;
using System.Globalization;
using Gis.Core.Database;
using Gis.Testing;
using Gis.TileBench.Towns;

namespace Gis.TileBench.Peers;

/// <summary>The platform's public server as the launcher starts it: a process of its own.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly string _home;

    // Next to the port it listens on; the peers' ports lie in between.
    private const int MetricsOffset = 100;

    private OwnServer(ChildProcess process, Uri address, string home, TimeSpan ready) =>
        (_process, Address, _home, Ready) = (process, address, home, ready);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Time from its start until every layer was in memory.</summary>
    public TimeSpan Ready { get; }

    /// <summary>Number of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Bytes of memory it has now.</summary>
    public long MemoryBytes => _process.MemoryBytes;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="database">The town's.</param>
    /// <param name="port">Where it shall listen.</param>
    /// <param name="keepsTiles">False: every tile is made anew.</param>
    /// <param name="core">The processor it is bound to; null for all.</param>
    public static async Task<OwnServer> StartAsync(TestDatabase database, int port, bool keepsTiles, int? core = null)
    {
        var home = Directory.CreateTempSubdirectory("gis-bench-").FullName;
        List<string> command =
        [
            "dotnet", Path.Combine(AppContext.BaseDirectory, "gis-server.dll"), "--audience", "public", "--port", $"{port}", "--bind", "127.0.0.1", "--home", home,
            "--tile-disk", "0", "--request-limit", "0", "--metrics-port", $"{port + MetricsOffset}",
        ];
        if (!keepsTiles)
            command.AddRange(["--tile-memory", "0"]);
        if (core is { } number)
            command.InsertRange(0, ["taskset", "-c", $"{number}"]);
        var clock = Stopwatch.StartNew();
        var process = ChildProcess.Start(
            new Dictionary<string, string> { [GisDatabase.ServerVariable] = database.PublicConnectionString, ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" }, command);
        var address = new Uri($"http://127.0.0.1:{port}/");
        await WaitAsync(address);
        return new OwnServer(process, address, home, clock.Elapsed);
    }

    /// <summary>Waits until it has no work of its own left: after its start it simplifies shapes for all zooms behind the requests.</summary>
    /// <returns>How long that took.</returns>
    /// <exception cref="TimeoutException">It is still at work after five minutes.</exception>
    public async Task<TimeSpan> SettleAsync()
    {
        var clock = Stopwatch.StartNew();
        for (var quiet = 0; quiet < 3;)
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(5))
                throw new TimeoutException("The server does not come to rest.");
            var before = _process.ProcessorTime;
            await Task.Delay(500);
            quiet = _process.ProcessorTime - before < TimeSpan.FromMilliseconds(25) ? quiet + 1 : 0;
        }

        return clock.Elapsed;
    }

    /// <summary>One of the figures it gives out for Prometheus.</summary>
    /// <param name="name">Its name; no labels.</param>
    /// <exception cref="InvalidOperationException">There is no such figure.</exception>
    public async Task<double> FigureAsync(string name)
    {
        using var client = new HttpClient();
        var lines = (await client.GetStringAsync(new Uri($"http://127.0.0.1:{Address.Port + MetricsOffset}/metrics"))).Split('\n');
        var line = lines.FirstOrDefault(l => l.StartsWith($"{name} ", StringComparison.Ordinal)) ?? throw new InvalidOperationException($"The server has no figure {name}.");
        return double.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture);
    }

    /// <summary>A target that asks it for all layers.</summary>
    public Targets.HttpTarget Target(string name) =>
        new(name, compresses: true, tile => new Uri(Address, $"tiles/{BenchLayers.List}/{tile}.mvt"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private static async Task WaitAsync(Uri address)
    {
        using var client = new HttpClient();
        for (var i = 0; i < 6000; i++)
        {
            try
            {
                if ((await client.GetStringAsync(new Uri(address, "healthz"))).Contains("\"memory\":\"ready\"", StringComparison.Ordinal))
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet, or not ready.
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("The server did not become ready.");
    }
}
