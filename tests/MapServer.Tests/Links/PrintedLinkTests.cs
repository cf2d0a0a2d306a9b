using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Gis.MapServer.Links;
using Gis.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace Gis.MapServer.Tests.Links;

/// <summary>Links that were printed once: the server reads them as the map's page does, for those without a script.</summary>
public sealed class PrintedLinkTests
{
    private static readonly JsonElement List = Read();

    public static TheoryData<string> Links => [.. List.GetProperty("links").EnumerateArray().Select(l => l.GetProperty("link").GetString()!)];

    [Theory]
    [MemberData(nameof(Links))]
    public void A_printed_link_leads_where_it_always_did(string link)
    {
        var wanted = List.GetProperty("links").EnumerateArray().Single(l => l.GetProperty("link").GetString() == link);
        var snapshot = Town();
        var read = MapLink.Read(Query(link), snapshot);
        Assert.Equal(wanted.GetProperty("place") is { ValueKind: JsonValueKind.Array } at ? new LonLat(at[1].GetDouble(), at[0].GetDouble()) : null, read.Place);
        Assert.Equal(wanted.GetProperty("zoom") is { ValueKind: JsonValueKind.Number } zoom ? zoom.GetDouble() : null, read.Zoom);
        Assert.Equal(Names(wanted, "chosen"), read.Chosen?.Select(l => l.Id.Value));
        Assert.Equal(Names(wanted, "hidden") ?? [], read.Hidden.Select(l => l.Id.Value));
        Assert.Equal(Names(wanted, "remarks"), read.Remarks.Select(r => r.Kind));
        Assert.All(read.Remarks, r => Assert.EndsWith("。", r.Text));
        Assert.All(read.Remarks, r => Assert.DoesNotContain("町長", r.Text));
        // What is written again means the same.
        var again = MapLink.Read(Query("/map" + read.ToQuery(snapshot)), snapshot);
        Assert.Equal((read.Place, read.Zoom, read.Base), (again.Place, again.Zoom, again.Base));
        Assert.Equal(read.Shown(snapshot), again.Shown(snapshot));
        Assert.Empty(again.Remarks);
    }

    private static IEnumerable<string>? Names(JsonElement of, string name) =>
        of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(n => n.GetString()!)] : null;

    private static QueryCollection Query(string link) => new(QueryHelpers.ParseQuery(new Uri("http://town" + link).Query));

    private static TownSnapshot Town()
    {
        var kinds = List.GetProperty("kinds").EnumerateArray().Select(k => k.GetProperty("id").GetString()!).ToDictionary(id => id, id =>
        {
            var of = List.GetProperty("layers").EnumerateArray().Where(l => l.GetProperty("kind").GetString() == id).ToList();
            return new Kind
            {
                Id = id,
                Title = List.GetProperty("kinds").EnumerateArray().Single(k => k.GetProperty("id").GetString() == id).GetProperty("title").GetString()!,
                Group = of.Count > 0 ? of[0].GetProperty("group").GetString()! : "hazard",
                Order = of.Count > 0 ? List.GetProperty("layers").EnumerateArray().TakeWhile(l => l.GetProperty("kind").GetString() != id).Count() : 900,
                Hazard = of.Count > 0 && of[0].GetProperty("hazard").GetBoolean() ? new HazardMeaning { Inside = "", NoZone = "", Noun = id, Measure = "zone" } : null,
            };
        });
        var layers = List.GetProperty("layers").EnumerateArray().Select((l, order) => new Layer
        {
            Id = LayerId.Parse(l.GetProperty("id").GetString()!),
            Title = l.GetProperty("title").GetString()!,
            Kind = kinds[l.GetProperty("kind").GetString()!],
            Audience = Audience.Public,
            Geometry = GeometryFamily.Polygon,
            Attribution = new Attribution(),
            Style = new LayerStyle { Visible = l.GetProperty("visible").GetBoolean() },
            SortOrder = order,
            Fields = [],
            Relations = [],
        }).ToList();
        var former = List.GetProperty("former").EnumerateObject().ToDictionary(f => f.Name, f => new FormerLayer(f.Value.GetProperty("kind").GetString()!, f.Value.GetProperty("became").GetString()));
        var town = List.GetProperty("town");
        var box = town.GetProperty("bbox");
        return new TownSnapshot(
            new Catalogue(new Town("00000", town.GetProperty("name").GetString()!, null, new PlaneZone(9), null), layers, kinds) { Former = former }, Audience.Public,
            new LonLatBox(box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble()), new Dictionary<string, CoverageReach>());
    }

    private static JsonElement Read() => JsonDocument.Parse(File.ReadAllText(SourceTree.At("tests", "links", "printed-once.json"))).RootElement;
}
