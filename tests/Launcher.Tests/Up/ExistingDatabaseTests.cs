using System.Text.RegularExpressions;
using Gis.Core.Database.Setup;
using Gis.Launcher.Processes;
using Gis.Launcher.Tests.Clusters;
using Npgsql;
using Xunit;

namespace Gis.Launcher.Tests.Up;

/// <summary><c>GIS_DATABASE</c>: a PostGIS that somebody else runs, with the launcher as a program of its own (the variable is the process's).</summary>
public sealed class ExistingDatabaseTests
{
    [Fact]
    public async Task A_login_that_may_not_make_roles_is_told_the_SQL_and_after_it_all_works()
    {
        await using var server = new TemporaryHome();
        await server.StartAsync();
        var administrator = server.Cluster.Administrator();
        await RunSqlAsync(administrator, "CREATE ROLE town_owner LOGIN PASSWORD 'owner-of-the-town'");
        await RunSqlAsync(administrator, "CREATE DATABASE town OWNER town_owner");
        var owner = new NpgsqlConnectionStringBuilder(administrator) { Database = "town", Username = "town_owner", Password = "owner-of-the-town" };

        await using var home = new TemporaryHome();
        var refused = await UpAsync(home, owner.ConnectionString);
        Assert.Equal(ExitStatus.Failed, refused.ExitCode);
        var secrets = Directory.GetFiles(home.Home.Secrets).Select(File.ReadAllText).ToList();
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, refused.Error, StringComparison.Ordinal));

        // As an administrator would: paste the lines that were printed.
        var sql = string.Join('\n', Regex.Matches(refused.Error, "^  (.+;)$", RegexOptions.Multiline).Select(static match => match.Groups[1].Value));
        Assert.Contains("CREATE ROLE gis_public", sql, StringComparison.Ordinal);
        await RunSqlAsync(server.Cluster.Administrator("town"), sql);

        var up = await UpAsync(home, owner.ConnectionString);
        Assert.True(up.Succeeded, up.Error);
        Assert.Null(home.Cluster.Folder);
        var down = await RunAsync(home, owner.ConnectionString, "down");
        Assert.True(down.Succeeded, down.Error);
    }

    [Fact]
    public async Task The_secrets_of_another_installation_on_the_same_server_are_not_changed()
    {
        await using var server = new TemporaryHome();
        await server.StartAsync();
        await server.Cluster.PrepareAsync(DatabaseSetup.DefaultName, CancellationToken.None);

        await using var other = new TemporaryHome();
        var administrator = server.Cluster.Administrator(DatabaseSetup.DefaultName);
        var refused = await UpAsync(other, administrator);
        Assert.Equal(ExitStatus.Failed, refused.ExitCode);
        Assert.Contains("ALTER ROLE gis_public", refused.Error, StringComparison.Ordinal);

        await using var first = Core.Database.GisDatabase.Connect(server.Home, Core.Database.DatabaseRole.Public);
        await using var command = first.CreateCommand("SELECT 1");
        Assert.Equal(1, await command.ExecuteScalarAsync());
    }

    private static Task<CommandResult> UpAsync(TemporaryHome home, string database) =>
        RunAsync(
            home, database, "up", "--detach", "--no-sample", "--public-port", $"{FreePort.Choose()}", "--staff-port", $"{FreePort.Choose()}");

    private static Task<CommandResult> RunAsync(TemporaryHome home, string database, params string[] arguments) =>
        CommandRun.CaptureAsync(
            Installation.Current().Command("Gis.Launcher", "Gis.Launcher", [.. arguments, "--home", home.Home.Root]),
            environment: new Dictionary<string, string?> { ["GIS_DATABASE"] = database });

    private static async Task RunSqlAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
