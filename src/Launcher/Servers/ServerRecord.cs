using System.Text.Json;
using Gis.Core.Database;
using Gis.Launcher.Processes;

namespace Gis.Launcher.Servers;

/// <summary>A started map server, remembered in the home's <c>run</c> folder.</summary>
/// <param name="Audience">Whom it serves: <c>public</c> or <c>staff</c>.</param>
/// <param name="Bind">The address it listens on.</param>
/// <param name="Port">The port it listens on.</param>
/// <param name="Process">The process.</param>
/// <param name="StartedAt">When it was started.</param>
internal sealed record ServerRecord(string Audience, string Bind, int Port, ProcessIdentity Process, DateTimeOffset StartedAt)
{
    /// <summary>The audiences that have a server each, in the order they are started.</summary>
    public static IReadOnlyList<string> Audiences { get; } = ["public", "staff"];

    /// <summary>The address to type into a browser on this machine.</summary>
    public string Url => $"http://{(Bind is "0.0.0.0" or "::" ? "127.0.0.1" : Bind.Contains(':', StringComparison.Ordinal) ? $"[{Bind}]" : Bind)}:{Port}/";

    /// <summary>The running server of an audience; null when it does not run.</summary>
    /// <param name="home">The home.</param>
    /// <param name="audience">One of <see cref="Audiences"/>.</param>
    public static ServerRecord? Running(GisHome home, string audience)
    {
        var path = FileOf(home, audience);
        try
        {
            return File.Exists(path) && JsonSerializer.Deserialize<ServerRecord>(File.ReadAllText(path)) is { Process.IsRunning: true } record
                ? record
                : null;
        }
        catch (JsonException)
        {
            // Cut off by a crash while it was written.
            return null;
        }
    }

    /// <summary>Remembers the server.</summary>
    public void Save(GisHome home)
    {
        var path = FileOf(home, Audience);
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Stops the server, if it is still the process that was started, and forgets it.</summary>
    /// <returns>False when none ran.</returns>
    public static async Task<bool> StopAsync(GisHome home, string audience)
    {
        var record = Running(home, audience);
        if (record is not null)
        {
            await record.Process.StopAsync(TimeSpan.FromSeconds(15));
        }

        // A home where nothing was ever started has no such folder.
        if (File.Exists(FileOf(home, audience)))
        {
            File.Delete(FileOf(home, audience));
        }

        return record is not null;
    }

    private static string FileOf(GisHome home, string audience) => Path.Combine(home.Run, audience + ".json");
}
