using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Loading;

/// <summary>Real files, from the command line into PostGIS. PostGIS itself is the judge of areas, validity and containment.</summary>
public sealed class RealInputTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [SharedDataFact]
    public async Task A_moj_map_gives_its_parcels_where_the_address_registry_has_them()
    {
        using var run = new ImporterRun(database);
        await run.MustAsync("import", SharedData.File("yakushima/moj/46505-3411-102.xml"), "--layer", "hirauchi");

        Assert.Equal(169, await run.AskAsync<long>("SELECT count(*) FROM layer.hirauchi"));
        Assert.Equal(169, await run.AskAsync<long>("SELECT count(*) FROM layer.hirauchi WHERE ST_IsValid(geom)"));
        var area = await run.AskAsync<double>("SELECT sum(ST_Area(ST_Transform(geom, 6670))) FROM layer.hirauchi");
        Assert.InRange(area, 140_241.49, 140_241.69);
        Assert.Equal(0, await run.AskAsync<double>("SELECT max(abs(ST_X(ST_PointN(ST_ExteriorRing(ST_GeometryN(geom_3857, 1)), 1)) - ST_X(ST_Transform(ST_PointN(ST_ExteriorRing(ST_GeometryN(geom, 1)), 1), 3857)))) FROM layer.hirauchi"), 3);

        // Every point of the registry lies in the parcel with the same key.
        await run.ExecuteAsync("CREATE TABLE abr (oaza text, prc text, point geometry(Point, 6668))");
        await AbrPoints.LoadAsync(database, SharedData.File("yakushima/abr/mt_parcel_city465054.csv.zip"), SharedData.File("yakushima/abr/mt_parcel_pos_city465054.csv.zip"));
        var found = await run.AskAsync<long>(
            """
            SELECT count(*) FROM layer.hirauchi p JOIN abr a ON a.oaza = p."大字名" AND a.prc = p."地番" WHERE ST_Contains(p.geom, a.point)
            """);
        Assert.Equal(169, found);
        Assert.Equal(169, await run.AskAsync<long>("SELECT count(*) FROM layer.hirauchi WHERE parcel_key = \"大字名\" || '/' || \"地番\""));
    }

    [SharedDataFact]
    public async Task Entries_outside_the_map_are_set_aside_and_listed()
    {
        using var run = new ImporterRun(database);
        var result = await run.MustAsync("import", SharedData.File("yakushima/moj/46505-3411-1.zip"), "--layer", "anbou");

        Assert.Equal(2, await run.AskAsync<long>("SELECT count(*) FROM layer.anbou WHERE geom IS NOT NULL"));
        Assert.Equal(
            ["moj-other-map", "moj-outside-map", "moj-outside-map", "moj-outside-map", "moj-outside-map", "moj-outside-map"],
            await run.ListAsync("SELECT reason FROM gis.set_aside s JOIN gis.import i ON i.id = s.import_id WHERE i.layer_id = 'anbou' ORDER BY 1"));
        Assert.Equal(6, await run.AskAsync<long>("SELECT count(*) FROM gis.set_aside WHERE row_values ->> '地番' <> '' AND geom IS NOT NULL AND place LIKE '筆 H%'"));
        Assert.Contains("別図", result.Output, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task A_flood_archive_gives_its_four_classes_once_and_valid()
    {
        using var run = new ImporterRun(database);
        await run.MustAsync("import", SharedData.File("echizen-sabae/hazard/echizen.zip"), "--kind", "flood-depth", "--layer", "flood");
        await run.MustAsync("import", SharedData.File("echizen-sabae/shelters/01-避難所.csv"), "--layer", "sites", "--kind", "emergency-site");

        Assert.Equal(
            ["0.5m未満|0|0.5", "0.5m以上1m未満|0.5|1", "1m以上2m未満|1|2", "2m以上5m未満|2|5"],
            await run.ListAsync("SELECT hazard_class || '|' || hazard_min || '|' || hazard_max FROM layer.flood ORDER BY hazard_min"));
        Assert.Equal(4, await run.AskAsync<long>("SELECT count(*) FROM layer.flood WHERE ST_IsValid(geom)"));
        var area = await run.AskAsync<double>("SELECT ST_Area(ST_Transform(geom, 6674)) FROM layer.flood WHERE hazard_min = 0");
        Assert.InRange(area, 35_005_829, 35_005_831);
        Assert.Equal(12, await run.AskAsync<long>("SELECT count(*) FROM layer.sites s WHERE EXISTS (SELECT FROM layer.flood f WHERE ST_Intersects(f.geom, s.geom))"));
        Assert.Equal("yes", await run.AskAsync<string>("SELECT fits_flood FROM layer.sites WHERE name = '武生東小学校'"));
        Assert.Equal(1, await run.AskAsync<long>("SELECT count(*) FROM gis.import, jsonb_array_elements(report -> 'list') e WHERE layer_id = 'flood' AND e ->> 'action' = 'repaired' AND (e ->> 'areaAfter')::double precision > 35005829"));
    }

    [SharedDataFact]
    public async Task An_archive_of_many_things_gives_only_the_kind_that_was_asked_for()
    {
        using var run = new ImporterRun(database);
        var result = await run.MustAsync("import", SharedData.File("echizen-sabae/roads/sabae.zip"), "--kind", "road");

        Assert.Equal(2034, await run.AskAsync<long>("SELECT count(*) FROM layer.sabae_way"));
        Assert.InRange(await run.AskAsync<double>("SELECT ST_XMin(ST_Extent(geom)) FROM layer.sabae_way"), 136.1673, 136.1674);
        Assert.Equal("EPSG:4326", await run.AskAsync<string>("SELECT lineage -> 'datasets' -> 0 ->> 'crs' FROM gis.layer WHERE id = 'sabae_way'"));
        Assert.Contains("sabae_rail", result.Output, StringComparison.Ordinal);
        Assert.Null(await run.AskAsync<string>("SELECT id FROM gis.layer WHERE id LIKE 'sabae_rail%' OR id LIKE 'sabae_aed%'"));
    }

    [SharedDataFact]
    public async Task Two_fitting_datasets_for_one_layer_are_refused_with_the_list()
    {
        using var run = new ImporterRun(database);
        var result = await run.RunAsync("import", SharedData.File("echizen-sabae/roads/sabae.zip"), "--kind", "aed", "--layer", "two");

        Assert.Equal(2, result.Code);
        Assert.Contains("sabae_aed_jgd2000", result.Error, StringComparison.Ordinal);
        Assert.Contains("sabae_aed_tokyo", result.Error, StringComparison.Ordinal);
        Assert.Equal("none", await run.HashAsync("two"));

        await run.MustAsync("import", SharedData.File("echizen-sabae/roads/sabae.zip"), "--kind", "aed", "--layer", "two", "--dataset", "sabae_aed_jgd2000");
        Assert.Equal(134, await run.AskAsync<long>("SELECT count(*) FROM layer.two"));
    }

    [SharedDataTheory]
    [InlineData("gsi-shelters/42391_2.csv", 7, "7 0 7 0 7 0")]
    [InlineData("seed-towns/shelters/emergency_143618.json", 5, null)]
    [InlineData("seed-towns/shelters/emergency_143421.json", 14, null)]
    [InlineData("seed-towns/shelters/emergency_084433.json", 23, null)]
    [InlineData("seed-towns/shelters/emergency_104213.json", 46, null)]
    [InlineData("seed-towns/shelters/emergency_075221.json", 11, null)]
    public async Task Sites_of_the_geographical_survey_keep_their_flags(string file, int count, string? flags)
    {
        using var run = new ImporterRun(database);
        var layer = "gsi_" + Path.GetFileNameWithoutExtension(file);
        await run.MustAsync("import", SharedData.File(file), "--layer", layer);

        Assert.Equal("emergency-site", await run.AskAsync<string>($"SELECT kind FROM gis.layer WHERE id = '{layer}'"));
        Assert.Equal(count, await run.AskAsync<long>($"SELECT count(geom) FROM layer.\"{layer}\""));
        Assert.Equal(0, await run.AskAsync<long>($"SELECT count(*) FROM layer.\"{layer}\" WHERE fits_flood IS NULL OR (fits_flood = 'yes') <> (\"洪水\" IS NOT NULL AND \"洪水\"::text = '1')"));
        Assert.Equal(0, await run.AskAsync<long>($"SELECT count(*) FROM layer.\"{layer}\" WHERE (fits_landslide = 'yes') <> (coalesce(\"崖崩れ、土石流及び地滑り\"::text, '') = '1')"));
        if (flags is not null)
            Assert.Equal(7, await run.AskAsync<long>($"SELECT count(*) FROM layer.\"{layer}\" WHERE fits_earthquake = 'yes' AND fits_volcano = 'no'"));
    }

    [SharedDataTheory]
    [InlineData("seed-towns/shelters/evacuation_143618.json", 7)]
    [InlineData("seed-towns/shelters/evacuation_104213.json", 46)]
    [InlineData("gsi-shelters/42391_1.csv", 13)]
    public async Task Shelters_of_the_geographical_survey_are_shelters(string file, int count)
    {
        using var run = new ImporterRun(database);
        var layer = "gsi_" + Path.GetFileNameWithoutExtension(file);
        await run.MustAsync("import", SharedData.File(file), "--layer", layer);

        Assert.Equal("shelter", await run.AskAsync<string>($"SELECT kind FROM gis.layer WHERE id = '{layer}'"));
        Assert.Equal(count, await run.AskAsync<long>($"SELECT count(geom) FROM layer.\"{layer}\""));
    }

    [SharedDataFact]
    public async Task Circles_triangles_crosses_and_both_minus_signs_are_understood()
    {
        using var run = new ImporterRun(database);
        await run.MustAsync("import", SharedData.File("takamatsu/csv/evacuation_space.csv"));

        Assert.Equal(
            ["limited 51", "no 8", "yes 134"],
            await run.ListAsync("SELECT fits_flood || ' ' || count(*) FROM layer.evacuation_space GROUP BY fits_flood ORDER BY fits_flood"));
        Assert.Equal(
            ["no 105", "yes 88"], await run.ListAsync("SELECT fits_fire || ' ' || count(*) FROM layer.evacuation_space GROUP BY fits_fire ORDER BY fits_fire"));
        Assert.Equal(193, await run.AskAsync<long>("SELECT count(geom) FROM layer.evacuation_space"));
        Assert.Equal(193, await run.AskAsync<long>("SELECT count(*) FROM layer.evacuation_space WHERE fits_volcano IS NULL"));
    }
}
