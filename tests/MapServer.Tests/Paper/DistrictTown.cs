using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.MapServer.Tests.Paper;

/// <summary>The small town with districts: a small one, one wider than any sheet, one in two areas, one that is not published.</summary>
public sealed class DistrictTown : IAsyncLifetime
{
    /// <summary>Its database.</summary>
    public TestDatabase Database { get; } = new();

    /// <summary>Its public server.</summary>
    public RunningServer Public { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        var town = new MadeTown(Database.Owner);
        await SmallTown.FillAsync(town);
        await town.AddAsync(new MadeLayer
        {
            Id = "wards",
            Title = "自治会の区域",
            Kind = "district",
            Geometry = "polygon",
            Date = new DateOnly(2026, 4, 1),
            Fields = [new("自治会名", "text", "name"), new("会長", "text", null, "staff")],
            Rows =
            [
                (Square(139.3, 35.1, 0.008), ["本町", SmallTown.Secrets[0]]),
                (Square(139.0, 34.9, 0.6), ["広い<地区>", null]),
                (Square(139.305, 35.11, 0.002), ["上町", null]),
                (Square(139.311, 35.113, 0.002), ["上町", null]),
                (Square(139.30, 35.12, 0.002), [SmallTown.Secrets[2], null]),
                (Square(139.313, 35.11, 0.014), ["はずれ", null]),
            ],
            Unpublished = [5],
        });
        await town.AddAsync(new MadeLayer
        {
            Id = "surge",
            Title = "高潮の深さ",
            Kind = "storm-surge",
            Geometry = "polygon",
            Fields = [new("hazard_rank", "integer", "hazard-rank"), new("hazard_class", "text", "hazard-class")],
            Rows = [(Square(139.3, 35.1, 0.001), [1L, "0.5m未満"])],
        });
        await town.AddAsync(new MadeLayer
        {
            Id = "roads",
            Title = "道路",
            Kind = "road",
            Geometry = "line",
            Fields = [new("路線名", "text", "name"), new("幅員", "number", "width"), new("管理の控え", "text", null, "staff")],
            Rows =
            [
                ("LINESTRING(139.3 35.102,139.308 35.102)", ["うら道一号線", 4.0, SmallTown.Secrets[0]]),
                ("LINESTRING(139.3 35.104,139.304 35.104)", ["本町大通り", 16.0, null]),
                ("LINESTRING(139.304 35.104,139.308 35.104)", ["本町大通り", 16.0, null]),
                ("LINESTRING(139.304 35.1041,139.3041 35.1042)", ["とても短い路地の名前", 4.0, null]),
            ],
        });
        Public = await RunningServer.StartAsync(Database);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Public.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static string Square(double lon, double lat, double side) => FormattableString.Invariant(
        $"POLYGON(({lon} {lat},{lon + side} {lat},{lon + side} {lat + side},{lon} {lat + side},{lon} {lat}))");
}
