using System.Text.Json.Nodes;
using Gis.Engine.Cql2.Checking;
using Gis.MapServer.Features.Documents;
using Gis.MapServer.Features.Pages;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Hosting;
using Gis.MapServer.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Features;

/// <summary>The service as a whole: landing page, conformance, definition, functions of filters.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hosts">Builds absolute addresses.</param>
/// <param name="conformance">What is built.</param>
/// <param name="api">The definition.</param>
[Conforms("ogcapi-common-1/1.0", "core", "landing-page", "json", "html", "oas30")]
[Conforms("ogcapi-features-1/1.0", "core", "geojson", "html", "oas30")]
public sealed class ServiceController(Hosting.Documents documents, HostNames hosts, Conformance conformance, OpenApiDocument api) : OgcController(documents, hosts)
{
    /// <summary>Landing page.</summary>
    [Get("/ogc")]
    public IActionResult Landing()
    {
        QueryParameters.AllowOnly(Request, "f");
        var (form, root) = (AnswerForms.Choose(HttpContext, AnswerForm.Html), Root);
        Link[] links =
        [
            new(root, "self", Link.Json),
            new($"{root}?f=html", "alternate", Link.Html),
            new($"{root}/api", "service-desc", Link.OpenApi, "API の定義"),
            new($"{root}/api?f=html", "service-doc", Link.Html, "API の説明"),
            new($"{root}/conformance", "conformance", Link.Json, "対応している規格"),
            new($"{root}/collections", "data", Link.Json, "データの一覧"),
            new($"{root}/functions", Link.Ogc + "functions", Link.Json, "条件に使える関数"),
            new($"{root}/tiles", Link.Ogc + "tilesets-vector", Link.Json, "ベクトルタイル"),
            new($"{root}/tileMatrixSets", Link.Ogc + "tiling-schemes", Link.Json, "タイルの分け方"),
        ];
        if (form == AnswerForm.Html)
            return Page("Landing", new ServicePage(Messages.Of("page.api.title"), Snapshot, root));
        var town = Snapshot.Catalogue.Town;
        return Json(
            new JsonObject
            {
                ["title"] = town is null ? "地図データ" : $"{town.Name} 地図データ",
                ["description"] = town?.Notice ?? "OGC API で読める地図データです。",
                ["links"] = Link.ToJson(links),
            }, links: links);
    }

    /// <summary>Which conformance classes are built.</summary>
    [Get("/ogc/conformance")]
    public IActionResult Conforms()
    {
        QueryParameters.AllowOnly(Request, "f");
        return AnswerForms.Choose(HttpContext, AnswerForm.Html) == AnswerForm.Html
            ? Page("Conformance", new ConformancePage(Snapshot, conformance.Classes))
            : Json(conformance.Document(Root));
    }

    /// <summary>The API's definition.</summary>
    [Get("/ogc/api")]
    public IActionResult Api()
    {
        QueryParameters.AllowOnly(Request, "f");
        var document = api.Build(Snapshot, Origin);
        return AnswerForms.Choose(HttpContext, AnswerForm.Html) == AnswerForm.Html
            ? Page("Api", new ApiPage(Snapshot, ApiPage.Read(document)))
            : Json(document, Link.OpenApi);
    }

    /// <summary>The functions that filters may call.</summary>
    [Get("/ogc/functions")]
    public IActionResult Functions()
    {
        QueryParameters.AllowOnly(Request, "f");
        AnswerForms.Choose(HttpContext);
        return Json(new JsonObject
        {
            ["functions"] = new JsonArray([.. Cql2Function.Standard.Select(f => new JsonObject
            {
                ["name"] = f.Name,
                ["description"] = f.Title,
                ["arguments"] = new JsonArray([.. f.Arguments.Select(a => new JsonObject { ["type"] = new JsonArray(TypeName(a)) })]),
                ["returns"] = new JsonArray(TypeName(f.Returns)),
            })]),
        });
    }

    private static string TypeName(Cql2Type type) => type switch
    {
        Cql2Type.Number => "number",
        Cql2Type.Boolean => "boolean",
        Cql2Type.Geometry => "geometry",
        Cql2Type.Date or Cql2Type.Timestamp => "datetime",
        _ => "string",
    };
}
