using System.Diagnostics;
using Gis.Core.Database;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.OpenData;

/// <summary>The small town with its public server, and the importer's real worker on the same home.</summary>
public sealed class OpenTown : IAsyncDisposable
{
    private OpenTown(TestDatabase database, RunningServer server) => (Database, Server) = (database, server);

    /// <summary>Its database.</summary>
    public TestDatabase Database { get; }

    /// <summary>Its public server.</summary>
    public RunningServer Server { get; }

    /// <summary>Makes it; no file has been made yet.</summary>
    public static async Task<OpenTown> StartAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await SmallTown.FillAsync(new MadeTown(database.Owner));
        var server = await RunningServer.StartAsync(database);
        var home = new GisHome(server.Home);
        Directory.CreateDirectory(home.Secrets);
        await File.WriteAllTextAsync(home.SecretFile(DatabaseRole.Public), new NpgsqlConnectionStringBuilder(database.PublicConnectionString).Password);
        return new OpenTown(database, server);
    }

    /// <summary>Lets the worker do all that is due.</summary>
    public async Task WorkAsync()
    {
        // The made town's parcels lack the columns by which the importer's index knows them; here nothing is searched for.
        await RunAsync("DELETE FROM search.stale");
        var program = Path.Combine(AppContext.BaseDirectory.Replace("Gis.MapServer.Tests", "Gis.Importer", StringComparison.Ordinal), "gis-import.dll");
        var start = new ProcessStartInfo("dotnet", [program, "work", "--home", Server.Home, "--until-idle", "--publish-after", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["GIS_DATABASE"] = Database.OwnerConnectionString },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error + output);
        Assert.Empty(await ListAsync("SELECT layer_id || ': ' || message FROM gis.job WHERE state <> 'done'"));
    }

    /// <summary>Runs SQL as the owner.</summary>
    public async Task RunAsync(string sql)
    {
        await using var command = Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of a query.</summary>
    public async Task<List<string>> ListAsync(string sql)
    {
        await using var command = Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetValue(0).ToString()!);
        return values;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Database.DisposeAsync();
    }
}
