using System.Diagnostics;
using System.Text.RegularExpressions;
using Gis.MapServer.Tests.Holding.Rights;
using Gis.MapServer.Tests.Running;
using Gis.MapServer.Tests.Secrets;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Holding.Payloads;

/// <summary>
/// The server talks to its database and to those who ask it, and to nobody else, whatever it is asked: addresses of other machines in every parameter of the served
/// definition of the API, while the kernel says what the process connects to and sends to.
/// </summary>
public sealed partial class OutgoingTests(ThreeClassTown town) : IClassFixture<ThreeClassTown>
{
    // Addresses of documentation (RFC 5737): nobody is there. A name needs a question to a name server, which would be seen too.
    private static readonly string[] Elsewhere =
    [
        "http://192.0.2.1/x.json", "https://gis.example.invalid/a", "//192.0.2.1/x", "\\\\192.0.2.1\\share\\x.shp", "/vsicurl/http://192.0.2.1/x.tif", "ldap://192.0.2.1/x", "ftp://192.0.2.1/x", "file://192.0.2.1/x",
        "<!DOCTYPE x SYSTEM \"http://192.0.2.1/x.dtd\"><x/>", "dblink('host=192.0.2.1','SELECT 1')='x'", "http://[2001:db8::1]/", "EPSG:6668@http://192.0.2.1/",
    ];

    [TraceFact]
    public async Task It_connects_to_its_database_and_to_nobody_else()
    {
        var (_, audience, connection, _) = town.Classes.Single(c => c.Name == "public");
        await using var server = await ServerProcess.StartAsync(connection, audience);
        var log = Path.Combine(server.Home, "trace");
        using var tracer = await TraceAsync(server.Id, log);

        // New connections to the database show that the trace sees what it is to see.
        await using (var superuser = new NpgsqlConnection(town.Database.SuperuserConnectionString))
        {
            await superuser.OpenAsync();
            await using var end = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", superuser);
            await end.ExecuteScalarAsync();
        }

        var places = ApiPlaces.Of(await server.Client.JsonAsync("/ogc/api"));
        var asked = 0;
        foreach (var place in places.Where(p => p.Method == "GET"))
        {
            foreach (var word in Elsewhere)
            {
                using var response = await server.Client.GetAsync(new Uri(server.Client.BaseAddress + place.Path.Replace("{0}", Uri.EscapeDataString(word), StringComparison.Ordinal).TrimStart('/')));
                asked++;
            }
        }

        using (var request = new HttpRequestMessage(HttpMethod.Get, "/catalogue.json"))
        {
            // What proxies and browsers say of themselves is a place for addresses too.
            foreach (var name in (string[])["Referer", "Origin", "X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Original-URL", "Via", "User-Agent"])
                request.Headers.TryAddWithoutValidation(name, "http://192.0.2.1/");
            using var response = await server.Client.SendAsync(request);
        }

        server.Kill();
        await tracer.WaitForExitAsync();
        var database = new NpgsqlConnectionStringBuilder(connection);
        var reached = (await File.ReadAllLinesAsync(log)).Where(l => Reached().IsMatch(l)).ToList();
        var own = $"sin_port=htons({database.Port}), sin_addr=inet_addr(\"{database.Host}\")";
        Assert.True(asked > 500, $"{asked} requests");
        Assert.Contains(reached, l => l.Contains(own, StringComparison.Ordinal));
        Assert.True(reached.All(l => l.Contains(own, StringComparison.Ordinal)), string.Join('\n', reached.Where(l => !l.Contains(own, StringComparison.Ordinal)).Take(10)));
    }

    private static async Task<Process> TraceAsync(int process, string log)
    {
        var tracer = Process.Start(new ProcessStartInfo("strace", ["-f", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", log, "-p", $"{process}"]) { RedirectStandardError = true })!;

        // "Process N attached": from then on nothing escapes it.
        while (await tracer.StandardError.ReadLineAsync() is { } line && !line.Contains("attached", StringComparison.Ordinal))
        {
        }

        _ = tracer.StandardError.ReadToEndAsync();
        return tracer;
    }

    // Whatever names an address: what is sent on a connection that stands names none.
    [GeneratedRegex("sa_family=AF_(?!UNIX)|sun_path")]
    private static partial Regex Reached();
}
