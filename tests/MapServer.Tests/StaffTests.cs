using System.Net;
using System.Text.RegularExpressions;
using Gis.Core.Accounts;
using Gis.Core.Catalogue;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.MapServer.Tests;

public sealed partial class StaffTests(StaffTests.StaffTown town) : IClassFixture<StaffTests.StaffTown>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/staff")]
    public async Task A_page_leads_to_the_sign_in(string path)
    {
        using var response = await town.Server.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/staff/sign-in?next=" + Uri.EscapeDataString(path), response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/catalogue.json")]
    [InlineData("/styles/town.json")]
    [InlineData("/tiles/parcels/0/0/0.mvt")]
    [InlineData("/tiles/parcels.json")]
    [InlineData("/ogc")]
    [InlineData("/ogc/api")]
    [InlineData("/ogc/collections/patrol/items")]
    [InlineData("/search?q=a")]
    [InlineData("/hazards?lon=139&lat=35")]
    [InlineData("/live")]
    [InlineData("/staff/account.json")]
    [InlineData("/staff/relations/parcels/1/register")]
    [InlineData("/assets/main.js")]
    [InlineData("/nowhere")]
    public async Task Without_signing_in_there_is_nothing(string path) => await town.Server.Client.ProblemAsync(path, 401);

    [Fact]
    public async Task Health_needs_no_sign_in() => Assert.Equal("ok", (await town.Server.Client.JsonAsync("/healthz")).GetProperty("status").GetString());

    [Fact]
    public async Task Who_signs_in_sees_what_staff_may_see()
    {
        using var client = await town.SignedInAsync();
        var catalogue = await client.JsonAsync("/catalogue.json");
        var ids = catalogue.GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("id").GetString()).ToList();
        Assert.Contains("patrol", ids);
        Assert.Contains("land_register", ids);
        var parcels = catalogue.GetProperty("layers").EnumerateArray().Single(l => l.GetProperty("id").GetString() == "parcels");
        Assert.Contains("備考", parcels.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        var relation = parcels.GetProperty("relations").EnumerateArray().Single();
        Assert.Equal("/staff/relations/{layer}/{fid}/{relation}", relation.GetProperty("href").GetString());

        var entries = await client.JsonAsync("/staff/relations/parcels/1/register");
        var entry = entries.EnumerateArray().Single();
        Assert.Equal("土地台帳", entry.GetProperty("title").GetString());
        Assert.Contains(entry.GetProperty("rows").EnumerateArray(), r => r.GetProperty("value").ToString() == "ヒミツ所有者甲");
        Assert.Equal("ヒミツ備考", (await client.JsonAsync("/ogc/collections/parcels/items/1")).GetProperty("properties").GetProperty("備考").GetString());
        Assert.Equal(3, (await client.JsonAsync("/ogc/collections/beehives/items")).GetProperty("numberMatched").GetInt32());
        Assert.Equal("ヒミツ所有者甲", (await client.JsonAsync("/search?q=" + Uri.EscapeDataString("ヒミツ"))).GetProperty("features")[0].GetProperty("properties").GetProperty("label").GetString());
        Assert.Equal("係員", (await client.JsonAsync("/staff/account.json")).GetProperty("displayName").GetString());
        await client.ProblemAsync("/staff/relations/parcels/99/register", 404);
        await client.ProblemAsync("/staff/relations/parcels/1/unknown", 404);
        await client.ProblemAsync("/ogc/collections/land_register/items", 404);
        Assert.Empty((await client.JsonAsync("/staff/relations/parcels/3/register")).EnumerateArray());
    }

    [Fact]
    public async Task What_staff_sees_is_kept_by_no_shared_cache()
    {
        using var client = await town.SignedInAsync();
        foreach (var path in (string[])["/catalogue.json", "/styles/town.json", "/tiles/parcels/0/0/0.mvt", "/ogc/collections/parcels/items"])
        {
            using var response = await client.GetAsync(path);
            Assert.True(response.Headers.CacheControl!.Private, path);
        }

        using var register = await client.GetAsync("/staff/relations/parcels/1/register");
        Assert.True(register.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        var cookies = new CookieContainer();
        using var client = town.Server.NewClient(cookies);
        using var response = await SignInAsync(client, "tester", town.Password);
        var cookie = response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("gis-staff=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.Equal("/staff", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("tester", "wrong")]
    [InlineData("nobody", "wrong")]
    [InlineData("' OR 1=1 --", "' OR 1=1 --")]
    public async Task A_wrong_password_is_refused_in_the_same_words_as_an_unknown_name(string name, string password)
    {
        using var client = town.Server.NewClient(new CookieContainer());
        using var response = await SignInAsync(client, name, password);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("アカウント名かパスワードが違います。", await response.Content.ReadAsStringAsync());
        await client.ProblemAsync("/catalogue.json", 401);
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_a_problem()
    {
        using var client = town.Server.NewClient(new CookieContainer());
        using var response = await SignInAsync(client, "tester\0", "x");
        await response.ProblemAsync(400);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_name_waits_even_with_the_right_one()
    {
        await StaffAccounts.SaveAsync(town.Database.Owner, new StaffAccount("guessed", "係員"), "right-password-1");
        using var client = town.Server.NewClient(new CookieContainer());
        for (var i = 0; i < 5; i++)
            (await SignInAsync(client, "Guessed ", "wrong")).Dispose();
        using var response = await SignInAsync(client, "guessed", "right-password-1");
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var client = town.Server.NewClient(new CookieContainer());
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "tester", ["password"] = town.Password });
        using var response = await client.PostAsync("/staff/sign-in", form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await client.ProblemAsync("/catalogue.json", 401);
    }

    [Theory]
    [InlineData("/hazards", "/hazards")]
    [InlineData("//evil.example/", "/staff")]
    [InlineData("/\\evil.example/", "/staff")]
    [InlineData("https://evil.example/", "/staff")]
    [InlineData("javascript:alert(1)", "/staff")]
    public async Task After_signing_in_one_stays_on_this_server(string next, string expected)
    {
        using var client = town.Server.NewClient(new CookieContainer());
        using var response = await SignInAsync(client, "tester", town.Password, next);
        Assert.Equal(expected, response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Words_in_the_form_cannot_become_a_script()
    {
        using var client = town.Server.NewClient(new CookieContainer());
        using var response = await SignInAsync(client, "\"><script>alert(1)</script>", "x");
        Assert.DoesNotContain("<script", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_request_from_another_site_changes_nothing()
    {
        using var client = await town.SignedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/staff/sign-out");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var response = await client.SendAsync(request);
        await response.ProblemAsync(403);
        await client.JsonAsync("/catalogue.json");
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var client = await town.SignedInAsync();
        using var response = await client.PostAsync("/staff/sign-out", null);
        Assert.Equal("/staff/sign-in", response.Headers.Location!.OriginalString);
        await client.ProblemAsync("/catalogue.json", 401);
    }

    [Fact]
    public async Task A_closed_account_loses_its_session()
    {
        await StaffAccounts.SaveAsync(town.Database.Owner, new StaffAccount("leaver", "係員"), "leaver-password-1");
        await using var server = await RunningServer.StartAsync(town.Database, Audience.Staff, o => o with { SessionCheckInterval = TimeSpan.Zero });
        using var client = server.NewClient(new CookieContainer());
        (await SignInAsync(client, "leaver", "leaver-password-1")).Dispose();
        await client.JsonAsync("/catalogue.json");
        await using (var command = town.Database.Owner.CreateCommand("UPDATE account.staff_account SET disabled_at = now() WHERE name = 'leaver'"))
            await command.ExecuteNonQueryAsync();
        await client.ProblemAsync("/catalogue.json", 401);
    }

    internal static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password, string next = "/staff")
    {
        var page = await client.GetStringAsync("/staff/sign-in");
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["form-token"] = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value),
            ["name"] = name,
            ["password"] = password,
            ["next"] = next,
        });
        return await client.PostAsync("/staff/sign-in", form);
    }

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    /// <summary>The small town behind a staff server with one account.</summary>
    public sealed class StaffTown : IAsyncLifetime
    {
        public TestDatabase Database { get; } = new();

        public RunningServer Server { get; private set; } = null!;

        public string Password { get; } = "correct-horse-battery";

        public async Task InitializeAsync()
        {
            await Database.InitializeAsync();
            await SmallTown.FillAsync(new MadeTown(Database.Owner));
            await StaffAccounts.SaveAsync(Database.Owner, new StaffAccount("tester", "係員"), Password);
            Server = await RunningServer.StartAsync(Database, Audience.Staff);
        }

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            await Database.DisposeAsync();
        }

        public async Task<HttpClient> SignedInAsync()
        {
            var client = Server.NewClient(new CookieContainer());
            using var response = await SignInAsync(client, "tester", Password);
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
            return client;
        }
    }
}
