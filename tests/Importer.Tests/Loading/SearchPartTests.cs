using System.Globalization;
using System.Text;
using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Importer.Tests.Loading;

/// <summary>The part of the search index that a large layer has to itself.</summary>
public sealed class SearchPartTests(TestDatabase database) : ImporterTest(database)
{
    private const string Parts = "SELECT relname || ' ' || relispartition FROM pg_class WHERE relnamespace = 'search'::regnamespace AND relkind = 'r' AND relname ~ '^(public|staff)_[^_]' ORDER BY 1";

    [Fact]
    public async Task A_large_layer_has_a_part_of_its_own_that_only_a_whole_import_leaves()
    {
        var file = Folder.Write("large.csv", Large());
        await Run.MustAsync("import", file, "--layer", "large", "--kind", "facility", "--dry-run");
        Assert.Empty(await Run.ListAsync(Parts));

        await Run.MustAsync("import", file, "--layer", "large", "--kind", "facility");
        Assert.Equal(["public_large true"], await Run.ListAsync(Parts));
        Assert.Equal(50_001, await Run.AskAsync<long>("SELECT count(*) FROM search.public_entry WHERE layer_id = 'large'"));
        Assert.Equal(3, await Run.AskAsync<long>("SELECT count(*) FROM pg_index WHERE indrelid = 'search.public_large'::regclass AND indisvalid"));

        await Run.MustAsync("undo", "large");
        Assert.Equal(0, await Run.AskAsync<long>("SELECT count(*) FROM search.public_entry WHERE layer_id = 'large'"));
    }

    [Fact]
    public async Task What_a_killed_import_left_is_gone_after_the_next_command()
    {
        const string Make = "CREATE TABLE search.public_{0} (LIKE search.public_entry); ALTER TABLE search.public_{0} OWNER TO gis_owner";
        await Run.AskAsync<int>(string.Format(CultureInfo.InvariantCulture, Make, "left") + "; SELECT 1");
        await Run.AskAsync<int>(string.Format(CultureInfo.InvariantCulture, Make, "running") + "; SELECT 1");
        await using var other = new NpgsqlConnection(Database.OwnerConnectionString);
        await other.OpenAsync();
        await using (var hold = new NpgsqlCommand("SELECT pg_advisory_lock(hashtextextended('gis-import running', 0))", other))
            await hold.ExecuteNonQueryAsync();

        await Run.MustAsync("layers");
        Assert.DoesNotContain("public_left false", await Run.ListAsync(Parts));
        Assert.Contains("public_running false", await Run.ListAsync(Parts));

        await other.CloseAsync();
        NpgsqlConnection.ClearPool(other);
        await Run.MustAsync("layers");
        Assert.DoesNotContain("public_running false", await Run.ListAsync(Parts));
    }

    private static string Large()
    {
        var text = new StringBuilder("名称,経度,緯度\n");
        for (var i = 0; i <= 50_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"施設{i},{139 + (i % 250 / 1000.0)},{35 + (i / 250 / 1000.0)}\n");
        return text.ToString();
    }
}
