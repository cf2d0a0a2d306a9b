using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Gis.Core.Accounts;
using Gis.Engine.Reading;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Gis.MapServer.Accounts;

/// <summary>Signing in to and out of the staff map.</summary>
/// <param name="source">Connections of the staff role, which may read the accounts.</param>
/// <param name="guard">Slows down guessing.</param>
/// <param name="antiforgery">Ties a form to the browser it was given to.</param>
/// <param name="catalogue">Knows the town's name.</param>
/// <param name="log">Tells when someone signed in, never who tried what.</param>
[StaffOnly]
public sealed partial class SignInController(
    NpgsqlDataSource source, SignInGuard guard, IAntiforgery antiforgery, TownCatalogue catalogue, ILogger<SignInController> log) : ControllerBase
{
    private const string Refused = "アカウント名かパスワードが違います。";

    /// <summary>The sign-in page.</summary>
    /// <param name="next">Page to go to afterwards.</param>
    [AllowAnonymous]
    [Get(StaffAccess.SignInPath)]
    public IActionResult Form([FromQuery] string? next) => User.Identity?.IsAuthenticated == true
        ? LocalRedirect(Local(next))
        : Page(StatusCodes.Status200OK, null, "", next);

    /// <summary>Checks name and password and opens a session.</summary>
    [AllowAnonymous]
    [HttpPost(StaffAccess.SignInPath)]
    public async Task<IActionResult> SignInAsync(
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? next, CancellationToken cancellation)
    {
        if (!await antiforgery.IsRequestValidAsync(HttpContext))
            return Page(StatusCodes.Status400BadRequest, "ページの有効期限が切れました。もう一度入力してください。", name, next);
        var (who, word) = (name ?? "", password ?? "");
        var address = HttpContext.Connection.RemoteIpAddress;
        if (guard.WaitFor(who, address) is { Ticks: > 0 } wait)
        {
            Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Page(StatusCodes.Status429TooManyRequests, $"続けて間違えたため、あと{Math.Ceiling(wait.TotalMinutes)}分ほどサインインできません。", who, next);
        }

        var account = who.Length is 0 or > 64 || word.Length is 0 or > 256 || who.Contains('\0', StringComparison.Ordinal)
            ? null
            : await StaffAccounts.SignInAsync(source, who, word, cancellation);
        if (account is null)
        {
            guard.Failed(who, address);
            RefusedSignIn(log);
            return Page(StatusCodes.Status401Unauthorized, Refused, who, next);
        }

        guard.Succeeded(who);
        await OpenSessionAsync(account);
        SignedIn(log);
        return LocalRedirect(Local(next));
    }

    /// <summary>Closes the session.</summary>
    [HttpPost("/staff/sign-out")]
    public async Task<IActionResult> CloseAsync()
    {
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return LocalRedirect(StaffAccess.SignInPath);
    }

    /// <summary>Who is signed in, for the head of the page.</summary>
    [Get("/staff/account.json")]
    public IActionResult Account() => new DocumentResult(ReadyDocument.From(new JsonObject
    {
        ["name"] = User.FindFirstValue(ClaimTypes.Name),
        ["displayName"] = User.FindFirstValue(ClaimTypes.GivenName),
    }));

    private Task OpenSessionAsync(StaffAccount account)
    {
        var now = DateTimeOffset.UtcNow.UtcTicks.ToString(CultureInfo.InvariantCulture);
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, account.Name), new(ClaimTypes.GivenName, account.DisplayName), new(OpenAccounts.SignedInAt, now)],
            CookieAuthenticationDefaults.AuthenticationScheme);
        return HttpContext.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
    }

    private ContentResult Page(int status, string? message, string? name, string? next)
    {
        var tokens = antiforgery.GetAndStoreTokens(HttpContext);
        Response.Headers.CacheControl = "no-store";
        var town = catalogue.Current?.Catalogue.Town?.Name ?? "";
        return new ContentResult
        {
            StatusCode = status,
            ContentType = "text/html; charset=utf-8",
            Content = SignInPage.Html(town, message, name ?? "", Local(next), tokens.FormFieldName, tokens.RequestToken ?? ""),
        };
    }

    // Only pages of this server: "//evil" and "/\evil" are other hosts to a browser.
    private string Local(string? next) => Url.IsLocalUrl(next) ? next! : "/staff";

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "Someone signed in")]
    private static partial void SignedIn(ILogger log);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "A sign-in was refused")]
    private static partial void RefusedSignIn(ILogger log);
}
