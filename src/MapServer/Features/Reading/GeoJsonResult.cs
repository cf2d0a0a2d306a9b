using System.Globalization;
using Gis.MapServer.Features.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Features.Reading;

/// <summary>
/// Sends a page as a GeoJSON FeatureCollection while the database still sends its rows. Counts and links stand behind the features, where they are known. A
/// small page is sent as a whole, so that whatever goes wrong on the way is still told as a problem.
/// </summary>
internal sealed class GeoJsonResult(ItemsAnswer page) : IActionResult
{
    private const int SentAt = 128 * 1024;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var cancellation = http.RequestAborted;
        http.Response.ContentType = Link.GeoJson;
        await using var rows = page.Rows;
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        using var buffer = new Utf8Buffer(SentAt * 3 / 2);
        var writer = new GeoJsonWriter(page.Query, buffer);
        buffer.Raw("{\"type\":\"FeatureCollection\",\"features\":["u8);
        while (await rows.NextAsync(cancellation))
        {
            if (rows.Count > 1)
                buffer.Raw(","u8);
            writer.Feature(rows);
            if (buffer.Length >= SentAt)
                await SendAsync(http, buffer, cancellation);
        }

        buffer.Raw("]"u8);
        await rows.DisposeAsync();
        if (await page.MatchedAsync() is { } matched)
        {
            buffer.Raw(",\"numberMatched\":"u8);
            buffer.Number(matched);
        }

        buffer.Raw(",\"numberReturned\":"u8);
        buffer.Number(rows.Count);
        buffer.Raw(",\"timeStamp\":\""u8);
        buffer.Raw(DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        buffer.Raw("\""u8);
        writer.Links(page.Links.OfBody(rows.Next));
        buffer.Raw("}"u8);
        if (!http.Response.HasStarted)
            http.Response.ContentLength = buffer.Length;
        await SendAsync(http, buffer, cancellation);
    }

    private static async Task SendAsync(HttpContext http, Utf8Buffer buffer, CancellationToken cancellation)
    {
        await http.Response.Body.WriteAsync(buffer.Written, cancellation);
        buffer.Clear();
    }
}
