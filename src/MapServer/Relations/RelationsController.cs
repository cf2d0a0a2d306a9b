using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Relations;

/// <summary>What a register says about a feature. Staff only.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="reader">Reads the register.</param>
[StaffOnly]
public sealed class RelationsController(Documents documents, RegisterReader reader) : ControllerBase
{
    /// <summary>The register's rows of a feature: a list of entries with title and lines of label and value.</summary>
    /// <param name="layer">Layer id.</param>
    /// <param name="fid">The feature.</param>
    /// <param name="relation">Id of the relation.</param>
    /// <param name="cancellation">Ends the query.</param>
    [Get("/staff/relations/{layer}/{fid}/{relation}")]
    public async Task<IActionResult> RowsAsync(string layer, string fid, string relation, CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var from = snapshot.Find(layer);
        var by = from?.Relations.FirstOrDefault(r => r.Id == relation);
        var register = by is null ? null : snapshot.Find(by.Register.Value);
        var seen = by is not null && register is not null
            && from!.Fields.Any(f => f.Name == by.LayerKey) && register.Fields.Any(f => f.Name == by.RegisterKey);
        if (!seen || !long.TryParse(fid, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw RequestProblemException.NotFound("この地物の台帳はありません。");
        var rows = await reader.ReadAsync(snapshot, from!, register!, by!, number, cancellation)
            ?? throw RequestProblemException.NotFound("この番号の地物はありません。");
        return new DocumentResult(ReadyDocument.From(new JsonArray([.. rows.Select(r => Entry(by!.Title, r))])))
        {
            // Personal data stays in no cache, not even the browser's own.
            CacheControl = "no-store",
        };
    }

    private static JsonObject Entry(string title, IReadOnlyList<RegisterValue> row) => new()
    {
        ["title"] = title,
        ["rows"] = new JsonArray([.. row.Select(v => new JsonObject
        {
            ["name"] = v.Field.Name,
            ["label"] = v.Field.Title,
            ["value"] = Value(v),
            ["unit"] = v.Field.Unit,
            ["personal"] = v.Field.Personal,
        })]),
    };

    private static JsonNode? Value(RegisterValue value)
    {
        var text = Convert.ToString(value.Value, CultureInfo.InvariantCulture);
        return text is not null && value.Field.Codes?.GetValueOrDefault(text) is { } words ? words : JsonSerializer.SerializeToNode(value.Value);
    }
}
