using System.Globalization;
using Gis.Core.Database;
using Gis.Launcher.Processes;
using Npgsql;

namespace Gis.Launcher.Clusters;

/// <summary>Finds out whether a cluster's server runs, and whether the server that answers on its port is really that one.</summary>
internal static class ClusterProbe
{
    /// <summary>The running postmaster of the cluster; null when there is none.</summary>
    /// <param name="folder">The cluster's folder.</param>
    /// <param name="account">The account it runs under, which alone may read the folder.</param>
    public static async Task<int?> PostmasterAsync(string folder, ClusterAccount account) =>
        await RecordedPidAsync(folder, account) is { } pid && IsAlive(pid) && WorksIn(pid, folder) ? pid : null;

    /// <summary>
    /// True when the cluster's own server answers with the home's password. An answer from another server, whose folder or
    /// system identifier differs, is not taken for it.
    /// </summary>
    public static async Task<bool> IsRunningAsync(
        string folder, ClusterAccount account, GisHome home, Func<string, string> administrator, CancellationToken cancellationToken)
    {
        if (!File.Exists(home.ConnectionFile) || await PostmasterAsync(folder, account) is null)
        {
            return false;
        }

        try
        {
            await using var connection = new NpgsqlConnection(administrator("postgres"));
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(
                "SELECT current_setting('data_directory'), system_identifier::text FROM pg_control_system()", connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return reader.GetString(0) == folder && reader.GetString(1) == await IdentifierAsync(folder, account);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>
    /// Takes away the pid file of a server that was killed, if its process id now belongs to something else, or to what is left of
    /// the server until its parent collects it: PostgreSQL would take that for a running server and refuse to start. In every other
    /// case the file stays, because with it PostgreSQL itself makes sure that no child of the killed server still writes.
    /// </summary>
    public static async Task RemoveStalePidFileAsync(string folder, ClusterAccount account)
    {
        if (await RecordedPidAsync(folder, account) is { } pid && ProcessIdentity.Of(pid) is not null && !AnyWorksIn(folder))
        {
            await CommandRun.CaptureAsync(account.Wrap("/bin/rm", "-f", Path.Combine(folder, "postmaster.pid")));
        }
    }

    private static async Task<int?> RecordedPidAsync(string folder, ClusterAccount account)
    {
        var file = await CommandRun.CaptureAsync(account.Wrap("/bin/cat", Path.Combine(folder, "postmaster.pid")));
        return file.Succeeded && int.TryParse(file.Output.Split('\n')[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pid)
            ? Math.Abs(pid)
            : null;
    }

    private static bool IsAlive(int pid) => ProcessIdentity.Of(pid) is { IsRunning: true };

    private static bool AnyWorksIn(string folder) =>
        Directory.EnumerateDirectories("/proc")
            .Any(entry => int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && WorksIn(pid, folder));

    private static bool WorksIn(int pid, string folder)
    {
        try
        {
            return new DirectoryInfo($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/cwd").LinkTarget == folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task<string?> IdentifierAsync(string folder, ClusterAccount account)
    {
        var binaries = PostgresBinaries.Find(ClusterFolder.Version(folder));
        var control = await CommandRun.CaptureAsync(account.Wrap(binaries.Program("pg_controldata"), "-D", folder));
        const string label = "Database system identifier:";
        return control.Output.Split('\n').FirstOrDefault(static line => line.StartsWith(label, StringComparison.Ordinal))?[label.Length..].Trim();
    }
}
