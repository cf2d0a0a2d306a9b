using Gis.Core.Database;
using Gis.Launcher.Processes;

namespace Gis.Launcher.Servers;

/// <summary>Starts the map servers and waits until they answer.</summary>
/// <param name="installation">Where the programs lie.</param>
/// <param name="home">The home they serve.</param>
internal sealed class MapServers(Installation installation, GisHome home)
{
    // All that a server is given from the launcher's own environment: no secret of another role, no token, no proxy password.
    private static readonly string[] PassedOn = ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "DOTNET_ROOT"];

    /// <summary>The file a server writes to.</summary>
    public string Log(string audience) => Path.Combine(home.Logs, audience + ".log");

    /// <summary>The running servers.</summary>
    public IReadOnlyList<ServerRecord> Running() =>
        [.. ServerRecord.Audiences.Select(audience => ServerRecord.Running(home, audience)).OfType<ServerRecord>()];

    /// <summary>True when the program was built anew after the server was started.</summary>
    public bool IsOutdated(ServerRecord server) =>
        File.GetLastWriteTimeUtc(installation.AssemblyPath("Gis.MapServer", "gis-server")) > server.StartedAt.UtcDateTime;

    /// <summary>Starts one server.</summary>
    /// <param name="audience">Whom it serves: decides what is mounted, and which one database secret it is given.</param>
    /// <param name="bind">The address it listens on.</param>
    /// <param name="port">The port it listens on.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <exception cref="LauncherException">It ended, or did not answer in time.</exception>
    public async Task<ServerRecord> StartAsync(string audience, string bind, int port, CancellationToken cancellationToken)
    {
        var role = audience == "staff" ? DatabaseRole.Staff : DatabaseRole.Public;
        var environment = PassedOn.ToDictionary(static name => name, Environment.GetEnvironmentVariable);
        environment[GisDatabase.ServerVariable] = GisDatabase.ConnectionString(home, role);
        environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";

        var command = installation.Command(
            "Gis.MapServer", "gis-server",
            "--audience", audience, "--port", $"{port}", "--bind", bind, "--home", home.Root, "--web", installation.WebPages);
        var process = DetachedProcess.Start(command, Log(audience), environment);
        var record = new ServerRecord(audience, bind, port, process, DateTimeOffset.UtcNow);
        record.Save(home);
        await WaitAsync(record, cancellationToken);
        return record;
    }

    private async Task WaitAsync(ServerRecord server, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var until = DateTime.UtcNow.AddSeconds(60);
        while (DateTime.UtcNow < until)
        {
            if (!server.Process.IsRunning)
            {
                throw new LauncherException($"{Title(server.Audience)}のサーバーが起動後に終了しました。記録: {Log(server.Audience)}\n{Tail(server.Audience)}");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri(server.Url + "healthz"), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // Not listening yet.
            }

            await Task.Delay(100, cancellationToken);
        }

        throw new LauncherException($"{Title(server.Audience)}のサーバーが 60 秒以内に応答しません。記録: {Log(server.Audience)}\n{Tail(server.Audience)}");
    }

    /// <summary>The Japanese name of an audience's map.</summary>
    public static string Title(string audience) => audience == "staff" ? "統合型（職員）" : "公開型（住民）";

    private string Tail(string audience) =>
        File.Exists(Log(audience)) ? string.Join('\n', File.ReadLines(Log(audience)).TakeLast(10)) : "";
}
