using Gis.Core.Database;
using Gis.Testing;
using Xunit;

namespace Gis.Core.Tests.Database;

public sealed class MigrationsTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_second_run_applies_nothing() => Assert.Empty(await Migrations.ApplyAsync(_database.Owner));

    [Fact]
    public async Task Two_processes_that_start_together_do_not_disturb_each_other()
    {
        await _database.Owner.ExecuteAsync(
            "DROP SCHEMA gis CASCADE; DROP SCHEMA IF EXISTS layer, register, history, for_public, for_staff, search, account CASCADE");
        var applied = await Task.WhenAll(Migrations.ApplyAsync(_database.Owner), Migrations.ApplyAsync(_database.Owner));
        Assert.Equal(Migrations.All.Count, applied.Sum(a => a.Count));
    }

    [Fact]
    public async Task A_changed_file_is_refused_with_its_name()
    {
        await _database.Owner.ExecuteAsync("UPDATE gis.migration SET sha256 = '\\x00' WHERE name LIKE '0001%'");
        var error = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => Migrations.ApplyAsync(_database.Owner));
        Assert.Contains("0001_catalogue.sql", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await _database.Owner.ExecuteAsync("INSERT INTO gis.migration (name, sha256) VALUES ('9999_future.sql', '\\x00')");
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => Migrations.ApplyAsync(_database.Owner));
    }
}
