using System.Text;
using Gis.Core.Database;
using Gis.Importer.Commands;
using Gis.Testing;
using Npgsql;

namespace Gis.Importer.Tests.Commands;

/// <summary>What a command line did.</summary>
/// <param name="Code">Exit status.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record RunResult(int Code, string Output, string Error);

/// <summary>Runs command lines of the importer on a test's own database, through the same entry as the program.</summary>
internal sealed class ImporterRun(TestDatabase database) : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("gis-home-");

    /// <summary>The home given to every command.</summary>
    public string Home => home.FullName;

    /// <summary>Runs a command line.</summary>
    public async Task<RunResult> RunAsync(params string[] arguments)
    {
        var output = new StringWriter(new StringBuilder());
        var error = new StringWriter(new StringBuilder());
        var environment = new CommandEnvironment
        {
            Out = output,
            Error = error,
            IsTerminal = false,
            Connect = _ => NpgsqlDataSource.Create(database.OwnerConnectionString),
            ConnectAs = (_, role) => NpgsqlDataSource.Create(role switch
            {
                DatabaseRole.Public => database.PublicConnectionString,
                DatabaseRole.Staff => database.StaffConnectionString,
                _ => database.OwnerConnectionString,
            }),
            Actor = "tester",
        };
        var code = await CommandLineEntry.RunAsync([.. arguments, "--home", Home], environment);
        await SumsCloseAsync();
        return new RunResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Whatever a test does: each row read is kept, repaired, unplaced, quarantined or refused, and the last two are kept aside with their values.</summary>
    /// <exception cref="InvalidOperationException">The sum of some import does not close.</exception>
    public async Task SumsCloseAsync()
    {
        const string Open = """
            SELECT i.layer_id || ' ' || (i.report ->> 'rows') FROM gis.import i, jsonb_to_record(i.report -> 'rows')
                AS r(read bigint, kept bigint, repaired bigint, unplaced bigint, quarantined bigint, refused bigint)
            WHERE i.report ? 'rows' AND (r.read <> r.kept + r.repaired + r.unplaced + r.quarantined + r.refused
                OR r.quarantined + r.refused <> (SELECT count(*) FROM gis.set_aside s WHERE s.import_id = i.id)) LIMIT 1
            """;
        if (await AskAsync<string>(Open) is { } open)
            throw new InvalidOperationException("The sum of an import does not close: " + open);
    }

    /// <summary>Runs a command line that must succeed.</summary>
    public async Task<RunResult> MustAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        return result.Code == 0 ? result : throw new InvalidOperationException($"exit {result.Code}: {result.Error}\n{result.Output}");
    }

    /// <summary>The first value of a query as the owner.</summary>
    public async Task<T?> AskAsync<T>(string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>The first column of a query, in order.</summary>
    public async Task<List<string>> ListAsync(string sql)
    {
        var values = new List<string>();
        await using var command = database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            values.Add(reader.IsDBNull(0) ? "NULL" : reader.GetValue(0).ToString()!);
        return values;
    }

    /// <summary>Runs plain SQL as the owner.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A hash over every row of a layer's table, or "none".</summary>
    public async Task<string> HashAsync(string layer, string schema = "layer") =>
        await AskAsync<string>($"SELECT to_regclass('{schema}.{layer}')::text") is null
            ? "none"
            : await AskAsync<string>($"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY fid), '')) FROM {schema}.\"{layer}\" t") ?? "none";

    public void Dispose() => home.Delete(true);
}
