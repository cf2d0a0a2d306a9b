using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Geometry;
using Gis.MapServer.Features.Querying;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Features.Reading;

/// <summary>
/// Sends a page as a table (RFC 4180): UTF-8 with a byte order mark, as spreadsheets of Japanese offices want it; fid, the fields, and for points two columns
/// with the position, for other shapes a point on the shape.
/// </summary>
internal sealed class CsvResult(Layer layer, FeatureQuery query, FeatureRows rows) : IActionResult
{
    private const int SentAt = 128 * 1024;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        await using var all = rows;
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{layer.Id.Value}.csv\"";
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        using var buffer = new Utf8Buffer(SentAt * 3 / 2);
        buffer.Raw("\ufefffid"u8);
        foreach (var name in (string[])[.. query.Fields.Select(f => f.Name), .. AxisNames()])
        {
            buffer.Raw(","u8);
            Cell(buffer, name);
        }

        buffer.Raw("\r\n"u8);
        while (await rows.NextAsync(http.RequestAborted))
        {
            Row(buffer);
            if (buffer.Length < SentAt)
                continue;
            await http.Response.Body.WriteAsync(buffer.Written, http.RequestAborted);
            buffer.Clear();
        }

        await http.Response.Body.WriteAsync(buffer.Written, http.RequestAborted);
    }

    private string[] AxisNames() => query.Crs.Axes switch
    {
        { IsGeographic: true, NorthFirst: false } => ["経度", "緯度"],
        { IsGeographic: true } => ["緯度", "経度"],
        { NorthFirst: true } => ["X座標（北）", "Y座標（東）"],
        _ => ["X座標（東）", "Y座標（北）"],
    };

    private void Row(Utf8Buffer buffer)
    {
        buffer.Number(rows.Fid);
        for (var i = 0; i < query.Fields.Count; i++)
        {
            buffer.Raw(","u8);
            if (rows.Value(i) is { } value)
                Cell(buffer, FieldValue.Text(value));
        }

        if (rows.Shape is { } bytes && Ewkb.Read(bytes) is { IsEmpty: false } shape)
        {
            var point = shape.InteriorPoint;
            var (first, second) = query.Crs.FromLonLat(point.X, point.Y);
            buffer.Raw(string.Create(CultureInfo.InvariantCulture, $",{Math.Round(first, query.Crs.Decimals)},{Math.Round(second, query.Crs.Decimals)}\r\n"));
        }
        else
        {
            buffer.Raw(",,\r\n"u8);
        }
    }

    // A text that a spreadsheet would take for a formula gets an apostrophe in front, which it shows as text.
    private static void Cell(Utf8Buffer buffer, string text)
    {
        var formula = text.Length > 1 && (text[0] is '=' or '@' or '\t' or '\r'
            || (text[0] is '+' or '-' && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)));
        if (formula)
            text = "'" + text;
        buffer.Raw(text.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);
    }
}
