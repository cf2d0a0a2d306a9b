using Gis.Core.Japanese;
using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Importer.Tests.Loading;

/// <summary>アドレス・ベース・レジストリ of a real town, found through the index as the public server asks it: under the public's own role, by normal form.</summary>
public sealed class GazetteerTests
{
    [SharedDataFact]
    public async Task Names_of_the_registry_are_found_at_their_place_however_they_are_typed()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var run = new ImporterRun(database);
        await run.MustAsync("import", SharedData.File("yakushima/abr"));

        // Every placed name is in the index once for each way to write it, at the place the registry gives.
        var layer = await run.AskAsync<string>("SELECT id FROM gis.layer WHERE kind = 'gazetteer' ORDER BY feature_count DESC LIMIT 1");
        Assert.Equal(84_418, await run.AskAsync<long>($"SELECT count(*) FROM layer.\"{layer}\""));
        Assert.Equal(0, await run.AskAsync<long>($"""
            SELECT count(*) FROM layer."{layer}" t
            WHERE NOT EXISTS (SELECT FROM search.public_entry e WHERE e.layer_id = '{layer}' AND e.fid = t.fid AND e.point IS NOT DISTINCT FROM t.geom)
            """));

        var name = await run.AskAsync<string>($"SELECT 表記 FROM layer.\"{layer}\" WHERE geom IS NOT NULL AND 表記 ~ '^安房[0-9]+-[0-9]+$' ORDER BY fid LIMIT 1");
        foreach (var typed in (string[])[name!, name!.Replace("-", "番地", StringComparison.Ordinal), "大字" + name.Replace('-', '－'), "屋久島町" + name])
            Assert.True(await FoundAsync(database.Public, typed, name, layer!) > 0, $"「{typed}」 → {SearchText.Normalise(typed)}");
        Assert.Equal(0, await FoundAsync(database.Public, "安房999999-1", "安房999999-1", layer!));
    }

    private static async Task<long> FoundAsync(NpgsqlDataSource pool, string typed, string label, string layer)
    {
        await using var command = pool.CreateCommand("SELECT count(*) FROM search.public_entry WHERE norm = $1 AND layer_id = $2 AND label = $3 AND point IS NOT NULL");
        command.Parameters.Add(new() { Value = SearchText.Normalise(typed) });
        command.Parameters.Add(new() { Value = layer });
        command.Parameters.Add(new() { Value = label });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
