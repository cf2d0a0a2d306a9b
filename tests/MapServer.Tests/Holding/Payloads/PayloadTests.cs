using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Gis.MapServer.Tests.Holding.Rights;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Gis.MapServer.Tests.Holding.Payloads;

/// <summary>
/// Every hostile word in every parameter of the served definition of the API, as the public and signed in: the server stays whole, nothing comes back as markup,
/// nothing from inside is told, and the database calls no function that it does not call anyway.
/// </summary>
public sealed class PayloadTests(ThreeClassTown town, ITestOutputHelper output) : IClassFixture<ThreeClassTown>
{
    // Of the server, never of a visitor: no word of the test holds one of these.
    private static readonly string[] Inside =
        ["Npgsql", "PostgresException", "syntax error at", "   at Gis.", "   at System.", "   at Microsoft.", "StackTrace", "for_public.", "for_staff.", "for_owners.", "SELECT t.fid", "System.Exception", "NullReference", "42601", "22P02"];

    [Theory]
    [InlineData("public")]
    [InlineData("staff")]
    public async Task No_word_is_taken_for_more_than_a_word(string name)
    {
        var (_, audience, connection, _) = town.Classes.Single(c => c.Name == name);
        await WatchAsync();
        await using var server = await town.StartAsync(audience, connection, o => o with { RequestTimeout = TimeSpan.FromSeconds(60) });
        using var client = await ThreeClassTown.ClientAsync(server, audience);
        var places = ApiPlaces.Of(await client.JsonAsync("/ogc/api"));
        Assert.True(places.Count > 90, $"{places.Count} places");
        Assert.True(HostileWords.All.Count >= 2000, $"{HostileWords.All.Count} words");

        // A slice takes other words at each place, so that together all are met.
        var each = TestScale.Cases(25, HostileWords.All.Count);
        var faults = new ConcurrentBag<string>();
        var asked = 0;
        await Parallel.ForEachAsync(places.Select((p, i) => (p, i)), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (one, end) =>
        {
            for (var i = 0; i < each; i++)
            {
                var word = HostileWords.All[((one.i * each) + i) % HostileWords.All.Count];

                // On a machine with much else to do, the server may say that it is busy: asked again, it answers.
                var fault = await FaultAsync(client, one.p, word);
                for (var again = 0; again < 3 && fault?.Contains("(503)", StringComparison.Ordinal) == true; again++)
                    fault = await FaultAsync(client, one.p, word);
                if (fault is not null)
                    faults.Add(fault);
                Interlocked.Increment(ref asked);
            }
        });
        Assert.True(faults.IsEmpty, $"{faults.Count} faults\n" + string.Join('\n', faults.OrderBy(f => f, StringComparer.Ordinal).DistinctBy(f => f[..f.IndexOf(" <- ", StringComparison.Ordinal)]).Take(40)));
        var called = await CalledAsync();
        Assert.True(called.Count == 0, string.Join('\n', called));
        Assert.Equal(ThreeClassTown.Places, (await client.JsonAsync("/ogc/collections/floods/items?limit=1")).GetProperty("numberMatched").GetInt32());
        output.WriteLine($"{asked} requests: {each} of {HostileWords.All.Count} words at each of {places.Count} places; 0 faults");
    }

    private static async Task<string?> FaultAsync(HttpClient client, ApiPlace place, string word)
    {
        // The framework would put an address in order; here it goes as it is.
        var path = place.Path.Contains("{0}", StringComparison.Ordinal) ? place.Path.Replace("{0}", word, StringComparison.Ordinal) : place.Path;
        using var request = new HttpRequestMessage(new HttpMethod(place.Method), new Uri(client.BaseAddress + path.TrimStart('/'), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (place.Body is { } body)
        {
            var text = body.Replace("{0}", Uri.UnescapeDataString(word).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(place.Method == "PATCH" ? "application/merge-patch+json" : "application/geo+json");
            request.Headers.TryAddWithoutValidation("If-Match", "W/\"x\"");
        }

        using var response = await client.SendAsync(request);
        var (status, answer) = ((int)response.StatusCode, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
        string? Fault(string what) => $"{place.Name} <- {word}: {what} ({status}) {(answer.Length > 300 ? answer[..300] : answer)}";
        if (status >= 500)
            return Fault("failed");
        if (response.Headers.Contains("X-Injected") || response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.Contains("x5s", StringComparison.Ordinal)))
            return Fault("header");
        if (response.Headers.Location is { } location && !location.OriginalString.StartsWith('/') && !location.OriginalString.StartsWith(client.BaseAddress!.ToString(), StringComparison.Ordinal))
            return Fault("leads away");
        if (Inside.FirstOrDefault(i => answer.Contains(i, StringComparison.Ordinal)) is { } told)
            return Fault($"tells {told}");
        if (answer.Contains(HostileWords.Calculated, StringComparison.Ordinal))
            return Fault("calculated");
        var html = response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml" or "image/svg+xml" or null && status != 204 && answer.Length > 0;
        if (html && Markup.Became(answer) is { } markup)
            return Fault($"comes back as {(markup.Length > 100 ? markup[..100] : markup)}");
        return null;
    }

    private async Task WatchAsync()
    {
        await using var superuser = new NpgsqlConnection(town.Database.SuperuserConnectionString);
        await superuser.OpenAsync();
        await using var watch = new NpgsqlCommand($"""
            ALTER DATABASE {town.Database.Name} SET track_functions = 'all';
            CREATE OR REPLACE FUNCTION public.{HostileWords.Watched}() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
            CREATE OR REPLACE FUNCTION public.{HostileWords.Watched}(anyelement) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
            GRANT EXECUTE ON FUNCTION public.{HostileWords.Watched}(), public.{HostileWords.Watched}(anyelement) TO PUBLIC;
            SELECT pg_stat_reset()
            """, superuser);
        await watch.ExecuteNonQueryAsync();
        NpgsqlConnection.ClearAllPools();
    }

    // Functions that were called and are on no list: called-functions.txt holds those that the server's own statements call.
    private async Task<List<string>> CalledAsync()
    {
        var known = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "called-functions.txt"))).Where(l => l.Length > 0 && l[0] != '#').ToHashSet(StringComparer.Ordinal);
        await using var superuser = new NpgsqlConnection(town.Database.SuperuserConnectionString);
        await superuser.OpenAsync();
        var (called, before) = (new List<string>(), -1);
        for (var i = 0; i < 20 && (called.Count == 0 || called.Count != before); i++)
        {
            // Sessions report what they did when they are idle, a second later.
            before = called.Count;
            called.Clear();
            await Task.Delay(1100);
            await using var look = new NpgsqlCommand("SELECT DISTINCT schemaname || '.' || funcname FROM pg_stat_user_functions ORDER BY 1", superuser);
            await using var reader = await look.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                called.Add(reader.GetString(0));
        }

        Assert.NotEmpty(called);
        return [.. called.Where(c => !known.Contains(c))];
    }
}
