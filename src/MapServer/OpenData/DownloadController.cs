using System.Globalization;
using Gis.Core.Catalogue;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Gis.MapServer.OpenData;

/// <summary>Whole layers as files, under addresses that stay. A file is made beforehand by the worker; nothing is made because somebody asks.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="offers">Reads which files may be taken.</param>
/// <param name="options">Knows where files lie.</param>
public sealed class DownloadController(Documents documents, OfferReader offers, ServerOptions options) : ControllerBase
{
    private const int RetrySeconds = 120;

    /// <summary>The newest file of a layer in a format, with ranges and conditions (RFC 9110 §13, §14).</summary>
    /// <param name="layer">Layer id.</param>
    /// <param name="format">Ending of the format.</param>
    /// <param name="cancellation">Ends the query.</param>
    [Get("/data/{layer}.{format}")]
    [DisableRequestTimeout]
    public async Task<IActionResult> FileAsync(string layer, string format, CancellationToken cancellation)
    {
        // Routing cuts at the last dot; endings may have one themselves.
        var parts = $"{layer}.{format}".Split('.', 2);
        var known = DownloadFormat.Find(parts[1]);
        var set = SetNames.Find(documents.Snapshot, parts[0]);
        if (known is null || set is null)
            throw RequestProblemException.NotFound("このデータのファイルはありません。/data の一覧を確認してください。");
        if (set.Id.Value != parts[0])
            return RedirectPreserveMethod(known.Address(set.Id.Value));

        // The worker may put a newer file in the place of this one between the question and the opening.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            if (await offers.ReadAsync(set.Id.Value, known.Id, cancellation) is [var offer, ..] && Open(offer) is { } stream)
                return Send(set, offer, stream);
        }

        Response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        await Problems.WriteAsync(HttpContext, StatusCodes.Status503ServiceUnavailable, "ファイルを準備しています。数分たってから、もう一度開いてください。");
        return new EmptyResult();
    }

    /// <summary>A name for the file that says what it is: 潮見町_公衆トイレ_第3版.csv.</summary>
    internal static string NameOf(string? town, Layer layer, Offer offer)
    {
        var name = string.Join('_', ((string?[])[town, layer.Title, $"第{offer.Revision.ToString(CultureInfo.InvariantCulture)}版"]).Where(p => !string.IsNullOrEmpty(p)));
        return string.Concat(name.Select(c => char.IsControl(c) || "\\/:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c)) + "." + offer.Format.Extension;
    }

    // Whole, or not at all: a file of another size is not the one that was listed.
    private FileStream? Open(Offer offer)
    {
        var path = Path.GetFullPath(Path.Combine(options.Home.Exports, offer.File));
        if (!path.StartsWith(options.Home.Exports + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return null;
        try
        {
            var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
            if (stream.Length == offer.Bytes)
                return stream;
            stream.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private FileStreamResult Send(Layer layer, Offer offer, FileStream stream)
    {
        var disposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = $"{layer.Id.Value}.{offer.Format.Extension}",
            FileNameStar = NameOf(documents.Snapshot.Catalogue.Town?.Name, layer, offer),
        };
        Response.Headers.ContentDisposition = disposition.ToString();
        // Kept anywhere, asked about each time: what was withdrawn must not be given out by a proxy.
        Response.Headers.CacheControl = DocumentResult.CacheRule(HttpContext);
        Response.Headers["Content-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(offer.Sha256))}:";
        Response.Headers.AccessControlAllowOrigin = "*";

        // As it lies there: a packed answer would be another representation, without length and ranges.
        Request.Headers.AcceptEncoding = default;
        return new FileStreamResult(stream, offer.Format.MediaType)
        {
            EnableRangeProcessing = true,
            EntityTag = new EntityTagHeaderValue($"\"{offer.Sha256[..32]}\""),
            LastModified = offer.MadeAt,
        };
    }
}
