using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Geodesy;
using Gis.MapServer.Tests.Running;
using Gis.MapServer.Tests.Secrets;
using Gis.Testing;
using Gis.Testing.Tiles;
using Xunit;

namespace Gis.MapServer.Tests.Sample;

[Collection(SampleTown.Name)]
public sealed partial class SampleTownTests(SampleTownServer town)
{
    /// <summary>The word in every owner's name and address of the register (data/sample-town/Register/OwnerMarker.cs).</summary>
    private const string Marker = "秘玻璃";

    [Fact]
    public async Task No_owner_is_in_any_byte_the_public_port_gives()
    {
        var owners = await ListAsync("SELECT \"所有者氏名\" FROM register.land_register ORDER BY fid LIMIT 5");
        Assert.All(owners, o => Assert.Contains(Marker, o));
        var names = owners.Select(o => o.Split('　')).ToList();
        var sweep = new Sweep(town.Public.Client);
        await sweep.RunAsync([Marker, .. owners, .. names.Select(n => n[0] + n[1])], [12, 14, 16], await PlacesAsync(20));
        foreach (var word in (string[])[Marker, .. names.Select(n => $"{n[0]}　{n[1]}")])
            Assert.Empty(sweep.Find(word));
        Assert.DoesNotContain(Marker, town.Public.Output);
        foreach (var file in Directory.EnumerateFiles(town.Public.Home, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(Marker, await File.ReadAllTextAsync(file));
        // What is public was really read: every placed feature in some tile, every row as an item.
        Assert.NotEmpty(sweep.Find("本町一丁目"));
        Assert.Equal(await NumberAsync("SELECT sum(feature_count) FROM gis.layer WHERE audience = 'public'"), sweep.Items);
        Assert.True(sweep.TileFeatures > 30_000, $"{sweep.TileFeatures} features in tiles");
    }

    [Fact]
    public async Task No_owner_is_in_anything_the_public_role_can_read() => await PublicReach.AssertNowhereAsync(town.Database.Public, Marker);

    [Fact]
    public async Task GDAL_reads_every_public_layer_with_the_right_count()
    {
        var report = await OtherProgram.RunAsync("ogrinfo", "-ro", "-al", "-so", $"OAPIF:{town.Public.Client.BaseAddress}ogc");
        var found = Counts().Matches(report).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}").Order(StringComparer.Ordinal);
        Assert.Equal(await ListAsync("SELECT id || ' ' || feature_count FROM gis.layer WHERE audience = 'public' ORDER BY (id || ' ' || feature_count) COLLATE \"C\""), found);
    }

    [Fact]
    public async Task The_name_of_every_district_stands_once_and_in_it()
    {
        var id = Assert.Single(await ListAsync("SELECT id FROM gis.layer WHERE kind = 'district'"));
        var names = (await town.Public.Client.JsonAsync($"/names/{id}.json")).GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(await NumberAsync($"SELECT count(*) FROM layer.\"{id}\" WHERE geom IS NOT NULL"), names.Count);
        foreach (var name in names)
        {
            var at = name.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(c => c.GetDouble()).ToList();
            Assert.Equal(1, await NumberAsync(FormattableString.Invariant(
                $"SELECT count(*) FROM layer.\"{id}\" WHERE fid = {name.GetProperty("id").GetInt64()} AND ST_Contains(geom, ST_SetSRID(ST_MakePoint({at[0]:R}, {at[1]:R}), 6668))")));
        }
    }

    [Fact]
    public async Task No_hazard_polygon_is_missing_from_the_tiles_of_any_zoom()
    {
        foreach (var id in await ListAsync("SELECT l.id FROM gis.layer l JOIN gis.kind k ON k.id = l.kind WHERE k.preset ? 'hazard' ORDER BY l.id"))
        {
            foreach (var zoom in (int[])[0, 5, 9, 11, 12, 13, 15])
            {
                var tiles = await BoxAsync(id, zoom);
                var found = new HashSet<string>();
                foreach (var tile in tiles)
                {
                    using var response = await town.Public.Client.GetAsync($"/tiles/{id}/{tile}.mvt");
                    found.UnionWith(DecodedTile.Read(await response.Content.ReadAsByteArrayAsync()).SelectMany(l => l.Features)
                        .Select(f => f.Id!.Value.ToString(CultureInfo.InvariantCulture)));
                }

                Assert.Equal(await ListAsync($"SELECT t.fid::text FROM layer.\"{id}\" t WHERE geom IS NOT NULL ORDER BY t.fid"), found.OrderBy(f => long.Parse(f, CultureInfo.InvariantCulture)));
            }
        }
    }

    [Fact]
    public async Task Hazard_answers_equal_PostGIS_at_random_places()
    {
        var layers = await ListAsync("SELECT l.id FROM gis.layer l JOIN gis.kind k ON k.id = l.kind WHERE k.preset ? 'hazard' ORDER BY l.id");
        var judge = string.Join(" UNION ALL ", layers.Select(id =>
            $"SELECT '{id} ' || coalesce(hazard_class, '-') FROM layer.\"{id}\" WHERE ST_Intersects(geom, p.at)"));
        var hits = 0;
        foreach (var place in await PlacesAsync(TestScale.Cases(60, 3000)))
        {
            var expected = await ListAsync(FormattableString.Invariant(
                $"SELECT DISTINCT h.x FROM (SELECT ST_SetSRID(ST_MakePoint({place.Lon:R}, {place.Lat:R}), 6668) AS at) p, LATERAL ({judge}) h(x) ORDER BY 1"));
            var answer = await town.Public.Client.JsonAsync(FormattableString.Invariant($"/hazards?lon={place.Lon:R}&lat={place.Lat:R}"));
            var found = answer.GetProperty("hazards").EnumerateArray()
                .Select(z => $"{z.GetProperty("layer").GetString()} {z.GetProperty("zoneClass").GetString() ?? "-"}").Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(expected.Order(StringComparer.Ordinal), found);
            // Said and drawn are the same: each zone has its legend's colour.
            Assert.All(answer.GetProperty("hazards").EnumerateArray(), z => Assert.Matches("^#[0-9a-fA-F]{6}$", z.GetProperty("color").GetString()));
            hits += expected.Count;
        }

        Assert.True(hits > 30, $"Only {hits} zones were compared.");
    }

    [Fact]
    public async Task The_three_nearest_sites_for_a_hazard_equal_PostGIS()
    {
        // The judge: marked as fit, touching no zone of a kind with that flag, by the geodesic of geography; ties by layer and fid.
        var compared = 0;
        foreach (var flag in (string[])["flood", "inland-flood", "landslide", "storm-surge", "tsunami"])
        {
            var zones = await ListAsync($"SELECT l.id FROM gis.layer l JOIN gis.kind k ON k.id = l.kind WHERE k.preset #>> '{{hazard,siteFlag}}' = '{flag}'");
            Assert.NotEmpty(zones);
            var dry = string.Concat(zones.Select(z => $" AND NOT EXISTS (SELECT FROM layer.\"{z}\" h WHERE ST_Intersects(h.geom, s.geom))"));
            foreach (var place in (await PlacesAsync(TestScale.Cases(8, 150))).Concat(await NearEdgeAsync(zones[0], TestScale.Cases(4, 50))))
            {
                var expected = await ListAsync(FormattableString.Invariant($"""
                    SELECT s.fid::text FROM layer.emergency_site s WHERE s."fits_{flag.Replace('-', '_')}" = 'yes'{dry}
                    ORDER BY ST_Distance(s.geom::geography, ST_SetSRID(ST_MakePoint({place.Lon:R}, {place.Lat:R}), 6668)::geography), s.fid LIMIT 3
                    """));
                var answer = await town.Public.Client.JsonAsync(FormattableString.Invariant($"/hazards?lon={place.Lon:R}&lat={place.Lat:R}"));
                var found = answer.GetProperty("sites").EnumerateArray()
                    .Where(s => s.GetProperty("fits").TryGetProperty(flag, out var fit) && fit.GetString() == "yes"
                        && !s.GetProperty("hazards").EnumerateArray().Any(h => h.GetString() == flag))
                    .Take(3).Select(s => s.GetProperty("fid").GetInt64().ToString(CultureInfo.InvariantCulture));
                Assert.Equal(expected, found);
                compared += expected.Count;
            }
        }

        Assert.True(compared > 100, $"Only {compared} sites were compared.");
    }

    [Theory]
    [InlineData("本町1-2-3", "本町一丁目2番3号")]
    [InlineData("潮見町本町1-2-3", "本町一丁目2番3号")]
    [InlineData("神奈川県架空郡潮見町本町１丁目２番３号", "本町一丁目2番3号")]
    [InlineData("塩見駅", "潮見駅")]
    [InlineData("しおみしょうがっこう", "潮見小学校")]
    public async Task People_find_what_they_look_for(string words, string label)
    {
        var found = await town.Public.Client.JsonAsync("/search?q=" + Uri.EscapeDataString(words));
        Assert.Equal(label, found.GetProperty("features")[0].GetProperty("properties").GetProperty("label").GetString());
    }

    private async Task<List<LonLat>> PlacesAsync(int count)
    {
        var box = (await ListAsync("SELECT concat_ws(' ', ST_XMin(b), ST_YMin(b), ST_XMax(b), ST_YMax(b)) FROM (SELECT boundary::box3d AS b FROM gis.town) t"))
            .Single().Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
        var random = TestScale.Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => new LonLat(box[0] + (random.NextDouble() * (box[2] - box[0])), box[1] + (random.NextDouble() * (box[3] - box[1]))))];
    }

    // Points of a zone's edge, moved by up to about 200 m.
    private async Task<List<LonLat>> NearEdgeAsync(string layer, int count)
    {
        var random = TestScale.Random(6);
        var edge = await ListAsync($"SELECT ST_X(p.geom) || ' ' || ST_Y(p.geom) FROM layer.\"{layer}\" t, ST_DumpPoints(t.geom) p ORDER BY md5(p.geom::text) LIMIT {count}");
        return [.. edge.Select(e => e.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())
            .Select(e => new LonLat(e[0] + ((random.NextDouble() - 0.5) * 0.003), e[1] + ((random.NextDouble() - 0.5) * 0.003)))];
    }

    private async Task<List<TileCoord>> BoxAsync(string layer, int zoom)
    {
        var box = (await ListAsync($"SELECT array_to_string(bbox, ' ') FROM gis.layer WHERE id = '{layer}'")).Single()
            .Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
        var (first, last) = (TileCoord.At(new LonLat(box[0], box[3]), zoom), TileCoord.At(new LonLat(box[2], box[1]), zoom));
        var tiles = new List<TileCoord>();
        for (var x = first.X; x <= last.X; x++)
        {
            for (var y = first.Y; y <= last.Y; y++)
            {
                Assert.True(TileCoord.TryCreate(zoom, x, y, out var tile));
                tiles.Add(tile);
            }
        }

        return tiles;
    }

    private async Task<long> NumberAsync(string sql) => long.Parse((await ListAsync($"SELECT ({sql})::text")).Single(), CultureInfo.InvariantCulture);

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var command = town.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    [GeneratedRegex(@"Layer name: (\S+)[\s\S]*?Feature Count: (\d+)")]
    private static partial Regex Counts();
}
