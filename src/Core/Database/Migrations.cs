using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Gis.Core.Database;

/// <summary>
/// The schema as numbered SQL files, applied in order, each in a transaction of its own, under an advisory lock so that two
/// processes that start together do not both try. A file that was changed after it was applied is refused.
/// </summary>
public static class Migrations
{
    /// <summary>Key of the advisory lock; any constant that nothing else uses ("gis" in ASCII).</summary>
    private const long LockKey = 0x676973;

    // What a migration gave staff, the town's further rights classes of staff are given too.
    private const string FurtherClassesSql = "SELECT gis.grant_as_staff(role_name) FROM gis.rights_class WHERE id NOT IN ('public', 'staff')";

    private const string Bookkeeping = """
        CREATE SCHEMA IF NOT EXISTS gis;
        CREATE TABLE IF NOT EXISTS gis.migration (
            name text PRIMARY KEY, sha256 bytea NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
        """;

    /// <summary>The migrations of this build in order: file name and text.</summary>
    public static IReadOnlyList<(string Name, string Sql)> All { get; } = Load();

    /// <summary>Brings the schema to this build's state.</summary>
    /// <param name="owner">Pool of the role that owns the schemas.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <returns>The names of the files that were applied now.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is newer than this build or a file was changed.</exception>
    public static async Task<IReadOnlyList<string>> ApplyAsync(NpgsqlDataSource owner, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({LockKey})", cancellation);
        try
        {
            await ExecuteAsync(connection, Bookkeeping, cancellation);
            var applied = await ReadAppliedAsync(connection, cancellation);
            Check(applied);
            var now = new List<string>();
            foreach (var (name, sql) in All.Where(m => !applied.ContainsKey(m.Name)))
            {
                await ApplyOneAsync(connection, name, sql, cancellation);
                now.Add(name);
            }

            if (now.Count > 0)
                await ExecuteAsync(connection, FurtherClassesSql, cancellation);

            return now;
        }
        finally
        {
            await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private static async Task ApplyOneAsync(NpgsqlConnection connection, string name, string sql, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, sql, cancellation);
        await using var record = new NpgsqlCommand("INSERT INTO gis.migration (name, sha256) VALUES ($1, $2)", connection)
        {
            Parameters = { new() { Value = name }, new() { Value = Hash(sql) } },
        };
        await record.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static void Check(Dictionary<string, byte[]> applied)
    {
        var known = All.ToDictionary(m => m.Name, m => Hash(m.Sql));
        foreach (var (name, hash) in applied)
        {
            if (!known.TryGetValue(name, out var ours))
                throw new DatabaseUnavailableException($"データベースはこのプログラムより新しい版で作られています（{name}）。新しい版を使ってください。");
            if (!ours.AsSpan().SequenceEqual(hash))
                throw new DatabaseUnavailableException($"適用済みの移行ファイル {name} の内容が変わっています。元のファイルに戻してください。");
        }
    }

    private static async Task<Dictionary<string, byte[]>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = new Dictionary<string, byte[]>();
        await using var command = new NpgsqlCommand("SELECT name, sha256 FROM gis.migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            applied[reader.GetString(0)] = reader.GetFieldValue<byte[]>(1);
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static byte[] Hash(string sql) => SHA256.HashData(Encoding.UTF8.GetBytes(sql));

    private static List<(string Name, string Sql)> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        const string Marker = ".Migrations.";
        return assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".sql", StringComparison.Ordinal) && n.Contains(Marker, StringComparison.Ordinal))
            .Select(n => (Name: n[(n.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)..], Resource: n))
            .OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => (m.Name, ReadText(assembly, m.Resource)))
            .ToList();
    }

    private static string ReadText(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
