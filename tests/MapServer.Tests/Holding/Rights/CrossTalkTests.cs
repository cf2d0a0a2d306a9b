using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Gis.MapServer.Tests.Holding.Rights;

/// <summary>
/// Many ask at once, two by two within a millisecond, and some leave before the answer: everybody gets the answer to his own question and of his own rights
/// class, byte for byte what it was when nobody else asked.
/// </summary>
public sealed partial class CrossTalkTests(ThreeClassTown town, ITestOutputHelper output) : IClassFixture<ThreeClassTown>
{
    private const int Clients = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nobody_is_given_another_ones_answer(int processes)
    {
        var servers = new List<(string Marks, RunningServer Server, CookieContainer Session)>();
        try
        {
            foreach (var (_, audience, connection, marks) in town.Classes)
            {
                for (var i = 0; i < processes; i++)
                {
                    var server = await town.StartAsync(audience, connection, o => o with { TileCacheBytes = 256 * 1024, PublicUrl = new Uri("https://gis.example.lg.jp") });
                    servers.Add((marks, server, await ThreeClassTown.SessionAsync(server, audience)));
                }
            }

            var expected = await ExpectAsync(servers.Take(1).Concat(servers.Skip(processes).Take(1)).Concat(servers.Skip(2 * processes).Take(1)));
            var wrong = new ConcurrentBag<string>();
            var (answers, left, each) = (0, 0, TestScale.Cases(40, 100_000 / Clients));
            await Task.WhenAll(Enumerable.Range(0, Clients / 2).Select(async pair =>
            {
                var random = TestScale.Random(pair + (processes * 1000));
                using var one = Open(servers[pair % servers.Count]);
                using var other = Open(servers[(pair + (pair / servers.Count) + 1) % servers.Count]);
                for (var i = 0; i < each; i++)
                {
                    var (first, second) = (random.Next(ThreeClassTown.Places), random.Next(ThreeClassTown.Places));
                    var question = random.Next(Questions.About(0).Count);
                    var results = await Task.WhenAll(
                        one.AskAsync(first, question, random.Next(8) == 0 ? random.Next(1, 6) : 0), other.AskAsync(second, question, 0));
                    foreach (var (client, place, found) in new[] { (one, first, results[0]), (other, second, results[1]) })
                    {
                        if (found is null)
                            Interlocked.Increment(ref left);
                        else if (found != expected[(client.Marks, place, question)])
                            wrong.Add($"{client.Marks} {Questions.About(place)[question]}: {found}");
                        else
                            Interlocked.Increment(ref answers);
                    }
                }
            }));
            Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Take(10)));
            Assert.True(answers >= Clients * each * 0.9, $"{answers}");
            output.WriteLine($"{answers} answers from {servers.Count} servers to {Clients} askers, {left} left before theirs, 0 crossed");
        }
        finally
        {
            foreach (var (_, server, _) in servers)
                await server.DisposeAsync();
        }
    }

    // One after the other, with nobody else there; and each holds what it must, and nothing of a class above or of another place.
    private static async Task<Dictionary<(string Marks, int Place, int Question), string>> ExpectAsync(IEnumerable<(string Marks, RunningServer Server, CookieContainer Session)> servers)
    {
        var expected = new Dictionary<(string, int, int), string>();
        foreach (var server in servers)
        {
            using var client = Open(server);
            for (var place = 0; place < ThreeClassTown.Places; place++)
            {
                for (var question = 0; question < Questions.About(place).Count; question++)
                    expected[(server.Marks, place, question)] = (await client.AskAsync(place, question, 0))!;
            }
        }

        return expected;
    }

    private static Asker Open((string Marks, RunningServer Server, CookieContainer Session) server) => new(server.Server.NewClient(server.Session), server.Marks);

    [GeneratedRegex("\"timeStamp\":\"[^\"]*\"")]
    private static partial Regex Time();

    private sealed class Asker(HttpClient client, string marks) : IDisposable
    {
        public string Marks { get; } = marks;

        /// <summary>Asks; null when it left before the answer came.</summary>
        public async Task<string?> AskAsync(int place, int question, int leaveAfter)
        {
            var path = Questions.About(place)[question];
            using var end = new CancellationTokenSource();
            if (leaveAfter > 0)
                end.CancelAfter(leaveAfter);
            try
            {
                using var response = await client.GetAsync(path, end.Token);
                var body = await response.Content.ReadAsByteArrayAsync(end.Token);
                Check(path, place, Questions.Read(path, response.StatusCode == HttpStatusCode.OK ? body : []));

                // Links name the server's own port, and pages of features the time.
                var text = Time().Replace(Encoding.UTF8.GetString(body).Replace(client.BaseAddress!.Authority, "HERE", StringComparison.Ordinal), "");
                return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 16)}";
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return null;
            }
        }

        public void Dispose() => client.Dispose();

        private void Check(string path, int place, string text)
        {
            foreach (var mark in "PSO")
            {
                if (!Marks.Contains(mark))
                    Assert.DoesNotContain($"{mark}印", text, StringComparison.Ordinal);
            }

            // Tiles reach a little over their border, but not to the next but one.
            Assert.DoesNotContain(ThreeClassTown.Mark('P', (place + 27) % ThreeClassTown.Places), text, StringComparison.Ordinal);
        }
    }
}
