using System.Globalization;
using System.Net;
using Gis.Core.Accounts;
using Gis.Core.Catalogue;
using Gis.Core.Database.Setup;
using Gis.MapServer.Tests.Running;
using Gis.MapServer.Tests.Tiles;
using Gis.Testing;
using Gis.Testing.Towns;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Holding.Rights;

/// <summary>
/// A town with three rights classes: the public, staff, and those of the staff who may see owners. Each place holds one marker a class, so that an answer
/// tells whose it is and where it was asked for.
/// </summary>
public sealed class ThreeClassTown : IAsyncLifetime
{
    /// <summary>Number of places.</summary>
    public const int Places = 64;

    private const double West = 139.3, South = 35.1, Step = 0.01;
    private const string Password = "correct-horse-battery";

    private readonly string _secret = Guid.NewGuid().ToString("N");

    /// <summary>Its database.</summary>
    public TestDatabase Database { get; } = new();

    /// <summary>The role of the third class.</summary>
    public string OwnersRole { get; } = $"gis_test_owners_{Guid.NewGuid():N}"[..30];

    /// <summary>Connection string of the third class.</summary>
    public string OwnersConnection => new NpgsqlConnectionStringBuilder(Database.StaffConnectionString) { Username = OwnersRole, Password = _secret }.ConnectionString;

    /// <summary>The classes: name, audience of their server, connection string, and the marks of places that they see.</summary>
    public IReadOnlyList<(string Name, Audience Audience, string Connection, string Marks)> Classes =>
    [
        ("public", Audience.Public, Database.PublicConnectionString, "P"),
        ("staff", Audience.Staff, Database.StaffConnectionString, "PS"),
        ("owners", Audience.Staff, OwnersConnection, "PSO"),
    ];

    /// <summary>The mark of a class at a place: <c>P</c>, <c>S</c> or <c>O</c>, and the place's number.</summary>
    public static string Mark(char of, int place) => string.Create(CultureInfo.InvariantCulture, $"{of}印{place:000}番");

    /// <summary>The middle of a place.</summary>
    public static (double Lon, double Lat) At(int place) => (West + (place % 8 * Step) + (Step / 2), South + (place / 8 * Step) + (Step / 2));

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await using (var superuser = new NpgsqlConnection(Database.SuperuserConnectionString))
        {
            await superuser.OpenAsync();
            await using var role = new NpgsqlCommand($"CREATE ROLE {OwnersRole} LOGIN PASSWORD '{ScramVerifier.Create(_secret)}'", superuser);
            await role.ExecuteNonQueryAsync();
        }

        var town = new MadeTown(Database.Owner);
        await town.BeginAsync();
        await town.RunAsync($"SELECT gis.add_rights_class('owners', '{OwnersRole}')");
        await AddAsync(town, "plots", "other", [new("名称", "text", "name"), new("備考", "text", null, "staff"), new("所有者", "text", "owner-name", "owners")]);
        await AddAsync(town, "floods", "flood-depth",
            [new("hazard_class", "text", "hazard-class"), new("hazard_rank", "integer", "hazard-rank"), new("備考", "text", null, "staff"), new("調査", "text", null, "owners")]);
        for (var i = 0; i < Places; i++)
            await town.AddSearchEntryAsync("public_entry", "plots", i + 1, Mark('P', i), null, Core.Japanese.SearchText.Normalise(Mark('P', i)), 1, At(i));
        await StaffAccounts.SaveAsync(Database.Owner, new StaffAccount("tester", "係員"), Password);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await using var superuser = new NpgsqlConnection(TestCluster.Superuser());
        await superuser.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP ROLE {OwnersRole}", superuser);
        await drop.ExecuteNonQueryAsync();
    }

    /// <summary>Runs a statement as the owner.</summary>
    public async Task RunAsync(string sql)
    {
        await using var command = Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A server of a class, with its layers in memory.</summary>
    public async Task<RunningServer> StartAsync(Audience audience, string connection, Func<Hosting.ServerOptions, Hosting.ServerOptions>? change = null)
    {
        var server = await RunningServer.StartAsync(Database, audience, o => (change?.Invoke(o) ?? o) with { Database = connection });
        await server.ReadyAsync();
        return server;
    }

    /// <summary>A client that may ask a server for everything: signed in where one must be.</summary>
    public static async Task<HttpClient> ClientAsync(RunningServer server, Audience audience)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.NewClient(await SessionAsync(server, audience));
    }

    /// <summary>The cookies of somebody who may ask a server for everything.</summary>
    public static async Task<CookieContainer> SessionAsync(RunningServer server, Audience audience)
    {
        ArgumentNullException.ThrowIfNull(server);
        var cookies = new CookieContainer();
        if (audience == Audience.Public)
            return cookies;
        using var client = server.NewClient(cookies);
        using var response = await StaffTests.SignInAsync(client, "tester", Password);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return cookies;
    }

    private static async Task AddAsync(MadeTown town, string id, string kind, IReadOnlyList<MadeField> fields)
    {
        await town.AddAsync(new MadeLayer { Id = id, Kind = kind, Geometry = "polygon", Fields = fields });
        string Value(MadeField f) => f.Type == "integer" ? "1 + i % 5" : $"'{(f.RightsClass == "public" ? 'P' : f.RightsClass == "staff" ? 'S' : 'O')}印' || lpad(i::text, 3, '0') || '番'";
        await town.RunAsync(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO layer.{id} (fid, geom, {string.Join(", ", fields.Select(f => $"\"{f.Name}\""))})
            SELECT i + 1, ST_MakeEnvelope({West} + i % 8 * {Step} + 0.002, {South} + i / 8 * {Step} + 0.002, {West} + i % 8 * {Step} + 0.008, {South} + i / 8 * {Step} + 0.008, 6668),
                {string.Join(", ", fields.Select(Value))}
            FROM generate_series(0, {Places - 1}) i;
            UPDATE gis.layer SET feature_count = {Places}, bbox = ARRAY[{West}, {South}, {West + (8 * Step)}, {South + (8 * Step)}] WHERE id = '{id}'
            """));
    }
}
