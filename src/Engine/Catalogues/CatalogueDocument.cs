using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Gis.Engine.Styles.Legend;
using Gis.Engine.Tiles;

namespace Gis.Engine.Catalogues;

/// <summary>
/// The catalogue as pages read it (<c>catalogue.json</c>): town, groups, layers with legend, fields, click panel and credits. It holds
/// what the snapshot's role may see and nothing else.
/// </summary>
public static class CatalogueDocument
{
    /// <summary>Builds the document.</summary>
    public static JsonObject Build(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var styleLayers = StyleBuilder.LayerIds(snapshot);
        var layers = new JsonArray();
        var order = 0;
        foreach (var layer in snapshot.Layers)
            layers.Add(Describe(snapshot, layer, order++, styleLayers));
        return new JsonObject
        {
            ["town"] = Town(snapshot),
            ["audience"] = snapshot.Audience.ToText(),
            ["revision"] = snapshot.Catalogue.Revision,
            ["groups"] = Titled(GroupTitles.Of(snapshot.Layers.Select(l => l.Kind.Group)).Select(g => (g.Id, g.Title, GroupTitles.Titles(g.Id)))),
            ["kinds"] = Titled(snapshot.Catalogue.Kinds.Values.OrderBy(k => k.Order).ThenBy(k => k.Id, StringComparer.Ordinal)
                .Select(k => (k.Id, k.Title, k.Titles))),
            ["siteFlags"] = Titled(SiteFlags.All.Select(f => (f.Flag, f.Title, SiteFlags.Titles(f.Flag)))),
            ["layers"] = layers,
            ["former"] = new JsonObject(snapshot.Catalogue.Former.Where(f => snapshot.Find(f.Key) is null).OrderBy(f => f.Key, StringComparer.Ordinal)
                .Select(f => KeyValuePair.Create(f.Key, (JsonNode?)new JsonObject { ["kind"] = f.Value.Kind, ["became"] = f.Value.Became }))),
        };
    }

    private static JsonArray Titled(IEnumerable<(string Id, string Title, IReadOnlyDictionary<string, string> Titles)> things) =>
        [.. things.Select(t => new JsonObject
        {
            ["id"] = t.Id,
            ["title"] = t.Title,
            ["titles"] = new JsonObject(t.Titles.Select(w => KeyValuePair.Create(w.Key, (JsonNode?)w.Value))),
        })];

    private static JsonObject? Town(TownSnapshot snapshot) => snapshot.Catalogue.Town is not { } town ? null : new JsonObject
    {
        ["code"] = town.Code,
        ["name"] = town.Name,
        ["notice"] = town.Notice,
        ["bbox"] = Numbers(snapshot.Box?.ToList()),
        ["center"] = Numbers(snapshot.Box?.Center),
        ["zone"] = town.Zone.Number,
        ["contact"] = town.Contact,
    };

    private static JsonObject Describe(
        TownSnapshot snapshot, Layer layer, int order, IReadOnlyDictionary<string, IReadOnlyList<string>> styleLayers)
    {
        var drawn = layer.Geometry != GeometryFamily.None;
        return new JsonObject
        {
            ["id"] = layer.Id.Value,
            ["title"] = layer.Title,
            ["kind"] = layer.Kind.Id,
            ["kindTitle"] = layer.Kind.Title,
            ["group"] = layer.Kind.Group,
            ["description"] = layer.Description,
            ["geometryType"] = layer.Geometry.ToString().ToLowerInvariant(),
            ["minZoom"] = TileGrid.FirstZoom(layer),
            ["maxZoom"] = TileGrid.LastZoom(layer),
            ["visible"] = StyleBuilder.IsVisible(layer),
            ["order"] = order,
            ["revision"] = layer.Revision,
            ["count"] = layer.FeatureCount,
            ["unplaced"] = layer.UnplacedCount,
            ["bbox"] = Numbers(layer.BoundingBox),
            ["attribution"] = Attribution(layer.Attribution),
            ["date"] = layer.DataDate?.ToString("yyyy-MM-dd"),
            ["dateText"] = layer.DataDate is { } date ? EraDate.ToText(date) : null,
            ["nextReview"] = layer.NextReview?.ToString("yyyy-MM-dd"),
            ["coverage"] = snapshot.ReachOf(layer).ToString().ToLowerInvariant(),
            ["hazard"] = Hazard(layer.Kind),
            ["tiles"] = drawn ? TileJson.Address(snapshot, [layer]) : null,
            ["legend"] = new JsonArray([.. LayerLegend.Of(layer).Select(c => Row(layer, c, LegendStrength.Of(layer)))]),
            ["styleLayers"] = new JsonArray([.. styleLayers.GetValueOrDefault(layer.Id.Value, []).Select(id => (JsonNode)id)]),
            ["fields"] = new JsonArray([.. layer.Fields.Select(FieldOf)]),
            ["panel"] = Panel(layer),
            ["relations"] = Relations(snapshot.Audience, layer),
        };
    }

    private static JsonObject Attribution(Attribution a) => new()
    {
        ["publisher"] = a.Publisher,
        ["licence"] = a.Licence,
        ["url"] = a.Url,
        ["processing"] = a.Processing,
    };

    private static JsonObject? Hazard(Kind kind) => kind.Hazard is not { } hazard ? null : new JsonObject
    {
        ["kind"] = kind.Id,
        ["unit"] = hazard.Unit.Length == 0 ? null : hazard.Unit,
        ["siteFlag"] = hazard.SiteFlag,
        ["noun"] = hazard.Noun,
        ["measure"] = hazard.Measure,
    };

    private static JsonObject Row(Layer layer, LegendClass one, double opacity) => new()
    {
        ["id"] = one.Id,
        ["label"] = one.Label,
        ["name"] = ClassName.Of(layer, one),
        ["bounds"] = Bounds(LabelRange.Of(one.Label)),
        ["description"] = one.Description,
        ["color"] = one.Color,
        ["opacity"] = opacity,
        ["outline"] = one.Outline,
        ["pattern"] = one.Pattern,
        ["image"] = LayerLegend.PatternImage(one),
        ["symbol"] = one.Symbol,
        ["severity"] = one.Severity,
        ["filter"] = one.Filter?.DeepClone(),
    };

    private static JsonObject? Bounds(LabelRange? range) => range is not { } known ? null : new JsonObject
    {
        ["min"] = known.Min,
        ["max"] = known.Max,
        ["unit"] = known.Unit,
    };

    private static JsonObject FieldOf(Field field) => new()
    {
        ["name"] = field.Name,
        ["title"] = field.Title,
        ["type"] = field.Type.ToString().ToLowerInvariant(),
        ["role"] = field.Role,
        ["unit"] = field.Unit,
        ["codes"] = field.Codes is null ? null : new JsonObject(field.Codes.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))),
        ["personal"] = field.Personal,
    };

    private static JsonObject Panel(Layer layer)
    {
        var name = layer.FieldWithRole(FieldRole.Name);
        var title = RoleTemplate.OnlyFieldsOf(layer.PanelTitle, layer) ?? RoleTemplate.ToFields(layer.Kind.PanelTitle, layer) ?? (name is null ? layer.Title : "{" + name.Name + "}");
        return new JsonObject
        {
            ["title"] = title,
            ["fields"] = new JsonArray([.. layer.Fields.Where(f => f.InPanel).Select(f => (JsonNode)f.Name)]),
        };
    }

    private static JsonArray Relations(Audience audience, Layer layer) => audience != Audience.Staff ? [] :
    [
        .. layer.Relations.Select(r => new JsonObject
        {
            ["id"] = r.Id,
            ["title"] = r.Title,
            ["href"] = "/staff/relations/{layer}/{fid}/{relation}",
        }),
    ];

    private static JsonArray? Numbers(IReadOnlyList<double>? values) => values is null ? null : new JsonArray([.. values.Select(v => (JsonNode)v)]);
}
