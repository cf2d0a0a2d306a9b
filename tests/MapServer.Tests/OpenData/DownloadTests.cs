using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests.OpenData;

/// <summary>Whole layers as files: made by the worker alone, sent whole or not at all, and never with what the public may no longer see.</summary>
public sealed class DownloadTests : IAsyncLifetime
{
    private OpenTown town = null!;

    private HttpClient Client => town.Server.Client;

    public async Task InitializeAsync() => town = await OpenTown.StartAsync();

    public async Task DisposeAsync() => await town.DisposeAsync();

    [Fact]
    public async Task Visitors_wait_for_the_worker_and_cannot_set_it_to_work()
    {
        using (var early = await Client.GetAsync("/data/sites.csv"))
        {
            await early.ProblemAsync(503);
            Assert.Equal(TimeSpan.FromSeconds(120), early.Headers.RetryAfter!.Delta);
        }

        Assert.Contains("ファイルを準備しています", await Client.GetStringAsync("/data/sites"), StringComparison.Ordinal);
        for (var i = 0; i < 20; i++)
            (await Client.GetAsync("/data/sites.gpkg")).Dispose();
        Assert.Equal(["0"], await town.ListAsync("SELECT count(*) FROM gis.job"));

        await town.WorkAsync();

        Assert.Contains("/data/sites.shp-cp932.zip", await Client.GetStringAsync("/data/sites"), StringComparison.Ordinal);
        var before = await town.ListAsync("SELECT count(*) FROM gis.job");
        (await Client.GetAsync("/data/sites.csv")).Dispose();
        await town.WorkAsync();
        Assert.Equal(before, await town.ListAsync("SELECT count(*) FROM gis.job"));
    }

    [Fact]
    public async Task Files_come_whole_in_parts_or_not_again()
    {
        await town.WorkAsync();
        await CheckFileAsync("csv", "text/csv");
        await CheckFileAsync("geojson", "application/geo+json");
        await CheckFileAsync("gpkg", "application/geopackage+sqlite3");
        await CheckFileAsync("shp.zip", "application/zip");
        await CheckFileAsync("shp-cp932.zip", "application/zip");
        await CheckFileAsync("fgb", "application/octet-stream");
        foreach (var path in (string[])["nothing", "nothing.csv", "sites.exe", "patrol", "patrol.csv", "land_register.csv", "..%2f..%2fconnection.json"])
            await Client.ProblemAsync("/data/" + path, 404);
    }

    private async Task CheckFileAsync(string format, string mediaType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/data/sites.{format}");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using var whole = await Client.SendAsync(request);
        var bytes = await whole.Content.ReadAsByteArrayAsync();

        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(mediaType, whole.Content.Headers.ContentType!.MediaType);
        Assert.Empty(whole.Content.Headers.ContentEncoding);
        Assert.Equal(bytes.Length, whole.Content.Headers.ContentLength);
        Assert.Equal(["bytes"], whole.Headers.AcceptRanges);
        Assert.InRange(whole.Content.Headers.LastModified!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal($"潮見町_指定緊急避難場所_第{await RevisionAsync()}版.{format}", whole.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal($"sites.{format}", whole.Content.Headers.ContentDisposition.FileName);
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:", whole.Headers.GetValues("Content-Digest").Single());
        var tag = whole.Headers.ETag!;
        Assert.False(tag.IsWeak);

        using var head = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/data/sites.{format}"));
        Assert.Equal((HttpStatusCode.OK, (long?)bytes.Length, tag), (head.StatusCode, head.Content.Headers.ContentLength, head.Headers.ETag));
        using var known = await AskAsync(format, r => r.Headers.IfNoneMatch.Add(tag));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using var since = await AskAsync(format, r => r.Headers.IfModifiedSince = whole.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.NotModified, since.StatusCode);

        using var part = await AskAsync(format, r => r.Headers.Range = new RangeHeaderValue(10, 29));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[10..30], await part.Content.ReadAsByteArrayAsync());
        using var other = await AskAsync(format, r => (r.Headers.Range, r.Headers.IfRange) = (new RangeHeaderValue(10, 29), new RangeConditionHeaderValue("\"other\"")));
        Assert.Equal((HttpStatusCode.OK, (long?)bytes.Length), (other.StatusCode, other.Content.Headers.ContentLength));
        using var beyond = await AskAsync(format, r => r.Headers.Range = new RangeHeaderValue(bytes.Length, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task Csv_has_the_columns_of_the_standard_in_their_order()
    {
        await town.WorkAsync();
        var bytes = await Client.GetByteArrayAsync("/data/sites.csv");

        Assert.Equal<byte[]>([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes)[1..].Split("\r\n");
        Assert.StartsWith("全国地方公共団体コード,ID,名称,名称_カナ,名称_英字,所在地_全国地方公共団体コード,町字ID,所在地_連結表記,", lines[0], StringComparison.Ordinal);
        Assert.Equal(39, lines[0].Split(',').Length);
        Assert.Equal("35.103000", lines[1].Split(',')[13]);
        Assert.Equal("139.303000", lines[1].Split(',')[14]);
        var page = await Client.GetStringAsync("/data/sites");
        Assert.Contains("標準の列 39 列のうち", page, StringComparison.Ordinal);
        Assert.Contains("必須の列に空きがある行 2。", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_field_is_gone_at_once_from_every_file_and_every_condition()
    {
        await town.RunAsync("UPDATE layer.parcels SET 地番 = 'ミズカラ' WHERE fid = 1");
        await town.WorkAsync();
        Assert.Contains("ミズカラ", await Client.GetStringAsync("/data/parcels.csv"), StringComparison.Ordinal);
        using var before = await AskAsync("geojson", _ => { }, "parcels");
        var tag = before.Headers.ETag!;
        var files = Directory.GetFiles(Path.Combine(town.Server.Home, "exports", "public", "parcels"));

        await town.RunAsync("UPDATE gis.field SET rights_class = 'staff' WHERE layer_id = 'parcels' AND name = '地番'; SELECT gis.expose('parcels')");

        foreach (var format in (string[])["csv", "geojson", "gpkg", "shp.zip", "shp-cp932.zip", "fgb"])
        {
            await Client.ProblemAsync($"/data/parcels.{format}", 503);
            using var known = await AskAsync(format, r => r.Headers.IfNoneMatch.Add(tag), "parcels");
            await known.ProblemAsync(503);
        }

        await town.WorkAsync();
        Assert.DoesNotContain("ミズカラ", await Client.GetStringAsync("/data/parcels.csv"), StringComparison.Ordinal);
        Assert.All(files.Where(f => !f.EndsWith(".zip", StringComparison.Ordinal) && File.Exists(f)), f => Assert.True(File.ReadAllBytes(f).AsSpan().IndexOf("ミズカラ"u8) < 0, f));
    }

    [Fact]
    public async Task A_withdrawn_layer_and_a_hidden_row_are_never_given_out_again()
    {
        await town.WorkAsync();
        Assert.Contains("みつばち二号", await Client.GetStringAsync("/data/beehives.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("ヒミツ", await Client.GetStringAsync("/data/beehives.geojson"), StringComparison.Ordinal);

        await town.RunAsync("UPDATE layer.beehives SET gis_published = false WHERE 巣の名 = 'みつばち二号'");
        await Client.ProblemAsync("/data/beehives.csv", 503);
        await town.WorkAsync();
        Assert.DoesNotContain("みつばち二号", await Client.GetStringAsync("/data/beehives.csv"), StringComparison.Ordinal);

        await town.RunAsync("UPDATE gis.layer SET audience = 'staff' WHERE id = 'beehives'; UPDATE gis.field SET rights_class = 'staff' WHERE layer_id = 'beehives'; SELECT gis.expose('beehives')");
        using var gone = await Client.GetAsync("/data/beehives.csv");
        Assert.True(gone.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable, gone.StatusCode.ToString());
        await town.Server.UntilAsync(s => s?.Find("beehives") is null);
        await Client.ProblemAsync("/data/beehives.csv", 404);
        await Client.ProblemAsync("/data/beehives", 404);
        await Client.ProblemAsync("/data/beehives/map.svg", 404);
        await town.WorkAsync();
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(town.Server.Home, "exports", "public", "beehives")));
    }

    [Fact]
    public async Task The_file_before_is_offered_with_its_own_date_and_a_broken_one_not_at_all()
    {
        await town.WorkAsync();
        var revision = await RevisionAsync();
        await town.RunAsync("UPDATE layer.sites SET 名称 = '新しい公園' WHERE fid = 2");
        await town.Server.UntilAsync(s => s!.Find("sites")!.Revision.ToString(null, null) != revision);

        using (var older = await AskAsync("csv", _ => { }))
            Assert.EndsWith($"_第{revision}版.csv", older.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.Contains("ひとつ前の版です", await Client.GetStringAsync("/data/sites"), StringComparison.Ordinal);

        await town.WorkAsync();
        Assert.Contains("新しい公園", await Client.GetStringAsync("/data/sites.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("ひとつ前の版です", await Client.GetStringAsync("/data/sites"), StringComparison.Ordinal);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(town.Server.Home, "exports", "public", "sites"), $"*-r{await RevisionAsync()}.csv"));
        await File.WriteAllTextAsync(file, "half");
        await Client.ProblemAsync("/data/sites.csv", 503);
        File.Delete(file);
        await Client.ProblemAsync("/data/sites.csv", 503);
        await town.WorkAsync();
        Assert.Contains("新しい公園", await Client.GetStringAsync("/data/sites.csv"), StringComparison.Ordinal);
    }

    private async Task<string> RevisionAsync() => (await town.ListAsync("SELECT revision FROM gis.layer WHERE id = 'sites'")).Single();

    private async Task<HttpResponseMessage> AskAsync(string format, Action<HttpRequestMessage> with, string layer = "sites")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/data/{layer}.{format}");
        with(request);
        return await Client.SendAsync(request);
    }
}
