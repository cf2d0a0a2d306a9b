using System.Text;
using System.Text.RegularExpressions;
using Gis.MapServer.Tests.Running;
using Gis.MapServer.Tests.Secrets;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Holding.Rights;

/// <summary>Three rights classes on one database: what a class does not see is in no byte that its server gives, and its role cannot read it either.</summary>
public sealed partial class RightsClassTests(ThreeClassTown town) : IClassFixture<ThreeClassTown>
{
    [Fact]
    public async Task Each_class_is_given_its_own_marks_and_no_others()
    {
        foreach (var (name, audience, connection, marks) in town.Classes)
        {
            await using var server = await town.StartAsync(audience, connection);
            using var client = await ThreeClassTown.ClientAsync(server, audience);
            var all = new StringBuilder();
            for (var place = 0; place < ThreeClassTown.Places; place += 5)
            {
                foreach (var path in Questions.About(place))
                {
                    using var response = await client.GetAsync(path);
                    var text = Questions.Read(path, await response.Content.ReadAsByteArrayAsync());
                    Assert.True(response.IsSuccessStatusCode || (int)response.StatusCode == 302, $"{name} {path}: {(int)response.StatusCode} {text}");
                    all.Append(text).Append(response.Headers);
                }
            }

            foreach (var path in (string[])["/catalogue.json", "/styles/town.json", "/tiles/plots.json", "/ogc/collections/plots/queryables", "/ogc/collections/plots/schema", "/ogc/api", "/ogc/collections/plots/items", "/ogc/collections/plots/items?f=html"])
                all.Append(await client.GetStringAsync(path));
            var given = all.ToString();
            foreach (var mark in "PSO")
                Assert.True(marks.Contains(mark) == Marks().Matches(given).Any(m => m.Value[0] == mark), $"{name}: {mark}");
            Assert.Equal(marks.Contains('S'), given.Contains("備考", StringComparison.Ordinal));
            Assert.Equal(marks.Contains('O'), given.Contains("所有者", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_role_reads_nothing_of_the_classes_above_it()
    {
        await PublicReach.AssertNowhereAsync(town.Database.Public, "[SO]印[0-9]{3}番", "for_public.plots");
        await PublicReach.AssertNowhereAsync(town.Database.Staff, "O印[0-9]{3}番", "for_staff.plots");
        foreach (var (source, schema) in ((NpgsqlDataSource, string)[])[(town.Database.Public, "for_owners"), (town.Database.Staff, "for_owners"), (town.Database.Public, "for_staff")])
        {
            await using var command = source.CreateCommand($"SELECT * FROM {schema}.plots");
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }

        // And the new class has its own views alone, not those of the class it includes.
        await using var owners = NpgsqlDataSource.Create(town.OwnersConnection);
        await using var other = owners.CreateCommand("SELECT * FROM for_staff.plots");
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => other.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task A_class_cannot_ask_by_a_field_that_it_does_not_see()
    {
        await using var server = await town.StartAsync(Core.Catalogue.Audience.Staff, town.Database.StaffConnectionString);
        using var client = await ThreeClassTown.ClientAsync(server, Core.Catalogue.Audience.Staff);
        foreach (var query in (string[])["filter=%E6%89%80%E6%9C%89%E8%80%85%20LIKE%20%27O%25%27", "%E6%89%80%E6%9C%89%E8%80%85=x", "sortby=%E6%89%80%E6%9C%89%E8%80%85", "properties=%E6%89%80%E6%9C%89%E8%80%85"])
            await client.ProblemAsync($"/ogc/collections/plots/items?{query}", 400);
        using var tile = await client.GetAsync("/tiles/plots/0/0/0.mvt?filter=%E6%89%80%E6%9C%89%E8%80%85%20LIKE%20%27O%25%27");
        await tile.ProblemAsync(400);
    }

    [GeneratedRegex("[PSO]印[0-9]{3}番")]
    private static partial Regex Marks();
}
