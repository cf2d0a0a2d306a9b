using Gis.Core.Catalogue;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.MapServer.Tests;

/// <summary>
/// A town of a few shapes with one of everything the server must treat in its own way: a layer with a staff-only field, one with hidden
/// rows, one for staff only, a register, hazards with and without coverage, rows without a place, a kind nobody has seen.
/// </summary>
public sealed class SmallTown : IAsyncLifetime
{
    /// <summary>Words that only staff may ever see.</summary>
    public static IReadOnlyList<string> Secrets { get; } = ["ヒミツ所有者甲", "ヒミツ所有者乙", "ヒミツ行", "ヒミツ層", "ヒミツ備考"];

    /// <summary>Its database.</summary>
    public TestDatabase Database { get; } = new();

    /// <summary>Its public server.</summary>
    public RunningServer Public { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await FillAsync(new MadeTown(Database.Owner));
        Public = await RunningServer.StartAsync(Database);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Public.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Fills a database with the town.</summary>
    public static async Task FillAsync(MadeTown town)
    {
        await town.BeginAsync("POLYGON((139.29 35.09,139.33 35.09,139.33 35.13,139.29 35.13,139.29 35.09))");
        await town.AddKindAsync(new Kind { Id = "beehive", Title = "養蜂箱", Group = "bees", Order = 700, Visible = true });
        await town.AddAsync(new MadeLayer
        {
            Id = "parcels",
            Title = "筆",
            Kind = "parcel",
            Geometry = "polygon",
            Fields = [new("大字名", "text", "oaza"), new("地番", "text", "parcel-number"), new("鍵", "text", "parcel-key"), new("備考", "text", null, "staff")],
            Rows =
            [
                ("POLYGON((139.3 35.1,139.301 35.1,139.301 35.101,139.3 35.101,139.3 35.1))", ["本町", "1-1", "本町/1-1", "ヒミツ備考"]),
                ("POLYGON((139.301 35.1,139.302 35.1,139.302 35.101,139.301 35.101,139.301 35.1))", ["本町", "1-2", "本町/1-2", null]),
                (null, ["本町", "無番", "本町/無番", null]),
            ],
        });
        await town.AddAsync(new MadeLayer
        {
            Id = "land_register",
            Title = "土地台帳",
            Kind = "land-register",
            Geometry = "none",
            Audience = "staff",
            Schema = "register",
            Fields = [new("鍵", "text", "parcel-key", "staff"), new("地目", "text", null, "staff"), new("所有者", "text", "owner-name", "staff")],
            Rows = [(null, ["本町/1-1", "宅地", "ヒミツ所有者甲"]), (null, ["本町/1-2", "田", "ヒミツ所有者乙"])],
        });
        await town.RelateAsync("register", "parcels", "land_register", "土地台帳", "鍵");
        await town.AddAsync(new MadeLayer
        {
            Id = "beehives",
            Title = "養蜂箱の場所",
            Kind = "beehive",
            Geometry = "point",
            Fields = [new("巣の名", "text", "name"), new("置いた日", "date"), new("重さ", "number")],
            Rows =
            [
                ("POINT(139.305 35.105)", ["みつばち一号", new DateOnly(2026, 4, 1), 12.5]),
                ("POINT(139.31 35.11)", ["みつばち二号", null, null]),
                ("POINT(139.311 35.111)", ["ヒミツ行", null, null]),
            ],
            Unpublished = [3],
        });
        await town.AddAsync(new MadeLayer
        {
            Id = "patrol",
            Title = "ヒミツ層",
            Kind = "other",
            Geometry = "line",
            Audience = "staff",
            Fields = [new("名称", "text", "name", "staff")],
            Rows = [("LINESTRING(139.3 35.1,139.31 35.11)", ["ヒミツ行"])],
        });
        await town.AddAsync(Flood);
        await town.AddAsync(Flood with { Id = "flood_planned", Title = "計画規模の洪水", Rows = [] });
        await town.AddAsync(Sites);
        await town.AddSearchEntryAsync("public_entry", "parcels", 1, "本町1-1", "地番", "本町1-1", 1, (139.3005, 35.1005));
        await town.AddSearchEntryAsync("public_entry", "beehives", 1, "みつばち一号", null, "みつばち1号", 1, (139.305, 35.105));
        await town.AddSearchEntryAsync("staff_entry", "land_register", 1, "ヒミツ所有者甲", "本町1-1", "ひみつ所有者甲", 0.5, null);
    }

    private static MadeLayer Flood => new()
    {
        Id = "flood",
        Title = "洪水の深さ",
        Kind = "flood-depth",
        Geometry = "polygon",
        Date = new DateOnly(2025, 3, 1),
        Coverage = "POLYGON((139.29 35.09,139.32 35.09,139.32 35.13,139.29 35.13,139.29 35.09))",
        Fields =
        [
            new("hazard_rank", "integer", "hazard-rank"), new("hazard_min", "number", "hazard-min"), new("hazard_max", "number", "hazard-max"),
            new("hazard_class", "text", "hazard-class"), new("hazard_scenario", "text", "scenario"),
        ],
        Rows =
        [
            ("POLYGON((139.3 35.1,139.306 35.1,139.306 35.106,139.3 35.106,139.3 35.1))", [3L, 0.5, 3.0, "0.5m以上3m未満", "想定最大規模"]),
            ("POLYGON((139.306 35.1,139.309 35.1,139.309 35.106,139.306 35.106,139.306 35.1))", [6L, 20.0, null, "20.0m以上", "想定最大規模"]),
            ("MULTIPOLYGON(((139.31 35.12,139.3100001 35.12,139.3100001 35.1200001,139.31 35.1200001,139.31 35.12)),((139.315 35.125,139.316 35.125,139.316 35.126,139.315 35.126,139.315 35.125)))",
                [1L, 0.0, 0.5, "0.5m未満", "想定最大規模"]),
        ],
        Style = """
            {"classes":[
              {"id":"c1","label":"0.5m未満","color":"#f7f5a9","pattern":"dots","severity":30,"filter":["==",["get","hazard_rank"],1]},
              {"id":"c3","label":"0.5m以上3m未満","color":"#ffd8c0","pattern":"diagonal","severity":55,"description":"1階がつかる深さです。","filter":["==",["get","hazard_rank"],3]},
              {"id":"c6","label":"20.0m以上","color":"#dc7adc","pattern":"none","severity":100,"filter":["==",["get","hazard_rank"],6]}]}
            """,
    };

    private static MadeLayer Sites => new()
    {
        Id = "sites",
        Title = "指定緊急避難場所",
        Kind = "emergency-site",
        Geometry = "point",
        Fields =
        [
            new("名称", "text", "name"), new("住所", "text", "address"), new("fits_flood", "text", "fits-flood"),
            new("fits_landslide", "text", "fits-landslide"), new("fits_earthquake", "text", "fits-earthquake"),
        ],
        Rows =
        [
            ("POINT(139.303 35.103)", ["本町小学校", "本町1丁目1番", "no", "yes", "yes"]),
            ("POINT(139.31 35.11)", ["丘の公園", "上町2丁目", "yes", null, "yes"]),
        ],
    };
}
