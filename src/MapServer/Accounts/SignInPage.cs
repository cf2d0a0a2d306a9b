using System.Net;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Accounts;

/// <summary>The sign-in page as HTML, made here so that it works without any script.</summary>
internal static class SignInPage
{
    public static string Html(string town, string? message, string name, string next, string tokenField, string token) => $"""
        <!doctype html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>職員サインイン｜{Text(town)}</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{Pages.SignInStyle}">
        </head>
        <body>
        <main class="sign-in">
        <h1>{Text(town)} 職員用地図</h1>
        <p class="lead">職員のためのページです。見た記録が残ることがあります。</p>
        {(message is null ? "" : $"<p class=\"error\" role=\"alert\">{Text(message)}</p>")}
        <form method="post" action="{StaffAccess.SignInPath}" autocomplete="on">
        <input type="hidden" name="{Text(tokenField)}" value="{Text(token)}">
        <input type="hidden" name="next" value="{Text(next)}">
        <label for="name">アカウント名</label>
        <input id="name" name="name" value="{Text(name)}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64">
        <label for="password">パスワード</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="256">
        <button type="submit">サインイン</button>
        </form>
        </main>
        </body>
        </html>
        """;

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
