using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;

namespace Gis.MapServer.Hosting;

/// <summary>Errors as RFC 9457 problem documents: a Japanese title and sentence, the status, nothing from inside.</summary>
public static class Problems
{
    /// <summary>Media type of problem documents.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Writes a problem document unless the answer has begun.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="detail">Sentence for people; null takes a general one for the status.</param>
    public static async Task WriteAsync(HttpContext context, int status, string? detail = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Response.HasStarted)
            return;
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Remove("ETag");
        if (status is StatusCodes.Status503ServiceUnavailable && context.Response.Headers.RetryAfter.Count == 0)
            context.Response.Headers.RetryAfter = "2";
        var (title, sentence) = Words(status);
        var document = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = title,
            ["status"] = status,
            ["detail"] = detail ?? sentence,
        };

        // Also when the request's own time is over.
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, CatalogueJson.Options);
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, CancellationToken.None);
    }

    private static (string Title, string Sentence) Words(int status) => status switch
    {
        400 => ("リクエストが正しくありません", "アドレスまたは条件の書き方を確認してください。"),
        401 => ("サインインが必要です", "サインインしてからもう一度開いてください。"),
        403 => ("許可されていません", "この内容を見る権限がありません。"),
        404 => ("見つかりません", "アドレスが正しいか確認してください。"),
        405 => ("この方法では使えません", "このアドレスは、その HTTP メソッドに対応していません。"),
        406 => ("この形式では返せません", "Accept の指定を確認してください。"),
        408 => ("時間切れです", "時間内に終わりませんでした。範囲を小さくしてやり直してください。"),
        412 => ("ほかの変更とぶつかりました", "もう一度読み込んで、変更をやり直してください。"),
        413 => ("大きすぎます", "送られた内容が大きすぎます。"),
        415 => ("この形式は受け取れません", "Content-Type の指定を確認してください。"),
        421 => ("このサーバーの名前ではありません", "アドレスのホスト名が、このサーバーに登録されていません。"),
        428 => ("もとの版が示されていません", "If-Match ヘッダーに、読み込んだときの ETag を入れてください。"),
        429 => ("回数が多すぎます", "少し待ってからやり直してください。"),
        503 => ("いまは答えられません", "しばらくしてからもう一度開いてください。"),
        _ => ("サーバーで問題が起きました", "記録を残しました。続くときは管理者に知らせてください。"),
    };
}
