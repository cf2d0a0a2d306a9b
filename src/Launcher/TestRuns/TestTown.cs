using Gis.Core.Accounts;
using Gis.Core.Database;
using Gis.Core.Database.Setup;
using Gis.Launcher.Accounts;
using Gis.Launcher.Clusters;
using Gis.Launcher.Processes;
using Gis.Launcher.Terminal;
using Gis.Launcher.Up;
using Npgsql;

namespace Gis.Launcher.TestRuns;

/// <summary>The sample town, brought up on the test cluster for tests of whole programs (server, viewer, browser).</summary>
/// <param name="installation">Where the programs lie.</param>
/// <param name="home">The test cluster's home.</param>
internal sealed class TestTown(Installation installation, GisHome home)
{
    private readonly UpRun _run = new(
        installation,
        home,
        new UpOptions(FreePort.Choose(), FreePort.Choose(), "127.0.0.1", Detach: true, Sample: true),
        Screen.Create(),
        throwAway: true);

    /// <summary>Brings the town up; it is made anew when a program it was made with has changed.</summary>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The variables that hand it to the tests.</returns>
    public async Task<Dictionary<string, string?>> StartAsync(CancellationToken cancellationToken)
    {
        await DropOutdatedAsync(cancellationToken);
        var up = await _run.StartAsync(cancellationToken);
        var password = StaffPassword.Make();
        await using var owner = GisDatabase.Connect(home, DatabaseRole.Owner);
        await StaffAccounts.SaveAsync(owner, new StaffAccount("tester", "試験"), password, cancellationToken);
        return new Dictionary<string, string?>
        {
            ["GIS_E2E_PUBLIC_URL"] = up.Servers.Single(static server => server.Audience == "public").Url,
            ["GIS_E2E_STAFF_URL"] = up.Servers.Single(static server => server.Audience == "staff").Url,
            ["GIS_E2E_STAFF_NAME"] = "tester",
            ["GIS_E2E_STAFF_PASSWORD"] = password,
            ["GIS_E2E_HOME"] = home.Root,
        };
    }

    /// <summary>Stops the town's servers; the cluster stays.</summary>
    public Task StopAsync() => _run.StopServersAsync();

    private async Task DropOutdatedAsync(CancellationToken cancellationToken)
    {
        var mark = Path.Combine(home.Run, "town-made");
        var made = File.Exists(mark) ? File.GetLastWriteTimeUtc(mark) : DateTime.MinValue;
        var programs = new[] { ("Gis.Importer", "gis-import"), ("Gis.Importer", "Gis.Core"), ("Gis.SampleTown", "Gis.SampleTown") };
        if (programs.All(program => File.GetLastWriteTimeUtc(installation.AssemblyPath(program.Item1, program.Item2)) < made))
        {
            return;
        }

        await using var connection = new NpgsqlConnection(new Cluster(home, throwAway: true).Administrator());
        await connection.OpenAsync(cancellationToken);
        await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {DatabaseSetup.DefaultName} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync(cancellationToken);
        await File.WriteAllTextAsync(mark, "", cancellationToken);
    }
}
