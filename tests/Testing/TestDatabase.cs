using Gis.Core.Database;
using Gis.Core.Database.Setup;
using Npgsql;
using Xunit;

namespace Gis.Testing;

/// <summary>
/// A database of its own for a test class (as <c>IClassFixture&lt;TestDatabase&gt;</c>) or for one test
/// (<see cref="CreateAsync"/>): a copy of a migrated template in the real PostGIS test cluster, dropped at the end.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime, IAsyncDisposable
{
    private NpgsqlDataSource? _owner;
    private NpgsqlDataSource? _public;
    private NpgsqlDataSource? _staff;

    /// <summary>The database's name in the test cluster.</summary>
    public string Name { get; } = $"gis_test_{Environment.ProcessId}_{Guid.NewGuid():N}"[..40];

    /// <summary>Connection string of a superuser: only to look behind the scenes, never what the code under test is given.</summary>
    public string SuperuserConnectionString => TestCluster.Superuser(Name);

    /// <summary>Connection string of the role that owns everything (importer, migrations).</summary>
    public string OwnerConnectionString => TestCluster.For(DatabaseRole.Owner, Name);

    /// <summary>Connection string of the public server's role.</summary>
    public string PublicConnectionString => TestCluster.For(DatabaseRole.Public, Name);

    /// <summary>Connection string of the staff server's role.</summary>
    public string StaffConnectionString => TestCluster.For(DatabaseRole.Staff, Name);

    /// <summary>A pool of the owner's connections, closed with the database.</summary>
    public NpgsqlDataSource Owner => _owner ??= NpgsqlDataSource.Create(OwnerConnectionString);

    /// <summary>A pool of the public role's connections, closed with the database.</summary>
    public NpgsqlDataSource Public => _public ??= NpgsqlDataSource.Create(PublicConnectionString);

    /// <summary>A pool of the staff role's connections, closed with the database.</summary>
    public NpgsqlDataSource Staff => _staff ??= NpgsqlDataSource.Create(StaffConnectionString);

    /// <summary>Makes a database for one test; dispose of it with <c>await using</c>.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        return database;
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        var template = await TestTemplate.EnsureAsync();
        await using var connection = new NpgsqlConnection(TestCluster.Superuser());
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {Name} OWNER {DatabaseRole.Owner.LoginName()} TEMPLATE {template}", connection);
        await create.ExecuteNonQueryAsync();
        await DatabaseSetup.GrantAsync(connection, Name);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (var pool in new[] { _owner, _public, _staff })
        {
            if (pool is not null)
            {
                await pool.DisposeAsync();
            }
        }

        await using var connection = new NpgsqlConnection(TestCluster.Superuser());
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
    }

    /// <inheritdoc />
    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();
}
