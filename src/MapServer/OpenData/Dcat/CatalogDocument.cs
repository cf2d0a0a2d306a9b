using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;

namespace Gis.MapServer.OpenData.Dcat;

/// <summary>
/// The list of open data for machines: DCAT-AP 3 (W3C DCAT 3) as JSON-LD 1.1, which is RDF with a context of its own and refers to nothing that must be fetched. Texts
/// are the town's own, in Japanese.
/// </summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Offers">The files that may be taken.</param>
/// <param name="Issued">When each set was first there.</param>
/// <param name="Origin">Scheme and authority of this server.</param>
public sealed record CatalogDocument(TownSnapshot Snapshot, ILookup<string, Offer> Offers, IReadOnlyDictionary<string, DateTimeOffset> Issued, string Origin)
{
    /// <summary>Media type of JSON-LD.</summary>
    public const string MediaType = "application/ld+json; charset=utf-8";

    /// <summary>Where it lies.</summary>
    public const string Address = "/data/catalog.jsonld";

    private const string Japanese = "http://publications.europa.eu/resource/authority/language/JPN";
    private const string FileTypes = "http://publications.europa.eu/resource/authority/file-type/";
    private const string MediaTypes = "https://www.iana.org/assignments/media-types/";

    private string Town => Snapshot.Catalogue.Town?.Name ?? "";

    private string Home => Origin + "/data";

    private string Service => Origin + "/ogc";

    /// <summary>Makes it.</summary>
    public JsonObject Build()
    {
        var sets = DataChoice.Sets(Snapshot).ToList();
        var catalog = new JsonObject
        {
            ["@context"] = Context(),
            ["@id"] = Home,
            ["@type"] = "dcat:Catalog",
            ["title"] = Text($"{Town}オープンデータ"),
            ["description"] = Text($"{Town}の地図のもとになっているデータの一覧です。"),
            ["publisher"] = Agent(Town, Origin + "/#town"),
            ["language"] = Japanese,
            ["homepage"] = Home,
            ["dataset"] = new JsonArray([.. sets.Select(Dataset)]),
            ["service"] = new JsonObject
            {
                ["@id"] = Service,
                ["@type"] = "dcat:DataService",
                ["title"] = Text($"{Town}の地図データのAPI（OGC API – Features、Tiles）"),
                ["endpointURL"] = Service,
                ["endpointDescription"] = Origin + "/ogc/api",
                ["conformsTo"] = "http://www.opengis.net/spec/ogcapi-features-1/1.0",
                ["servesDataset"] = new JsonArray([.. sets.Select(l => (JsonNode)Id(l))]),
            },
        };
        if (Issued.Count > 0)
            catalog["issued"] = Moment(Issued.Values.Min());
        if (sets.Count > 0)
            catalog["modified"] = Moment(sets.Max(l => l.UpdatedAt));
        return catalog;
    }

    private JsonNode Dataset(Layer layer)
    {
        var set = new JsonObject
        {
            ["@id"] = Id(layer),
            ["@type"] = "dcat:Dataset",
            ["identifier"] = layer.Id.Value,
            ["title"] = Text(layer.Title),
            ["description"] = Text(DescriptionOf(layer, Town)),
            ["publisher"] = Agent(layer.Attribution.Publisher ?? Town, null),
            ["keyword"] = new JsonArray(Text(layer.Kind.Title)),
            ["language"] = Japanese,
            ["landingPage"] = Id(layer),
            ["modified"] = Moment(layer.UpdatedAt),
            ["version"] = layer.Revision.ToString(CultureInfo.InvariantCulture),
            ["distribution"] = new JsonArray([.. Distributions(layer)]),
        };
        if (Issued.TryGetValue(layer.Id.Value, out var issued))
            set["issued"] = Moment(issued);
        if (Snapshot.Catalogue.Town?.Contact is { Length: > 0 } contact)
            set["contactPoint"] = new JsonObject { ["@type"] = "vcard:Organization", ["fn"] = Text(Town), ["note"] = Text(contact) };
        if (layer.DataDate is { } date)
            set["temporal"] = new JsonObject { ["@type"] = "dct:PeriodOfTime", ["endDate"] = Day(date) };
        if (layer.Attribution.Processing is { Length: > 0 } processing)
            set["provenance"] = new JsonObject { ["@type"] = "dct:ProvenanceStatement", ["label"] = Text(processing) };
        if (layer.Attribution.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var source) && source.Scheme is "http" or "https")
            set["source"] = url;
        if (layer.BoundingBox is [var west, var south, var east, var north])
        {
            set["spatial"] = new JsonObject
            {
                ["@type"] = "dct:Location",
                ["bbox"] = FormattableString.Invariant($"POLYGON(({west:0.######} {south:0.######},{east:0.######} {south:0.######},{east:0.######} {north:0.######},{west:0.######} {north:0.######},{west:0.######} {south:0.######}))"),
            };
        }

        return set;
    }

    private IEnumerable<JsonNode> Distributions(Layer layer)
    {
        foreach (var offer in Offers[layer.Id.Value])
        {
            var format = offer.Format;
            var one = new JsonObject
            {
                ["@id"] = Origin + format.Address(layer.Id.Value),
                ["@type"] = "dcat:Distribution",
                ["title"] = Text($"{layer.Title}（{format.Title}）"),
                ["accessURL"] = Id(layer),
                ["downloadURL"] = Origin + format.Address(layer.Id.Value),
                ["byteSize"] = offer.Bytes.ToString(CultureInfo.InvariantCulture),
                ["modified"] = Moment(offer.MadeAt),
                ["checksum"] = new JsonObject { ["@type"] = "spdx:Checksum", ["algorithm"] = "spdx:checksumAlgorithm_sha256", ["checksumValue"] = offer.Sha256 },
            };
            if (format.Registered)
                one["mediaType"] = MediaTypes + format.MediaType.Split(';')[0];
            if (format.FileType is { } type)
                one["format"] = FileTypes + type;
            // Said only of a file in which nothing was found that is otherwise.
            if (offer.Quality is { Conforms: true } quality)
                one["conformsTo"] = new JsonObject { ["@type"] = "dct:Standard", ["title"] = Text(quality.List) };
            AddTerms(one, layer);
            yield return one;
        }

        var api = new JsonObject
        {
            ["@id"] = $"{Service}/collections/{layer.Id.Value}",
            ["@type"] = "dcat:Distribution",
            ["title"] = Text($"{layer.Title}（API）"),
            ["accessURL"] = $"{Service}/collections/{layer.Id.Value}",
            ["accessService"] = Service,
        };
        AddTerms(api, layer);
        yield return api;
    }

    private static void AddTerms(JsonObject distribution, Layer layer)
    {
        if (Licences.AddressOf(layer.Attribution.Licence) is { } address)
            distribution["license"] = address;
        else if (layer.Attribution.Licence is { Length: > 0 } words)
            distribution["rights"] = new JsonObject { ["@type"] = "dct:RightsStatement", ["label"] = Text(words) };
    }

    /// <summary>What the town says of a set, else a sentence of what is known.</summary>
    public static string DescriptionOf(Layer layer, string town)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Description is { Length: > 0 } own ? own : $"{town}の「{layer.Title}」のデータです。";
    }

    private string Id(Layer layer) => $"{Home}/{layer.Id.Value}";

    private static JsonObject Agent(string name, string? id)
    {
        var agent = new JsonObject { ["@type"] = "foaf:Agent", ["name"] = Text(name) };
        if (id is not null)
            agent["@id"] = id;
        return agent;
    }

    private static JsonObject Text(string text) => new() { ["@value"] = text, ["@language"] = "ja" };

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject Context()
    {
        static JsonObject Of(string id, string? type = null) => type is null ? new JsonObject { ["@id"] = id } : new JsonObject { ["@id"] = id, ["@type"] = type };
        return new JsonObject
        {
            ["@version"] = 1.1,
            ["dcat"] = "http://www.w3.org/ns/dcat#",
            ["dct"] = "http://purl.org/dc/terms/",
            ["foaf"] = "http://xmlns.com/foaf/0.1/",
            ["vcard"] = "http://www.w3.org/2006/vcard/ns#",
            ["spdx"] = "http://spdx.org/rdf/terms#",
            ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
            ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
            ["geo"] = "http://www.opengis.net/ont/geosparql#",
            ["title"] = "dct:title",
            ["description"] = "dct:description",
            ["identifier"] = "dct:identifier",
            ["publisher"] = "dct:publisher",
            ["name"] = "foaf:name",
            ["homepage"] = Of("foaf:homepage", "@id"),
            ["language"] = Of("dct:language", "@id"),
            ["issued"] = Of("dct:issued", "xsd:dateTime"),
            ["modified"] = Of("dct:modified", "xsd:dateTime"),
            ["license"] = Of("dct:license", "@id"),
            ["rights"] = "dct:rights",
            ["label"] = "rdfs:label",
            ["provenance"] = "dct:provenance",
            ["source"] = Of("dct:source", "@id"),
            ["conformsTo"] = Of("dct:conformsTo", "@id"),
            ["format"] = Of("dct:format", "@id"),
            ["spatial"] = "dct:spatial",
            ["temporal"] = "dct:temporal",
            ["bbox"] = Of("dcat:bbox", "geo:wktLiteral"),
            ["endDate"] = Of("dcat:endDate", "xsd:date"),
            ["keyword"] = "dcat:keyword",
            ["version"] = "dcat:version",
            ["landingPage"] = Of("dcat:landingPage", "@id"),
            ["contactPoint"] = "dcat:contactPoint",
            ["fn"] = "vcard:fn",
            ["note"] = "vcard:note",
            ["dataset"] = "dcat:dataset",
            ["service"] = "dcat:service",
            ["servesDataset"] = Of("dcat:servesDataset", "@id"),
            ["endpointURL"] = Of("dcat:endpointURL", "@id"),
            ["endpointDescription"] = Of("dcat:endpointDescription", "@id"),
            ["distribution"] = "dcat:distribution",
            ["accessURL"] = Of("dcat:accessURL", "@id"),
            ["accessService"] = Of("dcat:accessService", "@id"),
            ["downloadURL"] = Of("dcat:downloadURL", "@id"),
            ["byteSize"] = Of("dcat:byteSize", "xsd:nonNegativeInteger"),
            ["mediaType"] = Of("dcat:mediaType", "@id"),
            ["checksum"] = "spdx:checksum",
            ["algorithm"] = Of("spdx:algorithm", "@id"),
            ["checksumValue"] = Of("spdx:checksumValue", "xsd:hexBinary"),
        };
    }
}
