using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gis.Core.Catalogue;
using Gis.Core.Database;
using Gis.Testing;

namespace Gis.MapServer.Tests.Secrets;

/// <summary>The server as the launcher starts it: a process of its own with one secret in its environment, its output kept.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServerProcess(Process process, Uri address, string home)
    {
        (_process, Home) = (process, home);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = address };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Asks the server.</summary>
    public HttpClient Client { get; }

    /// <summary>Its home folder.</summary>
    public string Home { get; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>All it has printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Bytes of memory it has now, and the most it had since <see cref="ForgetPeak"/>.</summary>
    public (long Now, long Peak) Memory
    {
        get
        {
            var lines = File.ReadAllLines($"/proc/{Id}/status");
            long Of(string name) => long.Parse(lines.Single(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
            return (Of("VmRSS:"), Of("VmHWM:"));
        }
    }

    /// <summary>Begins to watch the memory anew.</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{Id}/clear_refs", "5");

    /// <summary>Starts the public server over a database and waits until it answers.</summary>
    public static Task<ServerProcess> StartPublicAsync(TestDatabase database, params IEnumerable<string> options)
    {
        ArgumentNullException.ThrowIfNull(database);
        return StartAsync(database.PublicConnectionString, Audience.Public, options);
    }

    /// <summary>Starts a server under a rights class and waits until it answers.</summary>
    /// <param name="connection">Connection string of the class's role.</param>
    /// <param name="audience">Who is served.</param>
    /// <param name="options">Further words of the command line.</param>
    public static async Task<ServerProcess> StartAsync(string connection, Audience audience, params IEnumerable<string> options)
    {
        var home = Directory.CreateTempSubdirectory("gis-server-test-").FullName;
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "gis-server.dll"), "--audience", audience.ToText(), "--port", $"{port}", "--bind", "127.0.0.1", "--home", home, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GIS_", StringComparison.Ordinal) || k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment[GisDatabase.ServerVariable] = connection;
        var server = new ServerProcess(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"), home);
        for (var i = 0; i < 300; i++)
        {
            try
            {
                using var answer = await server.Client.GetAsync("/healthz");
                if (answer.IsSuccessStatusCode)
                    return server;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            Xunit.Assert.False(server._process.HasExited, server.Output);
            await Task.Delay(100);
        }

        throw new TimeoutException(server.Output);
    }

    /// <summary>Ends it at once, in the middle of whatever it does.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(Home, recursive: true);
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
