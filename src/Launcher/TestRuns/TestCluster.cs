using Gis.Core.Database;
using Gis.Launcher.Clusters;
using Npgsql;

namespace Gis.Launcher.TestRuns;

/// <summary>The PostGIS server tests run on: a home of its own, fast and without regard for power cuts.</summary>
/// <param name="installation">The repository it belongs to.</param>
internal sealed class TestCluster(Installation installation)
{
    private readonly GisHome _home = installation.Home(installation.TestHome);
    private bool _ranBefore;

    /// <summary>The home of the cluster.</summary>
    public GisHome Home => _home;

    /// <summary>Starts the cluster, with its roles and no databases of earlier runs.</summary>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The variables that hand it to the tests.</returns>
    public async Task<Dictionary<string, string?>> StartAsync(CancellationToken cancellationToken)
    {
        HomeFolders.Prepare(_home);
        var cluster = new Cluster(_home, throwAway: true);
        _ranBefore = await cluster.IsRunningAsync(cancellationToken);
        await cluster.EnsureRunningAsync(static _ => { }, cancellationToken);
        await cluster.PrepareAsync(null, cancellationToken);
        if (!_ranBefore)
        {
            await DropLeftoversAsync(cluster.Administrator(), cancellationToken);
        }

        var secrets = new Secrets(_home);
        return new Dictionary<string, string?>
        {
            ["GIS_TEST_DATABASE"] = cluster.Administrator(),
            ["GIS_TEST_OWNER_PASSWORD"] = secrets.Ensure(DatabaseRole.Owner),
            ["GIS_TEST_PUBLIC_PASSWORD"] = secrets.Ensure(DatabaseRole.Public),
            ["GIS_TEST_STAFF_PASSWORD"] = secrets.Ensure(DatabaseRole.Staff),
            // The developer's own database is none of the tests' business.
            [GisDatabase.OwnerVariable] = null,
        };
    }

    /// <summary>Stops the cluster, unless it ran before this run (<c>./gis test --env</c> left it to a developer).</summary>
    public async Task StopAsync()
    {
        if (!_ranBefore)
        {
            await new Cluster(_home, throwAway: true).StopAsync(CancellationToken.None);
        }
    }

    private static async Task DropLeftoversAsync(string administrator, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync(cancellationToken);
        await using var list = new NpgsqlCommand(
            """
            SELECT format('ALTER DATABASE %I IS_TEMPLATE false', datname), format('DROP DATABASE %I WITH (FORCE)', datname)
            FROM pg_database WHERE datname ~ '^gis_(test|template)_'
            """,
            connection);
        List<string> statements = [];
        await using (var reader = await list.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                statements.Add(reader.GetString(0));
                statements.Add(reader.GetString(1));
            }
        }

        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
